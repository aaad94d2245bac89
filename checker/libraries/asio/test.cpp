#include "stub.h"

#include <thread>

using asio::awaitable;
using asio::use_awaitable;
using asio::ip::tcp;
using namespace std::chrono_literals;

awaitable<void> save(int value);
awaitable<int> load(int id);

awaitable<void> bad_unawaited(tcp::socket &socket, const asio::ip::tcp_endpoint &peer) {
  save(1);                                   // expect: unawaited-coroutine
  socket.async_connect(peer, use_awaitable); // expect: unawaited-coroutine
  co_return;
}
awaitable<void> ok_awaited(asio::io_context &context) {
  co_await save(1);
  asio::co_spawn(context, save(2), asio::detached);
  asio::co_spawn(context, [] { return save(3); }, asio::detached);
}

awaitable<void> bad_sleep(asio::io_context &context) {
  std::this_thread::sleep_for(1s); // expect: blocking-call "asio::steady_timer"
  asio::steady_timer timer(context, 1s);
  timer.wait(); // expect: blocking-call
  co_return;
}
awaitable<void> ok_sleep(asio::io_context &context) {
  asio::steady_timer timer(context, 1s);
  co_await timer.async_wait(use_awaitable);
}

awaitable<void> bad_synchronous(tcp::socket &socket, tcp::acceptor &acceptor, tcp::resolver &resolver, char *data) {
  socket.connect(resolver.resolve("host", "80")); // expect: blocking-call, blocking-call
  auto client = acceptor.accept();                // expect: blocking-call
  client.read_some(asio::buffer(data, 8));        // expect: blocking-call
  client.write_some(asio::buffer("hello"));       // expect: blocking-call
  asio::read(client, asio::buffer(data, 8));      // expect: blocking-call
  asio::write(client, asio::buffer("hello"));     // expect: blocking-call
  co_return;
}
awaitable<std::size_t> ok_non_blocking(tcp::socket &socket, char *data) {
  socket.non_blocking(true);
  co_return socket.read_some(asio::buffer(data, 8));
}
void ok_synchronous_program(tcp::socket &socket, char *data) { socket.read_some(asio::buffer(data, 8)); }

awaitable<void> bad_waits_for_ever(tcp::socket &socket, tcp::resolver &resolver, char *data) {
  auto peer = co_await resolver.async_resolve("host", "80", use_awaitable); // expect: missing-timeout
  co_await socket.async_connect(peer, use_awaitable);                       // expect: missing-timeout
  co_await asio::async_read(socket, asio::buffer(data, 8), use_awaitable);  // expect: missing-timeout
}
awaitable<void> ok_bounded(tcp::socket &socket, const asio::ip::tcp_endpoint &peer, char *data) {
  co_await socket.async_connect(peer, asio::cancel_after(5s, use_awaitable));
  co_await asio::async_read(socket, asio::buffer(data, 8), asio::cancel_after(5s, use_awaitable));
}

awaitable<void> ok_blocking_work_in_a_pool(asio::thread_pool &pool) {
  asio::post(pool, [] { std::this_thread::sleep_for(1s); });
  co_return;
}
void bad_blocking_work_on_the_loop(asio::io_context &context) {
  asio::post(context, [] {
    std::this_thread::sleep_for(1s); // expect: blocking-call
  });
}
void bad_coroutine_as_handler(asio::io_context &context) {
  asio::post(context, [] { return save(1); }); // expect: coroutine-to-void-callback
}

awaitable<awaitable<int>> bad_nested(int id) { // expect: nested-task
  co_return load(id);
}
awaitable<void> bad_voided() {
  (void)save(1); // expect: voided-lazy-task
  co_return;
}
