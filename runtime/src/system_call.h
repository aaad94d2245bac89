// What a call of the system or of libuv says went wrong, as an exception.
//
// All of the runtime throws std::system_error for it, with the name of the function that the user called.

#pragma once

#include <cerrno>
#include <string>
#include <system_error>

namespace aio::detail {

inline bool would_block(int error) noexcept { return error == EAGAIN || error == EWOULDBLOCK; }

[[noreturn]] inline void throw_error(int error, const std::string &operation) {
  throw std::system_error(error, std::system_category(), operation);
}

/// libuv returns the error's number, negative.
inline void check(int result, const std::string &operation) {
  if (result < 0)
    throw_error(-result, operation);
}

} // namespace aio::detail
