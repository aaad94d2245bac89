// A stand-in for Seastar: the declarations that the cases use.
#pragma once

#include <chrono>
#include <coroutine>
#include <exception>
#include <iterator>
#include <tuple>
#include <type_traits>
#include <vector>

namespace seastar {
template <class T = void> class [[nodiscard]] future;

namespace internal {
class promise_base {
public:
  std::suspend_never initial_suspend() noexcept;
  std::suspend_always final_suspend() noexcept;
  void unhandled_exception();
};
template <class T> class promise : public promise_base {
public:
  future<T> get_return_object();
  template <class U> void return_value(U &&value);
};
template <> class promise<void> : public promise_base {
public:
  future<void> get_return_object();
  void return_void();
};
template <class T> struct awaiter {
  bool await_ready() const noexcept;
  void await_suspend(std::coroutine_handle<> waiter);
  T await_resume();
};
template <class T> struct futurized {
  using type = future<T>;
};
template <class T> struct futurized<future<T>> {
  using type = future<T>;
};
template <class F, class T> struct continuation : std::invoke_result<F &, T> {};
template <class F> struct continuation<F, void> : std::invoke_result<F &> {};
} // namespace internal

template <class T> class [[nodiscard]] future {
public:
  using promise_type = internal::promise<T>;
  future(future &&) noexcept;
  future &operator=(future &&) noexcept;
  ~future();
  bool failed() const noexcept;
  std::exception_ptr get_exception();
  void ignore_ready_future() noexcept;
  future<void> discard_result();
  template <class F>
  auto then(F &&callable) -> typename internal::futurized<typename internal::continuation<F, T>::type>::type;
  template <class F> future finally(F &&callable) { std::terminate(); }
  template <class F> future handle_exception(F &&callable) { std::terminate(); }
  T get();
  internal::awaiter<T> operator co_await();
};

template <class T = void, class... A> future<T> make_ready_future(A &&...values) { std::terminate(); }
template <class T = void, class E> future<T> make_exception_future(E &&error) { std::terminate(); }

class lowres_clock {
public:
  static std::chrono::steady_clock::time_point now() noexcept;
};

future<void> sleep(std::chrono::steady_clock::duration length);
template <class T> future<T> with_timeout(std::chrono::steady_clock::time_point limit, future<T> work);
template <class... T> future<std::tuple<future<T>...>> when_all(future<T>... work);
template <class Iterator>
future<std::vector<typename std::iterator_traits<Iterator>::value_type>> when_all(Iterator begin, Iterator end);

class abort_source {
public:
  bool abort_requested() const noexcept;
  void request_abort() noexcept;
};
future<void> sleep_abortable(std::chrono::steady_clock::duration length, abort_source &stop);

class gate {
public:
  class holder {
  public:
    holder(holder &&) noexcept;
    ~holder();
  };
  void enter();
  void leave();
  holder hold();
};
template <class... T> future<std::tuple<T...>> when_all_succeed(future<T>... work) noexcept;
inline future<std::tuple<>> when_all_succeed(future<void> one, future<void> other) noexcept;
namespace coroutine {
future<void> maybe_yield() noexcept;
}
template <class F> future<void> try_with_gate(gate &entered, F &&callable) noexcept { std::terminate(); }

class smp {
public:
  template <class F> static future<void> submit_to(unsigned shard, F &&callable) { std::terminate(); }
};

template <class Clock> class timer {
public:
  template <class F> explicit timer(F &&callable) {}
};
template <class Range, class F> future<void> do_for_each(Range &range, F action) { std::terminate(); }

class connected_socket {};
class server_socket {
public:
  future<connected_socket> accept();
};
class semaphore {
public:
  future<void> wait(unsigned long units = 1);
  void signal(unsigned long units = 1);
};
class semaphore_units {
public:
  semaphore_units(semaphore_units &&) noexcept;
  ~semaphore_units();
};
future<semaphore_units> hold(semaphore &owner);
future<int> get_units(semaphore &owner, unsigned long units) noexcept;
future<int> get_units(semaphore &owner, unsigned long units, std::chrono::steady_clock::duration limit) noexcept;
} // namespace seastar
