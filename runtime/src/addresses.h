// Addresses of sockets as values, and sockets made for them.
//
// The system's own types are a union of structs behind a pointer and a length.

#pragma once

#include <aio/getaddrinfo.h>

#include <optional>
#include <sys/socket.h>

namespace aio::detail {

struct Address {
  sockaddr_storage storage{};
  socklen_t size = 0;

  sockaddr *get() noexcept { return reinterpret_cast<sockaddr *>(&storage); }
  const sockaddr *get() const noexcept { return reinterpret_cast<const sockaddr *>(&storage); }
  int family() const noexcept { return storage.ss_family; }
};

/// The address that `host` is, if it is a number.
std::optional<Address> parse_address(const std::string &host, std::uint16_t port);

/// The same where a name is an error, a GaiError.
Address numeric_address(const std::string &host, std::uint16_t port);

/// The addresses of `host`, a name or a number, which a thread asks for. Throws GaiError if there is none.
Coroutine<std::vector<Address>> addresses_of(std::string host, std::uint16_t port);

/// `address`, of IP, in numbers.
SocketAddress numeric(const Address &address);

/// The address that the socket is bound to.
Address bound_address(int fd);

/// Throws std::system_error if `path` is too long.
Address unix_address(const std::string &path);

/// A non-blocking socket that programs we start do not inherit. Throws std::system_error.
int make_socket(int family, int type = SOCK_STREAM);

} // namespace aio::detail
