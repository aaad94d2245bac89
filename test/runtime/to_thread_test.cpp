// to_thread and run_in_executor: a bounded pool, and what becomes of work that nobody waits for. Run under
// ThreadSanitizer.

#include "manual_loop.h"

#include <gtest/gtest.h>

#include <atomic>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <stdexcept>
#include <thread>

namespace aio_test {
namespace {

/// Something that threads wait for.
class Gate {
public:
  void open() {
    const std::lock_guard lock(mutex_);
    open_ = true;
    changed_.notify_all();
  }
  void pass() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return open_; });
  }

private:
  std::mutex mutex_;
  std::condition_variable changed_;
  bool open_ = false;
};

TEST(ToThread, RunsOnAnotherThreadAndGivesTheResult) {
  const auto main = []() -> aio::Coroutine<int> {
    const auto thread = co_await aio::to_thread([] { return std::this_thread::get_id(); });
    EXPECT_NE(thread, std::this_thread::get_id());
    co_return co_await aio::to_thread([](int a, int b) { return a + b; }, 40, 2);
  };
  EXPECT_EQ(aio::run(main()), 42);
}

TEST(ToThread, UsesOneThreadForWorkThatComesOneAfterTheOther) {
  const auto main = []() -> aio::Coroutine<> {
    const auto thread = co_await aio::to_thread([] { return std::this_thread::get_id(); });
    for (int i = 0; i < 100; ++i)
      EXPECT_EQ(co_await aio::to_thread([] { return std::this_thread::get_id(); }), thread);
  };
  aio::run(main());
}

TEST(ToThread, ThrowsWhatTheFunctionThrows) {
  const auto main = []() -> aio::Coroutine<> {
    EXPECT_THROW(co_await aio::to_thread([]() -> int { throw std::runtime_error("oops"); }), std::runtime_error);
    EXPECT_THROW(co_await aio::to_thread([] { throw std::runtime_error("oops"); }), std::runtime_error);
  };
  aio::run(main());
}

TEST(ToThread, LetsTheLoopGoOn) {
  Gate gate;
  const auto main = [&]() -> aio::Coroutine<> {
    const auto blocked = aio::to_thread([&] { gate.pass(); });
    co_await aio::sleep(0s);
    EXPECT_FALSE(blocked.done());
    gate.open();
    co_await blocked;
  };
  aio::run(main());
}

TEST(ToThread, EndsTheWaitButNotTheFunctionWhenCancelled) {
  Gate begun, gate;
  std::atomic<bool> finished = false;
  const auto main = [&]() -> aio::Coroutine<> {
    auto work = aio::to_thread([&] {
      begun.open();
      gate.pass();
      finished = true;
    });
    begun.pass();
    work.cancel();
    EXPECT_THROW(co_await work, aio::CancelledError);
    EXPECT_FALSE(finished);
    gate.open();
  };
  aio::run(main());
  EXPECT_TRUE(finished) << "the loop waits for it";
}

TEST(ToThread, DoesNotBeginWhatWasCancelledInTheQueue) {
  aio::ThreadPool pool(1);
  Gate gate;
  bool ran = false;
  const auto main = [&]() -> aio::Coroutine<> {
    aio::EventLoop &loop = aio::get_running_loop();
    const auto first = loop.run_in_executor(pool, [&] { gate.pass(); });
    const auto second = loop.run_in_executor(pool, [&] { ran = true; });
    second.cancel();
    gate.open();
    co_await first;
  };
  aio::run(main());
  EXPECT_FALSE(ran);
}

TEST(ToThread, UsesNoMoreThreadsThanAllowed) {
  aio::ThreadPool pool(2);
  std::atomic<int> inside = 0, most = 0;
  const auto work = [&] {
    const int now = ++inside;
    for (int seen = most; now > seen && !most.compare_exchange_weak(seen, now);)
      ;
    --inside;
  };
  const auto main = [&]() -> aio::Coroutine<> {
    std::vector<aio::Future<void>> all;
    for (int i = 0; i < 100; ++i)
      all.push_back(aio::get_running_loop().run_in_executor(pool, work));
    co_await aio::gather(std::move(all));
  };
  aio::run(main());
  EXPECT_LE(most, 2);
}

TEST(ToThread, DestroysTheFunctionOnTheLoopsThread) {
  std::thread::id destroyed;
  const auto note = [&](int *value) {
    destroyed = std::this_thread::get_id();
    delete value;
  };
  const auto main = [&]() -> aio::Coroutine<> {
    co_await aio::to_thread([owned = std::shared_ptr<int>(new int(1), note)] {});
  };
  aio::run(main());
  EXPECT_EQ(destroyed, std::this_thread::get_id());
}

TEST(ToThread, ServesSeveralLoopsFromOnePool) {
  aio::ThreadPool pool(2);
  const auto main = [&]() -> aio::Coroutine<int> {
    int sum = 0;
    for (int i = 0; i < 50; ++i)
      sum += co_await aio::get_running_loop().run_in_executor(pool, [i] { return i; });
    co_return sum;
  };
  int one = 0, two = 0;
  std::thread first([&] { one = aio::run(main()); });
  std::thread second([&] { two = aio::run(main()); });
  first.join();
  second.join();
  EXPECT_EQ(one + two, 2 * 1225);
}

TEST(ToThread, OutlivedByItsFutureWhenTheLoopGoes) {
  auto loop = std::make_unique<aio::EventLoop>();
  const auto future = loop->run_in_executor([] { return 1; });
  loop.reset();
  EXPECT_FALSE(future.done()) << "nobody was there to take the result";
  future.cancel();
}

TEST(ToThread, NeedsALoop) {
  EXPECT_THROW(static_cast<void>(aio::to_thread([] {})), aio::RuntimeError);
}

} // namespace
} // namespace aio_test
