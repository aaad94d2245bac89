// Counting references from zero on: what stands behind the copies of a stream, a file, a process or a socket.
//
// One thread only, as everything of a loop.

#pragma once

namespace aio::detail {

/// Base of `T`, which an OpaqueRef deletes; its destructor may be private if this is a friend.
template <class T> class Counted {
public:
  void retain() noexcept { ++references_; }
  void release() noexcept {
    if (--references_ == 0)
      delete static_cast<T *>(this);
  }

private:
  unsigned references_ = 0;
};

} // namespace aio::detail
