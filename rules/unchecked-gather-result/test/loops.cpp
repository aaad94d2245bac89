#include <coroutine>
#include <exception>
#include <utility>
#include <vector>

namespace seastar {
template <class T> class [[nodiscard]] future {
public:
  struct promise_type {
    future get_return_object();
    std::suspend_never initial_suspend() noexcept;
    std::suspend_always final_suspend() noexcept;
    void return_value(T);
    void unhandled_exception();
  };
  future(future &&);
  future &operator=(future &&);
  ~future();
  bool failed() const;
  T get();
  std::exception_ptr error();
  void ignore();
  bool await_ready();
  void await_suspend(std::coroutine_handle<>);
  T await_resume();
  std::coroutine_handle<promise_type> frame;
};
future<std::vector<future<int>>> when_all(std::vector<future<int>>::iterator begin, std::vector<future<int>>::iterator end);
} // namespace seastar
using seastar::future;

future<int> bad_unchecked(std::vector<future<int>> all) {
  auto results = co_await seastar::when_all(all.begin(), all.end());
  int sum = 0;
  for (auto &result : results)
    sum += result.get(); // expect: unchecked-gather-result
  co_return sum;
}
future<int> ok_checked(std::vector<future<int>> all) {
  auto results = co_await seastar::when_all(all.begin(), all.end());
  int sum = 0;
  for (auto &result : results) {
    if (result.failed())
      result.ignore();
    else
      sum += result.get();
  }
  co_return sum;
}
future<int> ok_tried(std::vector<future<int>> all) {
  auto results = co_await seastar::when_all(all.begin(), all.end());
  int sum = 0;
  for (auto &result : results) {
    try {
      sum += result.get();
    } catch (...) {
    }
  }
  co_return sum;
}
