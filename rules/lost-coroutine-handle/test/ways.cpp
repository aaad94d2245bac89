// Ways through await_suspend.
#include <coroutine>
#include <stdexcept>
#include <vector>

struct Awaiter {
  std::vector<std::coroutine_handle<>> waiters;
  bool done = false;
  bool await_ready() const noexcept { return false; }
  void await_resume() const noexcept {}
};

struct BadEarlyReturn : Awaiter {
  void await_suspend(std::coroutine_handle<> handle) {
    if (done)
      return; // expect: lost-coroutine-handle "nobody gets the handle 'handle'"
    waiters.push_back(handle);
  }
};
struct BadOneBranch : Awaiter {
  void await_suspend(std::coroutine_handle<> handle) {
    if (!done)
      waiters.push_back(handle);
  } // expect: lost-coroutine-handle
};
struct BadTrue : Awaiter {
  bool await_suspend(std::coroutine_handle<> handle) {
    if (waiters.size() > 10)
      return true; // expect: lost-coroutine-handle
    waiters.push_back(handle);
    return true;
  }
};
struct OkFalse : Awaiter {
  bool await_suspend(std::coroutine_handle<> handle) {
    if (done)
      return false;
    waiters.push_back(handle);
    return true;
  }
};
struct OkThrows : Awaiter {
  void await_suspend(std::coroutine_handle<> handle) {
    if (done)
      throw std::runtime_error("closed");
    waiters.push_back(handle);
  }
};
struct OkReturnsHandle : Awaiter {
  std::coroutine_handle<> await_suspend(std::coroutine_handle<> handle) {
    if (done)
      return handle;
    waiters.push_back(handle);
    return std::noop_coroutine();
  }
};
struct OkNobodys : Awaiter {
  void await_suspend(std::coroutine_handle<>) {}
};
