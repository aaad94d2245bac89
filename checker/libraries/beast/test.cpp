#include "stub.h"

#include <aio/aio.h>

namespace beast = boost::beast;
namespace http = beast::http;
using namespace std::chrono_literals;

aio::Coroutine<void> bad_synchronous(beast::tcp_stream &stream, beast::websocket::stream<beast::tcp_stream> &socket) {
  beast::flat_buffer buffer;
  http::request request;
  stream.connect(1);                   // expect: blocking-call
  http::read(stream, buffer, request); // expect: blocking-call "await 'async_read'"
  http::write(stream, request);        // expect: blocking-call
  socket.read(buffer);                 // expect: blocking-call
  co_return;
}
