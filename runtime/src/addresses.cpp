#include "addresses.h"
#include "system_call.h"

#include <aio/to_thread.h>
#include <uv.h>

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <netdb.h>
#include <netinet/in.h>
#include <sys/un.h>
#include <system_error>

namespace aio {

GaiError::GaiError(int code, const std::string &host)
    : std::runtime_error("getaddrinfo: '" + host + "': " + ::gai_strerror(code)), code_(code) {}

std::string to_string(const SocketAddress &address) {
  const bool six = address.host.find(':') != std::string::npos;
  return (six ? '[' + address.host + ']' : address.host) + ':' + std::to_string(address.port);
}

Coroutine<std::vector<SocketAddress>> getaddrinfo(std::string host, std::uint16_t port) {
  const std::vector<detail::Address> addresses = co_await detail::addresses_of(std::move(host), port);
  std::vector<SocketAddress> found;
  found.reserve(addresses.size());
  for (const detail::Address &address : addresses)
    found.push_back(numeric(address));
  co_return found;
}

namespace detail {

std::optional<Address> parse_address(const std::string &host, std::uint16_t port) {
  Address address;
  if (uv_ip4_addr(host.c_str(), port, reinterpret_cast<sockaddr_in *>(&address.storage)) == 0)
    address.size = sizeof(sockaddr_in);
  else if (uv_ip6_addr(host.c_str(), port, reinterpret_cast<sockaddr_in6 *>(&address.storage)) == 0)
    address.size = sizeof(sockaddr_in6);
  else
    return std::nullopt;
  return address;
}

Address numeric_address(const std::string &host, std::uint16_t port) {
  if (const auto address = parse_address(host, port))
    return *address;
  throw GaiError(EAI_NONAME, host);
}

/// Blocks.
static std::vector<Address> look_up(const std::string &host, std::uint16_t port) {
  addrinfo hints{};
  hints.ai_socktype = SOCK_STREAM; // One answer for each address; the address is the same for datagrams.
  hints.ai_flags = AI_ADDRCONFIG | AI_NUMERICSERV;
  addrinfo *first = nullptr;
  if (const int error = ::getaddrinfo(host.c_str(), std::to_string(port).c_str(), &hints, &first))
    throw GaiError(error, host);
  std::vector<Address> addresses;
  for (const addrinfo *info = first; info; info = info->ai_next) {
    Address &address = addresses.emplace_back();
    std::memcpy(&address.storage, info->ai_addr, info->ai_addrlen);
    address.size = info->ai_addrlen;
  }
  ::freeaddrinfo(first);
  return addresses;
}

Coroutine<std::vector<Address>> addresses_of(std::string host, std::uint16_t port) {
  if (const auto address = parse_address(host, port))
    co_return std::vector<Address>(1, *address);
  auto question = [host, port] { return look_up(host, port); };
  co_return co_await to_thread(std::move(question)); // g++ 12 destroys it twice unless it has a name.
}

SocketAddress numeric(const Address &address) {
  char host[NI_MAXHOST] = "";
  ::getnameinfo(address.get(), address.size, host, sizeof host, nullptr, 0, NI_NUMERICHOST);
  // The port is at the same place for both versions of IP.
  return {host, ntohs(reinterpret_cast<const sockaddr_in *>(&address.storage)->sin_port)};
}

Address bound_address(int fd) {
  Address address;
  address.size = sizeof address.storage;
  ::getsockname(fd, address.get(), &address.size);
  return address;
}

Address unix_address(const std::string &path) {
  sockaddr_un name{};
  name.sun_family = AF_UNIX;
  if (path.size() >= sizeof name.sun_path)
    throw_error(ENAMETOOLONG, path);
  path.copy(name.sun_path, path.size());
  Address address;
  std::memcpy(&address.storage, &name, sizeof name);
  address.size = sizeof name;
  return address;
}

int make_socket(int family, int type) {
  const int fd = ::socket(family, type, 0);
  if (fd < 0)
    throw_error(errno, "socket");
  ::fcntl(fd, F_SETFD, FD_CLOEXEC);
  ::fcntl(fd, F_SETFL, O_NONBLOCK);
  return fd;
}

} // namespace detail
} // namespace aio
