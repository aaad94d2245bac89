// The event loop by itself: callbacks now, later and from another thread, and somebody who watches the tasks.

#include <aio/aio.h>

#include <cstdio>
#include <thread>

using namespace std::chrono_literals;

/// Counts the steps that tasks make, and names the tasks that end.
class StepCounter final : public aio::TaskMonitor {
public:
  void resumed(const aio::AnyTask &) override { ++steps_; }
  void done(const aio::AnyTask &task) override { std::printf("  %s is done\n", task.get_name().c_str()); }

  int steps() const noexcept { return steps_; }

private:
  int steps_ = 0;
};

static aio::Coroutine<int> add_slowly(int left, int right) {
  co_await aio::sleep(5ms);
  co_return left + right;
}

static void callbacks(aio::EventLoop &loop) {
  loop.call_later(2ms, [] { std::puts("  third: two milliseconds later"); });
  loop.call_soon([] { std::puts("  first: in the next turn"); });
  loop.call_at(loop.time() + 1ms, [] { std::puts("  second: at a time"); });
  loop.call_later(1h, [] { std::puts("never"); }).cancel();
  loop.call_later(3ms, [&loop] { loop.stop(); });
  loop.run_forever();
}

static void from_another_thread(aio::EventLoop &loop) {
  std::thread worker([&loop] {
    loop.call_soon_threadsafe([&loop] {
      std::puts("  the worker called");
      loop.stop();
    });
  });
  loop.run_forever();
  worker.join();
}

static void monitored(aio::EventLoop &loop) {
  StepCounter counter;
  loop.set_task_monitor(&counter);
  const int sum = loop.run_until_complete(loop.create_task(add_slowly(1, 2), "adder"));
  loop.set_task_monitor(nullptr);
  std::printf("  %d after %d steps\n", sum, counter.steps());
}

static void errors(aio::EventLoop &loop) {
  loop.set_exception_handler([&loop](const aio::ExceptionContext &context) {
    std::printf("  %s\n", describe(context).c_str());
    loop.stop();
  });
  loop.call_soon([] { throw std::runtime_error("a callback failed"); });
  loop.run_forever();
}

int main() {
  aio::EventLoop loop;
  std::puts("Callbacks:");
  callbacks(loop);
  std::puts("From another thread:");
  from_another_thread(loop);
  std::puts("Monitored:");
  monitored(loop);
  std::puts("Errors:");
  errors(loop);
}
