#include "stub.h"

#include <aio/aio.h>

#include <string>

using boost::future;

future<int> request(int id);
future<int> post(std::string text);
void log(const std::string &text);

void bad_dropped() {
  request(1); // expect: unawaited-coroutine "nobody waits for it or sees its error"
}
void bad_never_looked_at() {
  auto first = request(1); // expect: task-never-awaited
  log("sent");
}
int ok_looked_at() {
  auto first = request(1);
  return first.get();
}
void bad_dropped_among_others(std::vector<int> ids) {
  std::vector<future<int>> all;
  for (int id : ids)
    all.push_back(request(id)); // expect: task-container-never-awaited
}

future<int> bad_local_in_continuation(std::string name) {
  return request(1).then([&name](future<int> done) { // expect: dangling-lambda-coroutine
    log(name);
    return done.get();
  });
}
future<int> ok_owned_by_continuation(std::string name) {
  return request(1).then([name = std::move(name)](future<int> done) {
    log(name);
    return done.get();
  });
}
int ok_waited_for(std::string name) {
  return request(1)
      .then([&name](future<int> done) {
        log(name);
        return done.get();
      })
      .get();
}

void bad_unordered(std::string name) {
  post(std::move(name)).then([name](future<int> done) { // expect: use-after-move-in-call
    log(name);
    return done.get();
  }).get();
}
future<int> bad_error_not_taken() {
  return request(1).then([](future<int>) { return 0; }); // expect: ignored-exceptional-future
}
int bad_taken_twice() {
  auto first = request(1);
  const int value = first.get();
  return value + first.get(); // expect: double-await
}

aio::Coroutine<int> bad_blocks(future<int> result) {
  co_return result.get(); // expect: blocking-wait-on-future
}
void bad_set_twice() {
  boost::promise<int> promise;
  promise.set_value(1);
  promise.set_value(2); // expect: future-set-twice
}
