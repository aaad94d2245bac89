#include <coroutine>
#include <exception>

struct Bad {
  struct promise_type {
    Bad get_return_object();
    std::suspend_never initial_suspend() noexcept { return {}; }
    std::suspend_never final_suspend() noexcept { return {}; }
    void return_void() {}
    void unhandled_exception() noexcept {} // expect: swallowing-promise
  };
};
struct Ok {
  struct promise_type {
    std::exception_ptr error;
    Ok get_return_object();
    std::suspend_never initial_suspend() noexcept { return {}; }
    std::suspend_never final_suspend() noexcept { return {}; }
    void return_void() {}
    void unhandled_exception() { error = std::current_exception(); }
  };
};
struct OkNoPromise {
  void unhandled_exception() {}
};
