// Scopes that are joined by an await, and futures whose work runs from the start.
#include "../../../checker/libraries/cppcoro/stub.h"
#include "../../../checker/libraries/seastar/stub.h"

#include <string>

cppcoro::task<void> ready();
cppcoro::task<void> use(const std::string &text);
cppcoro::task<void> late(const std::string &text) {
  co_await ready();
  co_await use(text);
}

cppcoro::task<void> bad_scope(cppcoro::async_scope &scope, bool quick) {
  std::string text = "a";
  scope.spawn(late(text)); // expect: task-outlives-scope
  if (quick)
    co_return;
  co_await scope.join();
}
cppcoro::task<void> ok_scope(cppcoro::async_scope &scope) {
  std::string text = "a";
  scope.spawn(late(text));
  co_await scope.join();
}
cppcoro::task<void> ok_dies_before(bool quick) {
  std::string text = "a";
  cppcoro::async_scope scope; // its end may wait
  scope.spawn(late(text));
  if (quick)
    co_return;
  co_await scope.join();
}

seastar::future<> step();
seastar::future<> write(const std::string &text) {
  co_await step();
  (void)text.size();
}
seastar::future<> bad_future(bool quick) {
  std::string text = "a";
  auto written = write(text); // expect: task-outlives-scope
  if (quick)
    co_return;
  co_await std::move(written);
}
seastar::future<> ok_future() {
  std::string text = "a";
  auto written = write(text);
  co_await std::move(written);
}
