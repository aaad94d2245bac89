// A variable of a loop dies at the end of each turn, before the next await of the loop can wait for anything.
#include "../../../checker/libraries/asio/stub.h"

asio::awaitable<void> rest();
asio::awaitable<asio::ip::tcp::socket> accept();
asio::awaitable<void> serve(asio::ip::tcp::socket &socket) {
  co_await rest();
  socket.cancel();
}
asio::awaitable<void> serve_own(asio::ip::tcp::socket socket) {
  co_await rest();
  socket.cancel();
}

asio::awaitable<void> bad_lent(asio::io_context &context) {
  for (;;) {
    asio::ip::tcp::socket socket = co_await accept();
    asio::co_spawn(context, serve(socket), asio::detached); // expect: dangling-coroutine-argument
  }
}
asio::awaitable<void> ok_moved(asio::io_context &context) {
  for (;;) {
    asio::ip::tcp::socket socket = co_await accept();
    asio::co_spawn(context, serve_own(std::move(socket)), asio::detached);
  }
}
asio::awaitable<void> ok_waits(asio::ip::tcp::socket socket, asio::io_context &context) {
  asio::co_spawn(context, serve(socket), asio::detached);
  co_await rest();
}
