// Who is resumed, and what comes after it.
#include <coroutine>
#include <vector>

struct Awaiter {
  std::coroutine_handle<> other;
  bool await_ready() const noexcept { return false; }
  void await_resume() const noexcept {}
};

struct BadOther : Awaiter {
  void await_suspend(std::coroutine_handle<>) {
    other.resume(); // expect: inline-resume "return the handle instead"
  }
};
struct BadCalled : Awaiter {
  void await_suspend(std::coroutine_handle<>) {
    other(); // expect: inline-resume
  }
};
struct BadItself : Awaiter {
  void await_suspend(std::coroutine_handle<> handle) {
    if (!other)
      handle.resume(); // expect: inline-resume
  }
};
struct BadReturnsTrue : Awaiter {
  bool await_suspend(std::coroutine_handle<>) {
    other.resume(); // expect: inline-resume
    return true;
  }
};
struct OkReturned : Awaiter {
  std::coroutine_handle<> await_suspend(std::coroutine_handle<>) { return other; }
};
struct OkSomethingLeft : Awaiter {
  bool done = false;
  bool await_suspend(std::coroutine_handle<>) {
    other.resume();
    return !done;
  }
};
struct OkSeveral : Awaiter {
  std::vector<std::coroutine_handle<>> all;
  void await_suspend(std::coroutine_handle<>) {
    for (std::coroutine_handle<> one : all)
      one.resume();
  }
};
struct OkElsewhere : Awaiter {
  template <class F> void post(F callback);
  void await_suspend(std::coroutine_handle<> handle) {
    post([handle] { handle.resume(); });
  }
};
