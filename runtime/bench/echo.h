// The load of the echo operations: connections that send 64 bytes each, wait for them to come back, and start again.
//
// It is a process of its own, so that the CPU time of the program is that of its server alone, and it is the same for
// every peer. The server runs until every connection is closed.

#pragma once

#include "bench.h"

#include <cstdlib>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

namespace bench {

constexpr std::size_t message_size = 64;
constexpr std::size_t buffer_size = 4096; // Of a server, for each connection.

inline void require(bool holds, const char *what) {
  if (holds)
    return;
  std::perror(what);
  std::_Exit(1);
}

inline sockaddr_in loopback(std::uint16_t port) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  address.sin_port = htons(port);
  return address;
}

inline int connect_to(std::uint16_t port) {
  const int fd = ::socket(AF_INET, SOCK_STREAM, 0);
  const sockaddr_in address = loopback(port);
  require(fd >= 0 && ::connect(fd, reinterpret_cast<const sockaddr *>(&address), sizeof address) == 0, "connect");
  const int on = 1;
  ::setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  return fd;
}

/// Makes `requests` requests over `connections` connections, one at a time on each.
inline void make_requests(std::uint16_t port, int connections, std::int64_t requests) {
  std::array<char, message_size> message{};
  const auto send = [&](int fd) {
    require(::write(fd, message.data(), message.size()) == static_cast<ssize_t>(message.size()), "write");
  };
  const int poll = ::epoll_create1(0);
  for (int i = 0; i < connections; ++i) {
    const int fd = connect_to(port);
    epoll_event event{.events = EPOLLIN, .data = {.fd = fd}};
    require(::epoll_ctl(poll, EPOLL_CTL_ADD, fd, &event) == 0, "epoll_ctl");
    send(fd);
  }
  std::array<epoll_event, 1024> events{};
  std::int64_t to_send = requests - connections;
  for (int open = connections; open > 0;) {
    const int count = ::epoll_wait(poll, events.data(), static_cast<int>(events.size()), -1);
    for (const epoll_event &event : std::span(events.data(), static_cast<std::size_t>(std::max(count, 0)))) {
      require(::read(event.data.fd, message.data(), message.size()) == static_cast<ssize_t>(message.size()), "read");
      if (to_send > 0) {
        --to_send;
        send(event.data.fd);
      } else {
        ::close(event.data.fd);
        --open;
      }
    }
  }
}

/// Starts the load when it is made, and ends the program if the load failed.
class Load {
public:
  Load(std::uint16_t port, int connections, std::int64_t requests) : process_(::fork()) {
    require(process_ >= 0, "fork");
    if (process_ > 0)
      return;
    make_requests(port, connections, requests);
    std::_Exit(0);
  }
  Load(const Load &) = delete;
  Load &operator=(const Load &) = delete;
  ~Load() {
    int status = 0;
    require(::waitpid(process_, &status, 0) == process_ && status == 0, "the load of the echo server");
  }

private:
  pid_t process_;
};

} // namespace bench
