// A tag asks the promise for something, which answers at once: what comes behind it has not been suspended.
#include <coroutine>

struct current_loop {};

struct Task {
  struct promise_type {
    Task get_return_object();
    std::suspend_never initial_suspend() noexcept;
    std::suspend_always final_suspend() noexcept;
    void return_void();
    void unhandled_exception();
    std::suspend_never await_transform(current_loop);
    Task &&await_transform(Task &&task);
  };
  Task(Task &&) noexcept;
  ~Task();
  bool await_ready();
  void await_suspend(std::coroutine_handle<>);
  void await_resume();
};
Task rest();

template <typename F> Task ok_tag(F &&work) {
  co_await current_loop{};
  co_await work();
}
template <typename F> Task bad_rest(F &&work) { // expect: coroutine-reference-parameter
  co_await rest();
  co_await work();
}
