#include <aio/server.h>

#include "addresses.h"
#include "connection.h"
#include "system_call.h"

#include <aio/shield.h>
#include <aio/sleep.h>

#include <fcntl.h>
#include <netdb.h>
#include <netinet/in.h>
#include <unistd.h>

namespace aio {

namespace detail {

static constexpr int backlog = 4096; // The system cuts it to its own limit.

// How long a server rests when no descriptor is left; asyncio waits for a second.
static constexpr std::chrono::milliseconds rest(100);

static int listen_on(const Address &address) {
  const int fd = make_socket(address.family());
  const int on = 1;
  ::setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
  if (::bind(fd, address.get(), address.size) == 0 && ::listen(fd, backlog) == 0)
    return fd;
  const int error = errno;
  ::close(fd);
  throw_error(error, "start_server");
}

Listener::Listener(const std::string &host, std::uint16_t port)
    : poller_(new Poller(running_core("start_server"),
                         listen_on(numeric_address(host == "localhost" ? "127.0.0.1" : host, port)))) {}

Listener::Listener(const std::string &path)
    : poller_(new Poller(running_core("start_unix_server"), listen_on(unix_address(path)))) {}

Listener::Listener(Listener &&) noexcept = default;
Listener &Listener::operator=(Listener &&) noexcept = default;
Listener::~Listener() = default;

std::uint16_t Listener::port() const {
  const Address address = bound_address(poller_->fd());
  return address.family() == AF_UNIX ? 0 : numeric(address).port;
}

static bool is_shortage(int error) noexcept {
  return error == EMFILE || error == ENFILE || error == ENOBUFS || error == ENOMEM;
}

Coroutine<Stream> Listener::accept() {
  while (true) {
    const int fd = ::accept(poller_->fd(), nullptr, nullptr);
    if (fd >= 0) {
      ::fcntl(fd, F_SETFD, FD_CLOEXEC);
      const ConnectionRef connection(*new Connection(poller_->loop(), fd));
      co_return Stream{StreamReader(*connection), StreamWriter(*connection)};
    }
    if (would_block(errno)) {
      Poller::Awaiter readable = poller_->readable("Server");
      co_await readable;
    } else if (is_shortage(errno)) {
      co_await sleep(rest);
    } else if (errno != EINTR && errno != ECONNABORTED) {
      throw_error(errno, "accept");
    }
  }
}

} // namespace detail

static Coroutine<> serve_until_closed(Task<> accepting) {
  try {
    co_await accepting;
  } catch (const CancelledError &) {
    if (current_task().cancelling() > 0) // The wait was cancelled, not only the server closed.
      throw;
  }
}

Coroutine<> Server::serve_forever() const { return serve_until_closed(accepting_); }

} // namespace aio
