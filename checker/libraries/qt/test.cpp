#include "stub.h"

#include <aio/aio.h>

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
