// Coroutines, tasks and futures: what runs when, and the states that a result goes through.

#include <aio/aio.h>

#include <cstdio>
#include <stdexcept>

using namespace std::chrono_literals;

static const char *state_of(const aio::AnyFuture &future) {
  if (future.cancelled())
    return "cancelled";
  return future.done() ? "done" : "pending";
}

static aio::Coroutine<int> measure(int sensor) {
  std::printf("  measuring %d\n", sensor);
  co_await aio::sleep(10ms);
  co_return sensor * 100;
}

static aio::Coroutine<> a_coroutine_runs_when_it_is_awaited() {
  aio::Coroutine<int> later = measure(1);
  std::puts("  nothing runs yet");
  const int value = co_await std::move(later);
  std::printf("  %d\n", value);
}

static aio::Coroutine<> a_task_runs_by_itself() {
  const aio::Task<int> task = aio::create_task(measure(2), "sensor 2");
  std::printf("  %s is %s\n", task.get_name().c_str(), state_of(task));
  co_await aio::sleep(20ms);
  std::printf("  %s is %s: %d\n", task.get_name().c_str(), state_of(task), task.result());
}

static aio::Coroutine<> a_future_is_set_by_hand() {
  const auto reading = aio::get_running_loop().create_future<int>();
  aio::get_running_loop().call_later(10ms, [reading] { reading.set_result(300); });
  reading.add_done_callback([](const aio::Future<int> &done) {
    if (!done.cancelled()) // Then there is no result.
      std::printf("  callback: %d\n", done.result());
  });
  std::printf("  the future is %s\n", state_of(reading));
  std::printf("  awaited: %d\n", co_await reading);
  try {
    reading.set_result(301);
  } catch (const aio::InvalidStateError &error) {
    std::printf("  %s\n", error.what());
  }
}

static aio::Coroutine<> wait_for_cancellation() {
  try {
    co_await aio::sleep(1h);
  } catch (const aio::CancelledError &) {
    std::puts("  cleaning up");
    throw; // A task that swallows it cannot be cancelled.
  }
}

static aio::Coroutine<> a_task_can_be_cancelled() {
  const aio::Task<> task = aio::create_task(wait_for_cancellation());
  co_await aio::sleep(0s); // Lets it start.
  task.cancel();
  try {
    co_await task;
  } catch (const aio::CancelledError &) { // Ends here, since it was this coroutine that cancelled.
    std::puts("  it is over");
  }
  std::printf("  the task is %s\n", state_of(task));
}

static aio::Coroutine<> tour() {
  std::puts("A coroutine runs when it is awaited:");
  co_await a_coroutine_runs_when_it_is_awaited();
  std::puts("A task runs by itself:");
  co_await a_task_runs_by_itself();
  std::puts("A future is set by hand:");
  co_await a_future_is_set_by_hand();
  std::puts("A task can be cancelled:");
  co_await a_task_can_be_cancelled();
}

int main() { aio::run(tour()); }
