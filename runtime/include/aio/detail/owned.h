// std::unique_ptr without <memory>.
//
// That header would cost every unit that includes aio 0.3 s to compile.

#pragma once

#include <utility>

namespace aio::detail {

/// Owns one object of a type that may be incomplete where the owner is declared.
template <class T> class Owned {
public:
  Owned() noexcept = default;
  explicit Owned(T *object) noexcept : object_(object) {}
  Owned(Owned &&other) noexcept : object_(std::exchange(other.object_, nullptr)) {}
  Owned &operator=(Owned other) noexcept {
    std::swap(object_, other.object_);
    return *this;
  }
  ~Owned() { delete object_; }

  T &operator*() const noexcept { return *object_; }
  T *operator->() const noexcept { return object_; }
  explicit operator bool() const noexcept { return object_ != nullptr; }

private:
  T *object_ = nullptr;
};

} // namespace aio::detail
