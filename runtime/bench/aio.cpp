// aio's side of the bench: each operation as a program would write it.

#include <aio/aio.h>

#include "bench.h"
#include "echo.h"

#include <vector>

using namespace std::chrono_literals;

namespace {

using bench::Stopwatch;

aio::Coroutine<int> answer(int value) { co_return value; }

double create_await(std::int64_t count) {
  return aio::run([](std::int64_t count) -> aio::Coroutine<double> {
    int sum = 0;
    const Stopwatch watch;
    for (std::int64_t i = 0; i < count; ++i)
      sum += co_await answer(static_cast<int>(i));
    bench::keep(sum);
    co_return watch.per(count);
  }(count));
}

aio::Coroutine<int> descend(int depth) {
  if (depth == 0)
    co_return 0;
  co_return co_await descend(depth - 1) + 1;
}

double chain(std::int64_t count) {
  return aio::run([](std::int64_t count) -> aio::Coroutine<double> {
    int sum = 0;
    const Stopwatch watch;
    for (std::int64_t i = 0; i < count; i += 1000)
      sum += co_await descend(1000);
    bench::keep(sum);
    co_return watch.per(count);
  }(count));
}

aio::Coroutine<> yields(std::int64_t count) {
  for (std::int64_t i = 0; i < count; ++i)
    co_await aio::sleep(0s);
}

double yield(std::int64_t count) {
  return aio::run([](std::int64_t count) -> aio::Coroutine<double> {
    std::vector<aio::Task<>> tasks;
    tasks.reserve(100);
    const Stopwatch watch;
    for (int i = 0; i < 100; ++i)
      tasks.push_back(aio::create_task(yields(count / 100)));
    for (const aio::Task<> &task : tasks)
      co_await task;
    co_return watch.per(count);
  }(count));
}

double spawn_gather(std::int64_t count) {
  return aio::run([](std::int64_t count) -> aio::Coroutine<double> {
    const Stopwatch watch;
    std::vector<aio::Coroutine<int>> coroutines;
    coroutines.reserve(static_cast<std::size_t>(count));
    for (std::int64_t i = 0; i < count; ++i)
      coroutines.push_back(answer(1));
    const std::vector<int> values = co_await aio::gather(std::move(coroutines));
    bench::keep(values);
    co_return watch.per(count);
  }(count));
}

aio::Coroutine<> nap(std::int64_t i) { co_await aio::sleep(std::chrono::microseconds(1'000 + i % 10'000)); }

double sleeps(std::int64_t count) {
  return aio::run([](std::int64_t count) -> aio::Coroutine<double> {
    const Stopwatch watch;
    std::vector<aio::Coroutine<>> naps;
    naps.reserve(static_cast<std::size_t>(count));
    for (std::int64_t i = 0; i < count; ++i)
      naps.push_back(nap(i));
    co_await aio::gather(std::move(naps));
    co_return watch.per(count);
  }(count));
}

double timer_set_cancel(std::int64_t count) {
  return aio::run([](std::int64_t count) -> aio::Coroutine<double> {
    aio::EventLoop &loop = aio::get_running_loop();
    for (int i = 0; i < 100'000; ++i)
      loop.call_later(1h + std::chrono::microseconds(i * 37 % 100'000), [] {});
    const Stopwatch watch;
    for (std::int64_t i = 0; i < count; ++i)
      loop.call_later(std::chrono::microseconds(1'000'000 + i % 1'000), [] {}).cancel();
    co_return watch.per(count);
  }(count));
}

aio::Coroutine<int> yield_once() {
  co_await aio::sleep(0s);
  co_return 1;
}

double wait_for(std::int64_t count) {
  return aio::run([](std::int64_t count) -> aio::Coroutine<double> {
    int sum = 0;
    const Stopwatch watch;
    for (std::int64_t i = 0; i < count; ++i)
      sum += co_await aio::wait_for(yield_once(), 10s);
    bench::keep(sum);
    co_return watch.per(count);
  }(count));
}

double to_thread(std::int64_t count) {
  return aio::run([](std::int64_t count) -> aio::Coroutine<double> {
    const Stopwatch watch(CLOCK_MONOTONIC);
    for (std::int64_t i = 0; i < count; ++i)
      co_await aio::to_thread([] { return 1; });
    co_return watch.per(count);
  }(count));
}

aio::Coroutine<> pass(aio::Queue<int> &in, aio::Queue<int> &out, std::int64_t count) {
  for (std::int64_t i = 0; i < count; ++i)
    co_await out.put(co_await in.get());
}

double ping_pong(std::int64_t count) {
  return aio::run([](std::int64_t count) -> aio::Coroutine<double> {
    aio::Queue<int> there, back;
    there.put_nowait(1);
    const Stopwatch watch;
    co_await aio::gather(pass(there, back, count / 2), pass(back, there, count / 2));
    co_return watch.per(count);
  }(count));
}

aio::Coroutine<> nap_for_an_hour() { co_await aio::sleep(1h); }

double memory_idle_task(std::int64_t count) {
  return aio::run([](std::int64_t count) -> aio::Coroutine<double> {
    const double before = bench::resident_bytes();
    for (std::int64_t i = 0; i < count; ++i)
      aio::create_task(nap_for_an_hour());
    co_await aio::sleep(0s);
    co_return (bench::resident_bytes() - before) / static_cast<double>(count);
  }(count));
}

aio::Coroutine<> answer_all(aio::StreamReader reader, aio::StreamWriter writer, int &left, aio::Event &over) {
  std::array<char, bench::buffer_size> buffer;
  std::size_t count = 0;
  while ((count = co_await reader.read_into(buffer.data(), buffer.size())) > 0) {
    writer.write({buffer.data(), count});
    co_await writer.drain();
  }
  writer.close();
  if (--left == 0)
    over.set();
}

template <int Connections> double echo(std::int64_t count) {
  return aio::run([](std::int64_t count) -> aio::Coroutine<double> {
    int left = Connections;
    aio::Event over;
    const auto serve = [&](aio::StreamReader reader, aio::StreamWriter writer) {
      return answer_all(std::move(reader), std::move(writer), left, over);
    };
    const aio::Server server = aio::start_server(serve, "localhost", 0);
    const bench::Load load(server.port(), Connections, count);
    const Stopwatch watch;
    co_await over.wait();
    co_return watch.per(count);
  }(count));
}

constexpr bench::Operation operations[] = {
    {"create_await", 5'000'000, create_await},
    {"chain", 5'000'000, chain},
    {"yield", 5'000'000, yield},
    {"spawn_gather", 10'000, spawn_gather, 51},
    {"sleeps", 100'000, sleeps},
    {"timer_set_cancel", 2'000'000, timer_set_cancel},
    {"wait_for", 1'000'000, wait_for},
    {"to_thread", 50'000, to_thread},
    {"ping_pong", 2'000'000, ping_pong},
    {"memory_idle_task", 100'000, memory_idle_task, 1},
    {"echo_1", 30'000, echo<1>, 1},
    {"echo_64", 100'000, echo<64>, 1},
    {"echo_1000", 100'000, echo<1000>, 1},
};

} // namespace

int main(int argc, char **argv) { return bench::main_of(operations, argc, argv); }
