// Asio's side of the bench, with its coroutines (awaitable), as its documentation shows them.

#include <asio.hpp>

#include "bench.h"
#include "echo.h"

#include <asio/experimental/awaitable_operators.hpp>
#include <deque>
#include <memory>
#include <vector>

using namespace std::chrono_literals;
using namespace asio::experimental::awaitable_operators;

namespace {

using asio::awaitable;
using asio::use_awaitable;
using bench::Stopwatch;

/// Runs a coroutine that gives a figure.
template <class F> double run(std::int64_t count, F body) {
  asio::io_context context(1);
  double figure = 0;
  asio::co_spawn(context, body(count), [&](const std::exception_ptr &, double result) { figure = result; });
  context.run();
  return figure;
}

awaitable<int> answer(int value) { co_return value; }

double create_await(std::int64_t count) {
  return run(count, [](std::int64_t count) -> awaitable<double> {
    int sum = 0;
    const Stopwatch watch;
    for (std::int64_t i = 0; i < count; ++i)
      sum += co_await answer(static_cast<int>(i));
    bench::keep(sum);
    co_return watch.per(count);
  });
}

awaitable<int> descend(int depth) {
  if (depth == 0)
    co_return 0;
  co_return co_await descend(depth - 1) + 1;
}

double chain(std::int64_t count) {
  return run(count, [](std::int64_t count) -> awaitable<double> {
    int sum = 0;
    const Stopwatch watch;
    for (std::int64_t i = 0; i < count; i += 1000)
      sum += co_await descend(1000);
    bench::keep(sum);
    co_return watch.per(count);
  });
}

awaitable<void> yields(std::int64_t count) {
  for (std::int64_t i = 0; i < count; ++i)
    co_await asio::post(co_await asio::this_coro::executor, use_awaitable);
}

double yield(std::int64_t count) {
  asio::io_context context(1);
  const Stopwatch watch;
  for (int i = 0; i < 100; ++i)
    asio::co_spawn(context, yields(count / 100), asio::detached);
  context.run();
  return watch.per(count);
}

double spawn_gather(std::int64_t count) {
  asio::io_context context(1);
  std::int64_t sum = 0;
  const Stopwatch watch;
  for (std::int64_t i = 0; i < count; ++i)
    asio::co_spawn(context, answer(1), [&](const std::exception_ptr &, int value) { sum += value; });
  context.run();
  bench::keep(sum);
  return watch.per(count);
}

awaitable<void> nap(std::int64_t i) {
  asio::steady_timer timer(co_await asio::this_coro::executor, std::chrono::microseconds(1'000 + i % 10'000));
  co_await timer.async_wait(use_awaitable);
}

double sleeps(std::int64_t count) {
  asio::io_context context(1);
  const Stopwatch watch;
  for (std::int64_t i = 0; i < count; ++i)
    asio::co_spawn(context, nap(i), asio::detached);
  context.run();
  return watch.per(count);
}

double timer_set_cancel(std::int64_t count) {
  asio::io_context context(1);
  std::deque<asio::steady_timer> others;
  for (int i = 0; i < 100'000; ++i) {
    others.emplace_back(context, 1h + std::chrono::microseconds(i * 37 % 100'000));
    others.back().async_wait([](const std::error_code &) {});
  }
  asio::steady_timer timer(context);
  const Stopwatch watch;
  for (std::int64_t i = 0; i < count; ++i) {
    timer.expires_after(std::chrono::microseconds(1'000'000 + i % 1'000));
    timer.async_wait([](const std::error_code &) {});
    timer.cancel();
    context.poll();
  }
  return watch.per(count);
}

awaitable<void> yield_once() { co_await asio::post(co_await asio::this_coro::executor, use_awaitable); }

double wait_for(std::int64_t count) {
  return run(count, [](std::int64_t count) -> awaitable<double> {
    const Stopwatch watch;
    for (std::int64_t i = 0; i < count; ++i) {
      asio::steady_timer timer(co_await asio::this_coro::executor, 10s);
      co_await (yield_once() || timer.async_wait(use_awaitable));
    }
    co_return watch.per(count);
  });
}

double to_thread(std::int64_t count) {
  return run(count, [](std::int64_t count) -> awaitable<double> {
    asio::thread_pool pool(1);
    const Stopwatch watch(CLOCK_MONOTONIC);
    for (std::int64_t i = 0; i < count; ++i)
      co_await asio::co_spawn(pool, answer(1), use_awaitable);
    co_return watch.per(count);
  });
}

double memory_idle_task(std::int64_t count) {
  asio::io_context context(1);
  const double before = bench::resident_bytes();
  for (std::int64_t i = 0; i < count; ++i)
    asio::co_spawn(context, nap(3'600'000'000), asio::detached);
  context.poll();
  return (bench::resident_bytes() - before) / static_cast<double>(count);
}

using asio::ip::tcp;

awaitable<void> answer_all(tcp::socket socket) {
  std::array<char, bench::buffer_size> buffer;
  try {
    while (true) {
      const std::size_t count = co_await socket.async_read_some(asio::buffer(buffer), use_awaitable);
      co_await asio::async_write(socket, asio::buffer(buffer, count), use_awaitable);
    }
  } catch (const std::system_error &) { // The end of the stream.
  }
}

awaitable<void> serve(tcp::acceptor &acceptor, int connections) {
  for (int i = 0; i < connections; ++i)
    asio::co_spawn(acceptor.get_executor(), answer_all(co_await acceptor.async_accept(use_awaitable)), asio::detached);
}

template <int Connections> double echo(std::int64_t count) {
  asio::io_context context(1);
  tcp::acceptor acceptor(context, {asio::ip::address_v4::loopback(), 0});
  asio::co_spawn(context, serve(acceptor, Connections), asio::detached);
  const bench::Load load(acceptor.local_endpoint().port(), Connections, count);
  const Stopwatch watch;
  context.run();
  return watch.per(count);
}

constexpr bench::Operation operations[] = {
    {"create_await", 5'000'000, create_await},
    {"chain", 5'000'000, chain},
    {"yield", 2'000'000, yield},
    {"spawn_gather", 10'000, spawn_gather, 51},
    {"sleeps", 100'000, sleeps},
    {"timer_set_cancel", 200'000, timer_set_cancel},
    {"wait_for", 100'000, wait_for},
    {"to_thread", 20'000, to_thread},
    {"memory_idle_task", 100'000, memory_idle_task, 1},
    {"echo_1", 30'000, echo<1>, 1},
    {"echo_64", 100'000, echo<64>, 1},
    {"echo_1000", 100'000, echo<1000>, 1},
};

} // namespace

int main(int argc, char **argv) { return bench::main_of(operations, argc, argv); }
