// Task types of the program's own.
#include <coroutine>
#include <exception>

template <class Task, class Initial> struct Promise {
  Task get_return_object() { return {std::coroutine_handle<Promise>::from_promise(*this)}; }
  Initial initial_suspend() noexcept { return {}; }
  std::suspend_always final_suspend() noexcept { return {}; }
  void return_void() {}
  void unhandled_exception() { std::terminate(); }
};

template <class T> struct BadLazy { // expect: unmarked-task-type "'BadLazy' is a lazy task"
  using promise_type = Promise<BadLazy, std::suspend_always>;
  std::coroutine_handle<promise_type> handle;
};
template <class T> struct [[nodiscard]] OkLazy {
  using promise_type = Promise<OkLazy, std::suspend_always>;
  std::coroutine_handle<promise_type> handle;
};
struct OkEager {
  using promise_type = Promise<OkEager, std::suspend_never>;
  std::coroutine_handle<promise_type> handle;
};
struct OkUnused {
  using promise_type = Promise<OkUnused, std::suspend_always>;
  std::coroutine_handle<promise_type> handle;
};

BadLazy<int> first() { co_return; }
BadLazy<char> second() { co_return; }
OkLazy<int> third() { co_return; }
OkEager fourth() { co_return; }
