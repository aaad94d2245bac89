#include "addresses.h"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <netdb.h>
#include <stdexcept>
#include <sys/un.h>
#include <system_error>

namespace aio::detail {

std::vector<Address> look_up(const std::string &host, std::uint16_t port, int flags) {
  addrinfo hints{};
  hints.ai_socktype = SOCK_STREAM;
  hints.ai_flags = flags | AI_NUMERICSERV;
  addrinfo *first = nullptr;
  if (const int error = ::getaddrinfo(host.c_str(), std::to_string(port).c_str(), &hints, &first))
    throw std::runtime_error("getaddrinfo: '" + host + "': " + ::gai_strerror(error));
  std::vector<Address> addresses;
  for (const addrinfo *info = first; info; info = info->ai_next) {
    Address &address = addresses.emplace_back();
    std::memcpy(&address.storage, info->ai_addr, info->ai_addrlen);
    address.size = info->ai_addrlen;
  }
  ::freeaddrinfo(first);
  return addresses;
}

Address unix_address(const std::string &path) {
  sockaddr_un name{};
  name.sun_family = AF_UNIX;
  if (path.size() >= sizeof name.sun_path)
    throw std::system_error(ENAMETOOLONG, std::system_category(), path);
  path.copy(name.sun_path, path.size());
  Address address;
  std::memcpy(&address.storage, &name, sizeof name);
  address.size = sizeof name;
  return address;
}

int make_socket(int family) {
  const int fd = ::socket(family, SOCK_STREAM, 0);
  if (fd < 0)
    throw std::system_error(errno, std::system_category(), "socket");
  ::fcntl(fd, F_SETFD, FD_CLOEXEC);
  ::fcntl(fd, F_SETFL, O_NONBLOCK);
  return fd;
}

} // namespace aio::detail
