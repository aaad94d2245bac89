// The addresses behind a name.
//
//     for (const aio::SocketAddress &address : co_await aio::getaddrinfo("example.org", 443))
//       std::puts(to_string(address).c_str());
//
// open_connection asks by itself.

#pragma once

#include <aio/coroutine.h>

#include <cstdint>
#include <string>
#include <vector>

namespace aio {

/// An address of IP version 4 or 6, as numbers unless somebody wrote a name, and a port.
struct SocketAddress {
  SocketAddress() = default;
  SocketAddress(std::string host, std::uint16_t port) noexcept : host(std::move(host)), port(port) {}

  std::string host;
  std::uint16_t port = 0;

  friend bool operator==(const SocketAddress &, const SocketAddress &) = default;
};

/// "127.0.0.1:80", "[::1]:80".
[[nodiscard]] std::string to_string(const SocketAddress &address);

/// No address for a name; what() says why, code() is one of EAI_NONAME, EAI_AGAIN and the like. As socket.gaierror.
class GaiError : public std::runtime_error {
public:
  GaiError(int code, const std::string &host);
  [[nodiscard]] int code() const noexcept { return code_; }

private:
  int code_;
};

/// Asks the system, on a thread of the loop's pool unless `host` is a number, for the addresses of `host` that this
/// machine can reach, the best first. The host is a number in each. Cancelling ends the wait at once; the system's
/// question goes on if it was asked, and the loop does not go away before it has the answer.
/// Throws GaiError; RuntimeError if no loop runs in this thread.
[[nodiscard]] Coroutine<std::vector<SocketAddress>> getaddrinfo(std::string host, std::uint16_t port);

} // namespace aio
