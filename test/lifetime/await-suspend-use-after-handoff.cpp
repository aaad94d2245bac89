// Awaiters that go on when their coroutine, and they with it, may be gone.
#include "cases.h"

#include <coroutine>

struct Executor {
  void run(std::coroutine_handle<> handle) { handle.resume(); }
};

// Runs by itself and frees its frame at its end.
struct Detached {
  struct promise_type {
    Detached get_return_object() { return {}; }
    std::suspend_never initial_suspend() noexcept { return {}; }
    std::suspend_never final_suspend() noexcept { return {}; }
    void return_void() {}
    void unhandled_exception() { std::terminate(); }
  };
};

struct CountsAfter {
  Executor &executor;
  int hops = 0;
  bool await_ready() const noexcept { return false; }
  void await_suspend(std::coroutine_handle<> handle) {
    executor.run(handle);
    ++hops; // expect: await-suspend-use-after-handoff
  }
  void await_resume() const noexcept {}
};
struct CountsBefore {
  Executor &executor;
  int hops = 0;
  bool await_ready() const noexcept { return false; }
  void await_suspend(std::coroutine_handle<> handle) {
    ++hops;
    executor.run(handle);
  }
  void await_resume() const noexcept {}
};

template <class Awaiter> static Detached hop(Executor &executor) { co_await Awaiter{executor}; }

aio::Coroutine<void> bad_used_after() {
  Executor executor;
  hop<CountsAfter>(executor);
  co_return;
}
aio::Coroutine<void> ok_used_before() {
  Executor executor;
  hop<CountsBefore>(executor);
  co_return;
}

const std::vector<Case> cases = {CASE(bad_used_after), CASE(ok_used_before)};
