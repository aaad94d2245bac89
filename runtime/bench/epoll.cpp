// The floor of the echo operations: epoll called directly, without anything that a program needs besides.

#include "echo.h"

#include <fcntl.h>

namespace {

/// A socket that listens on a port that the system chose.
int listen_anywhere(std::uint16_t &port) {
  const int fd = ::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
  sockaddr_in address = bench::loopback(0);
  socklen_t size = sizeof address;
  bench::require(::bind(fd, reinterpret_cast<const sockaddr *>(&address), size) == 0 && ::listen(fd, 4096) == 0 &&
                     ::getsockname(fd, reinterpret_cast<sockaddr *>(&address), &size) == 0,
                 "listen");
  port = ntohs(address.sin_port);
  return fd;
}

void watch(int poll, int fd) {
  epoll_event event{.events = EPOLLIN, .data = {.fd = fd}};
  bench::require(::epoll_ctl(poll, EPOLL_CTL_ADD, fd, &event) == 0, "epoll_ctl");
}

/// Sends back what has come; false when the connection is closed.
bool echo_once(int fd) {
  std::array<char, bench::buffer_size> buffer;
  const ssize_t count = ::read(fd, buffer.data(), buffer.size());
  return count > 0 && ::write(fd, buffer.data(), static_cast<std::size_t>(count)) == count;
}

template <int Connections> double echo(std::int64_t requests) {
  std::uint16_t port = 0;
  const int listener = listen_anywhere(port);
  const int poll = ::epoll_create1(0);
  watch(poll, listener);
  const bench::Load load(port, Connections, requests);
  const bench::Stopwatch stopwatch;
  std::array<epoll_event, 1024> events;
  for (int closed = 0; closed < Connections;) {
    const int count = ::epoll_wait(poll, events.data(), static_cast<int>(events.size()), -1);
    for (int i = 0; i < count; ++i) {
      const int fd = events[static_cast<std::size_t>(i)].data.fd;
      if (fd == listener) {
        watch(poll, ::accept4(listener, nullptr, nullptr, SOCK_NONBLOCK));
      } else if (!echo_once(fd)) {
        ::close(fd);
        ++closed;
      }
    }
  }
  const double figure = stopwatch.per(requests);
  ::close(poll);
  ::close(listener);
  return figure;
}

constexpr bench::Operation operations[] = {
    {"echo_1", 30'000, echo<1>, 1},
    {"echo_64", 100'000, echo<64>, 1},
    {"echo_1000", 100'000, echo<1000>, 1},
};

} // namespace

int main(int argc, char **argv) { return bench::main_of(operations, argc, argv); }
