// libuv's side of the bench: what it has of timers and threads, called directly.

#include "bench.h"

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

constexpr bench::Operation operations[] = {
    {"sleeps", 100'000, sleeps},
    {"timer_set_cancel", 1'000'000, timer_set_cancel},
};

} // namespace

int main(int argc, char **argv) { return bench::main_of(operations, argc, argv); }
