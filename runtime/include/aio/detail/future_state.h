// The value of a Future<T>: where it is kept, and how it is made and read.
//
// It stands behind whichever state the future has, a plain one, a task's or a combinator's, so a handle finds it
// through FutureBase::slot().

#pragma once

#include <aio/detail/future_base.h>

#include <concepts>
#include <cstddef>
#include <new>
#include <type_traits>
#include <variant>
#include <vector>

namespace aio::detail {

/// What is kept for a result of type `T`.
template <class T> using Stored = std::conditional_t<std::is_void_v<T>, std::monostate, T>;

/// `Base` with room for a value, which is there if the status says so.
template <class T, class Base = FutureBase> class FutureState : public Base {
  static_assert(std::is_void_v<T> || std::is_object_v<T>, "a future keeps its result; hand out a pointer instead");
  static_assert(alignof(Stored<T>) <= alignof(std::max_align_t), "the pool does not align further");

public:
  template <class... Args>
  explicit FutureState(LoopCore &loop, Args &&...args) : Base(loop, std::forward<Args>(args)...) {}

  void *slot() noexcept final { return &value_; }

protected:
  ~FutureState() override {
    if (this->status() == Status::value)
      value_.~Stored<T>();
  }

private:
  union {
    Stored<T> value_;
  };
};

/// Makes the value of `future`, a pending Future<T>, and completes it. Throws what T's constructor throws.
template <class T, class... Args> void set_value(FutureBase &future, Args &&...args) {
  new (future.slot()) Stored<T>(std::forward<Args>(args)...);
  future.complete(Status::value);
}

/// The value of `future`, a Future<T> that has one. From a final class it takes no virtual call.
template <class T, std::derived_from<FutureBase> F> Stored<T> &value_of(F &future) noexcept {
  return *std::launder(static_cast<Stored<T> *>(future.slot()));
}

/// A vector says of itself that it can be copied, whatever it holds.
template <class T> inline constexpr bool is_copyable_v = std::is_copy_constructible_v<T>;
template <class T> inline constexpr bool is_copyable_v<std::vector<T>> = is_copyable_v<T>;

/// The value, moved out if nobody else can read it or if it can only be moved.
template <class T, std::derived_from<FutureBase> F> Stored<T> take_value(F &future) {
  if constexpr (is_copyable_v<Stored<T>>) {
    if (!future.unique())
      return value_of<T>(future);
  }
  return std::move(value_of<T>(future));
}

} // namespace aio::detail
