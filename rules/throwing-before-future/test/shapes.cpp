#include <coroutine>
#include <exception>
#include <stdexcept>

template <class T> struct [[nodiscard]] Future {
  struct promise_type {
    Future get_return_object();
    std::suspend_never initial_suspend() noexcept;
    std::suspend_always final_suspend() noexcept;
    void return_value(T);
    void unhandled_exception();
  };
  Future(Future &&);
  Future &operator=(Future &&);
  ~Future();
  bool failed() const;
  T get();
  std::exception_ptr error();
  void ignore();
  bool await_ready();
  void await_suspend(std::coroutine_handle<>);
  T await_resume();
  std::coroutine_handle<promise_type> frame;
};
Future<int> read(int size);
Future<int> failed(std::exception_ptr error);

Future<int> bad_throws(int size) {
  if (size < 0)
    throw std::invalid_argument("size"); // expect: throwing-before-future
  return read(size);
}
Future<int> ok_failed_future(int size) {
  if (size < 0)
    return failed(std::make_exception_ptr(std::invalid_argument("size")));
  return read(size);
}
Future<int> ok_coroutine(int size) {
  if (size < 0)
    throw std::invalid_argument("size");
  co_return co_await read(size);
}
Future<int> ok_caught(int size) {
  try {
    if (size < 0)
      throw std::invalid_argument("size");
  } catch (...) {
    return failed(std::current_exception());
  }
  return read(size);
}
auto ok_continuation = [](int size) {
  if (size < 0)
    throw std::invalid_argument("size");
  return read(size);
};
