// Accepting connections: a task for each.
//
//     // aio::Coroutine<> serve(aio::StreamReader reader, aio::StreamWriter writer);
//     const aio::Server server = aio::start_server(serve, "localhost", 8080);
//     co_await server.serve_forever();

#pragma once

#include <aio/detail/owned.h>
#include <aio/event_loop.h>
#include <aio/stream.h>

namespace aio {

namespace detail {
class Poller;

/// A socket that listens.
class Listener {
public:
  Listener(const std::string &host, std::uint16_t port);
  explicit Listener(const std::string &path);
  Listener(Listener &&) noexcept;
  Listener &operator=(Listener &&) noexcept;
  ~Listener();

  std::uint16_t port() const;

  /// Waits for a connection. When the process has no descriptor left, waits until it has.
  Coroutine<Stream> accept();

private:
  Owned<Poller> poller_;
};

template <class F> Coroutine<> accept_forever(Listener listener, F serve) {
  while (true) {
    Stream stream = co_await listener.accept();
    aio::create_task(serve(std::move(stream.reader), std::move(stream.writer)), "connection");
  }
}

} // namespace detail

/// A server that accepts until it is closed, or its last copy and its loop are gone. Connections go on without it.
class Server {
public:
  Server(Task<> accepting, std::uint16_t port) noexcept : accepting_(std::move(accepting)), port_(port) {}

  /// The port that it listens on, chosen by the system if zero was asked for. Zero for a Unix socket.
  [[nodiscard]] std::uint16_t port() const noexcept { return port_; }

  /// Accepts no more. The socket closes in the next turn.
  void close() const noexcept { accepting_.cancel(); }

  /// Waits until the server is closed. Cancelling the wait closes it. Throws the error that ended it, if one did.
  Coroutine<> serve_forever() const;

private:
  Task<> accepting_;
  std::uint16_t port_;
};

/// Listens on a numeric address or on "localhost", at once, and calls `serve` with each connection in a task of its
/// own. What such a task throws goes to the loop's exception handler. Throws std::system_error if the address is taken
/// or no address; RuntimeError if no loop runs in this thread.
template <class F> [[nodiscard]] Server start_server(F serve, const std::string &host, std::uint16_t port) {
  detail::Listener listener(host, port);
  const std::uint16_t bound = listener.port();
  return Server(create_task(detail::accept_forever(std::move(listener), std::move(serve)), "server"), bound);
}

/// The same on a Unix socket at `path`, which must not exist.
template <class F> [[nodiscard]] Server start_unix_server(F serve, const std::string &path) {
  return Server(create_task(detail::accept_forever(detail::Listener(path), std::move(serve)), "server"), 0);
}

} // namespace aio
