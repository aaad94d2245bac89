// A counted reference to an object that counts for itself: the handle behind Future, Task and Handle.
//
// Not atomic: handles belong to the loop's thread. A copy costs an increment.

#pragma once

#include <cassert>
#include <utility>

namespace aio::detail {

/// `T` has retain() and release(), and begins with a count of one, which adopt() takes over.
template <class T> class Ref {
public:
  Ref() noexcept = default;
  explicit Ref(T &object) noexcept : object_(&object) { object.retain(); }
  Ref(const Ref &other) noexcept : object_(other.object_) {
    if (object_)
      object_->retain();
  }
  Ref(Ref &&other) noexcept : object_(std::exchange(other.object_, nullptr)) {}
  template <class Derived> Ref(Ref<Derived> other) noexcept : object_(other.detach()) {}
  ~Ref() {
    if (object_)
      object_->release();
  }
  Ref &operator=(Ref other) noexcept {
    std::swap(object_, other.object_);
    return *this;
  }

  static Ref adopt(T *object) noexcept {
    Ref ref;
    ref.object_ = object;
    return ref;
  }
  T *detach() noexcept { return std::exchange(object_, nullptr); }

  T &operator*() const noexcept {
    assert(object_ && "this handle was moved from");
    return *object_;
  }
  T *operator->() const noexcept { return &**this; }
  explicit operator bool() const noexcept { return object_ != nullptr; }
  friend bool operator==(const Ref &, const Ref &) noexcept = default;

private:
  T *object_ = nullptr;
};

} // namespace aio::detail
