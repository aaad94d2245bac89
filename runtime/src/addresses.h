// Addresses of sockets as values, and sockets made for them.
//
// The system's own types are a union of structs behind a pointer and a length.

#pragma once

#include <cstdint>
#include <string>
#include <sys/socket.h>
#include <vector>

namespace aio::detail {

struct Address {
  sockaddr_storage storage{};
  socklen_t size = 0;

  const sockaddr *get() const noexcept { return reinterpret_cast<const sockaddr *>(&storage); }
  int family() const noexcept { return storage.ss_family; }
};

/// The addresses of `host`, which `flags` of getaddrinfo may limit to numbers. Blocks to ask for a name. Throws
/// std::runtime_error if there is none.
std::vector<Address> look_up(const std::string &host, std::uint16_t port, int flags);

/// Throws std::system_error if `path` is too long.
Address unix_address(const std::string &path);

/// A non-blocking stream socket that programs we start do not inherit. Throws std::system_error.
int make_socket(int family);

} // namespace aio::detail
