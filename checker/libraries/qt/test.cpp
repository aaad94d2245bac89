#include "stub.h"

#include <aio/aio.h>

#include <string>

aio::Coroutine<void> save(int value);

aio::Coroutine<void> bad_waits(QTcpSocket &socket, QProcess &process, QThread &thread, QTcpServer &server) {
  QThread::sleep(1);                 // expect: blocking-call
  QThread::msleep(100);              // expect: blocking-call
  socket.waitForConnected(5000);     // expect: blocking-call
  socket.waitForReadyRead();         // expect: blocking-call
  process.waitForFinished();         // expect: blocking-call "qCoro(process)"
  thread.wait();                     // expect: blocking-call
  server.waitForNewConnection(1000); // expect: blocking-call
  co_return;
}
aio::Coroutine<void> ok_polls(QTcpSocket &socket, QTcpServer &server) {
  socket.waitForReadyRead(0);
  server.waitForNewConnection();
  co_return;
}
aio::Coroutine<void> ok_in_a_pool(QThreadPool &pool) {
  pool.start([] { QThread::sleep(1); });
  co_return;
}
void bad_task_to_void(QThread &context) {
  QTimer::singleShot(100, &context, [] { return save(1); }); // expect: coroutine-to-void-callback
}
void bad_callback(QThread &context) {
  QTimer::singleShot(100, &context, [] {
    QThread::sleep(1); // expect: blocking-call
  });
}

// Continuations of futures.
QFuture<int> request(int id);
void log(const std::string &text);

void bad_dropped_future() {
  request(1); // expect: unawaited-coroutine "nobody waits for it or sees its error"
}
QFuture<int> bad_local_in_continuation(std::string name) {
  return request(1).then([&name](int value) { // expect: dangling-lambda-coroutine "'name', which it captures by reference, is gone"
    log(name);
    return value;
  });
}
QFuture<int> ok_owned_by_continuation(std::string name) {
  return request(1).then([name](int value) {
    log(name);
    return value;
  });
}
QFuture<int> bad_local_in_handler(std::string name) {
  return request(1).onFailed([&] { // expect: dangling-lambda-coroutine
    log(name);
    return 0;
  });
}
QFuture<int> bad_local_in_pool(QThreadPool *pool, std::string name) {
  return request(1).then(pool, [&](int value) { // expect: dangling-lambda-coroutine
    log(name);
    return value;
  });
}
int ok_waited_for(std::string name) {
  auto chain = request(1).then([&](int value) {
    log(name);
    return value;
  });
  chain.waitForFinished();
  return chain.result();
}
void bad_error_thrown_away() {
  (void)request(1).then([](int value) { return request(value); }); // expect: lost-exception
}
void ok_error_handled() {
  (void)request(1).then([](int value) { return request(value); }).onFailed([] { return request(0); });
}
