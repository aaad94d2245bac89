// A gathering that gives back futures, of which nobody looks at one.
#include <coroutine>
#include <exception>
#include <tuple>
#include <vector>

namespace seastar {
template <class T = void> class [[nodiscard]] future {
public:
  struct promise_type {
    future get_return_object();
    std::suspend_never initial_suspend() noexcept;
    std::suspend_always final_suspend() noexcept;
    void unhandled_exception();
    void return_void();
  };
  future(future &&) noexcept;
  ~future();
  future<void> discard_result();
  bool await_ready() const noexcept;
  void await_suspend(std::coroutine_handle<> waiter);
  T await_resume();
};
template <class... T> future<std::tuple<future<T>...>> when_all(future<T>... work);
template <class... T> future<std::tuple<T...>> when_all_succeed(future<T>... work);
} // namespace seastar

seastar::future<int> load(int id);

seastar::future<> bad_discarded() {
  return seastar::when_all(load(1), load(2)).discard_result(); // expect: unchecked-gather-result "thrown away"
}
seastar::future<> ok_fails_with_one() { return seastar::when_all_succeed(load(1), load(2)).discard_result(); }
seastar::future<> bad_awaited() {
  co_await seastar::when_all(load(1), load(2)); // expect: unchecked-gather-result
}
void use(std::tuple<seastar::future<int>, seastar::future<int>> both);
seastar::future<> ok_kept() {
  auto both = co_await seastar::when_all(load(1), load(2));
  use(std::move(both));
}
