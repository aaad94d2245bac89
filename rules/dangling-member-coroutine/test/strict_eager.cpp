// Eager work on objects that may well die: the object is a handle, or a callable, or the work has had time to end.
#include "seastar/stub.h"

#include <functional>
#include <memory>

using seastar::future;

struct Impl {
  future<void> flush();
};
class File {
  std::shared_ptr<Impl> impl;

public:
  future<void> flush();
};
future<void> bad_handle(File file) {
  return file.flush(); // expect: dangling-member-coroutine "'file' that 'flush' is called on dies"
}
future<void> ok_kept_alive(File file) { co_await file.flush(); }

struct Action {
  int step;
  future<void> operator()();
};
future<void> bad_callable(Action action) {
  return action(); // expect: dangling-member-coroutine
}

struct Routes {
  int count;
  future<void> handle(int number);
};
future<void> bad_kept_first() {
  Routes routes{2};
  auto first = routes.handle(1);  // expect: dangling-member-coroutine
  auto second = routes.handle(2); // expect: dangling-member-coroutine
  return seastar::when_all_succeed(std::move(first), std::move(second)).discard_result();
}
