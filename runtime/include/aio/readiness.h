// Waiting for a descriptor that somebody else reads and writes: how a C library with an asynchronous interface, such as
// libpq or libcurl, runs on the loop. In asyncio: add_reader and add_writer.
//
//     aio::Readiness socket(PQsocket(connection));
//     while (PQisBusy(connection)) {
//       co_await socket.readable();
//       PQconsumeInput(connection);
//     }

#pragma once

#include <aio/coroutine.h>
#include <aio/detail/owned.h>

namespace aio {

namespace detail {
class Poller;
} // namespace detail

/// Watches a descriptor that stays its owner's, who must not close it before this is gone. One at a time for a
/// descriptor. Belongs to the loop's thread.
class Readiness {
public:
  /// Makes `fd`, a socket or a pipe, non-blocking. Throws std::system_error if the system cannot wait for it, as for a
  /// file, and RuntimeError if no loop runs in this thread.
  explicit Readiness(int fd);
  Readiness(Readiness &&) noexcept;
  Readiness &operator=(Readiness &&) noexcept;

  /// Who waits still goes on as if it were ready.
  ~Readiness();

  /// Waits until a read or a write would not block, or would tell of an error. Resumes on the loop's stack, in a later
  /// turn. One block of the pool.
  Coroutine<> readable() const;
  Coroutine<> writable() const;

private:
  detail::Owned<detail::Poller> poller_;
};

} // namespace aio
