// The fixes in Boost's spelling; the rest is in libraries/asio.
#include "stub.h"

#include <thread>

namespace net = boost::asio;
using net::ip::tcp;
using namespace std::chrono_literals;

net::awaitable<void> save(int value);

net::awaitable<void> bad_session(tcp::socket &socket, char *data) {
  save(1);                                // expect: unawaited-coroutine
  std::this_thread::sleep_for(1s);        // expect: blocking-call "boost::asio::steady_timer"
  socket.read_some(net::buffer(data, 8)); // expect: blocking-call
  co_await socket.async_read_some(net::buffer(data, 8), net::use_awaitable); // expect: missing-timeout
}
net::awaitable<void> ok_session(tcp::socket &socket, char *data) {
  co_await save(1);
  co_await socket.async_read_some(net::buffer(data, 8), net::cancel_after(5s, net::use_awaitable));
}
