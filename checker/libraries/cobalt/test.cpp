#include "stub.h"

#include <memory>
#include <thread>

namespace cobalt = boost::cobalt;
using namespace std::chrono_literals;

cobalt::task<void> save(int value);
cobalt::task<int> load(int id);
cobalt::promise<void> serve();

cobalt::task<void> bad_unawaited() {
  save(1); // expect: unawaited-coroutine "does not run"
  serve(); // expect: unawaited-coroutine "cancels its work"
  co_return;
}
cobalt::task<void> ok_awaited(int &executor) {
  co_await save(1);
  +serve();
  cobalt::spawn(executor, save(2), 0);
}

cobalt::task<void> bad_blocks(cobalt::thread &worker) {
  std::this_thread::sleep_for(1s); // expect: blocking-call "boost::cobalt::io::sleep"
  worker.join();                   // expect: blocking-call
  co_return;
}
cobalt::task<void> ok_sleep() { co_await cobalt::io::sleep(1s); }

cobalt::task<void> bad_waits_for_ever(cobalt::channel<int> &channel) {
  co_await channel.read(); // expect: missing-timeout
}

cobalt::task<cobalt::task<int>> bad_nested(int id) { // expect: nested-task
  co_return load(id);
}
cobalt::task<void> bad_voided() {
  (void)save(1); // expect: voided-lazy-task
  co_return;
}

// A generator that dies is cancelled, and what it was lent outlives it.
cobalt::generator<int> read(std::unique_ptr<int> &source) {
  for (;; ++*source)
    co_yield *source;
}
cobalt::task<void> settle();
cobalt::task<int> ok_dies_first(bool quick) {
  auto source = std::make_unique<int>(1);
  auto values = read(source);
  co_await settle();
  if (quick)
    co_return 0;
  co_return co_await values;
}
