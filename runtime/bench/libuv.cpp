// libuv's side of the bench: what it has of timers and threads, called directly.

#include "bench.h"
#include "echo.h"

#include <uv.h>

#include <deque>

namespace {

using bench::Stopwatch;

void do_nothing(uv_timer_t *) {}

double sleeps(std::int64_t count) {
  uv_loop_t loop;
  uv_loop_init(&loop);
  std::deque<uv_timer_t> timers(static_cast<std::size_t>(count));
  const Stopwatch watch;
  for (std::int64_t i = 0; i < count; ++i) {
    uv_timer_t &timer = timers[static_cast<std::size_t>(i)];
    uv_timer_init(&loop, &timer);
    uv_timer_start(&timer, do_nothing, static_cast<std::uint64_t>(1 + i % 10'000 / 1'000), 0);
  }
  uv_run(&loop, UV_RUN_DEFAULT);
  return watch.per(count);
}

double timer_set_cancel(std::int64_t count) {
  uv_loop_t loop;
  uv_loop_init(&loop);
  std::deque<uv_timer_t> others(100'000);
  for (std::size_t i = 0; i < others.size(); ++i) {
    uv_timer_init(&loop, &others[i]);
    uv_timer_start(&others[i], do_nothing, 3'600'000 + i * 37 % 100'000, 0);
  }
  uv_timer_t timer;
  uv_timer_init(&loop, &timer);
  const Stopwatch watch;
  for (std::int64_t i = 0; i < count; ++i) {
    uv_timer_start(&timer, do_nothing, static_cast<std::uint64_t>(1'000 + i % 1'000), 0);
    uv_timer_stop(&timer);
  }
  return watch.per(count);
}

struct Connection {
  uv_tcp_t tcp;
  uv_write_t write;
  std::array<char, bench::buffer_size> buffer;
};

struct EchoServer {
  uv_loop_t loop;
  uv_tcp_t tcp;
  int left;
};

void forget(uv_handle_t *handle) {
  auto &server = *static_cast<EchoServer *>(handle->loop->data);
  delete reinterpret_cast<Connection *>(handle);
  if (--server.left == 0)
    uv_close(reinterpret_cast<uv_handle_t *>(&server.tcp), nullptr);
}

void read_some(uv_stream_t *stream, ssize_t count, const uv_buf_t *buffer) {
  if (count < 0)
    return uv_close(reinterpret_cast<uv_handle_t *>(stream), forget);
  const uv_buf_t reply = uv_buf_init(buffer->base, static_cast<unsigned>(count));
  uv_write(&reinterpret_cast<Connection *>(stream)->write, stream, &reply, 1, [](uv_write_t *, int) {});
}

void accept_one(uv_stream_t *server, int) {
  auto *const connection = new Connection;
  auto *const stream = reinterpret_cast<uv_stream_t *>(&connection->tcp);
  uv_tcp_init(server->loop, &connection->tcp);
  uv_accept(server, stream);
  const auto give_buffer = [](uv_handle_t *handle, std::size_t, uv_buf_t *buffer) {
    *buffer = uv_buf_init(reinterpret_cast<Connection *>(handle)->buffer.data(), bench::buffer_size);
  };
  uv_read_start(stream, give_buffer, read_some);
}

template <int Connections> double echo(std::int64_t count) {
  EchoServer server{};
  server.left = Connections;
  uv_loop_init(&server.loop);
  server.loop.data = &server;
  uv_tcp_init(&server.loop, &server.tcp);
  sockaddr_in address = bench::loopback(0);
  int size = sizeof address;
  uv_tcp_bind(&server.tcp, reinterpret_cast<const sockaddr *>(&address), 0);
  uv_listen(reinterpret_cast<uv_stream_t *>(&server.tcp), 4096, accept_one);
  uv_tcp_getsockname(&server.tcp, reinterpret_cast<sockaddr *>(&address), &size);
  const bench::Load load(ntohs(address.sin_port), Connections, count);
  const Stopwatch watch;
  uv_run(&server.loop, UV_RUN_DEFAULT);
  uv_loop_close(&server.loop);
  return watch.per(count);
}

constexpr bench::Operation operations[] = {
    {"sleeps", 100'000, sleeps},           {"timer_set_cancel", 1'000'000, timer_set_cancel},
    {"echo_1", 30'000, echo<1>, 1},        {"echo_64", 100'000, echo<64>, 1},
    {"echo_1000", 100'000, echo<1000>, 1},
};

} // namespace

int main(int argc, char **argv) { return bench::main_of(operations, argc, argv); }
