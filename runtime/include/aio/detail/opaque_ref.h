// A counted reference to a type that users do not see: what stands behind streams, sockets, files and processes.
//
// Ref needs to know its type; this one asks for two free functions, which are compiled where the type is known.

#pragma once

#include <utility>

namespace aio::detail {

/// `T`, which may be incomplete, has `void retain(T &)` and `void release(T &)` in this namespace. Never null.
template <class T> class OpaqueRef {
public:
  explicit OpaqueRef(T &object) noexcept : object_(&object) { retain(object); }
  OpaqueRef(const OpaqueRef &other) noexcept : OpaqueRef(*other.object_) {}
  OpaqueRef &operator=(OpaqueRef other) noexcept {
    std::swap(object_, other.object_);
    return *this;
  }
  ~OpaqueRef() { release(*object_); }

  T &operator*() const noexcept { return *object_; }
  T *operator->() const noexcept { return object_; }

private:
  T *object_;
};

} // namespace aio::detail
