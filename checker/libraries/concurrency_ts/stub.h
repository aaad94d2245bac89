// A stand-in for the futures of the Concurrency TS and of Boost.Thread: the declarations that the cases use.
#pragma once

#include <utility>

namespace boost {
template <class T> class future {
public:
  future() noexcept;
  future(future &&) noexcept;
  future &operator=(future &&) noexcept;
  ~future();
  template <class F> auto then(F &&callable) -> future<decltype(callable(std::declval<future<T>>()))> {
    __builtin_trap();
  }
  bool is_ready() const noexcept;
  void wait() const;
  T get();
};
template <class... Futures> future<void> when_all(Futures &&...work) { __builtin_trap(); }
template <class T> class promise {
public:
  future<T> get_future();
  void set_value(T value);
};
} // namespace boost
