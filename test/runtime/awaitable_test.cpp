// Awaitables that are not aio's: a coroutine of aio awaits them, and a coroutine of another library awaits aio's.

#include "manual_loop.h"

#include <gtest/gtest.h>

#include <coroutine>
#include <memory>

namespace aio_test {
namespace {

/// The simplest awaitable there is: whoever calls `resume` ends the wait.
struct Gate {
  bool await_ready() const noexcept { return open; }
  void await_suspend(std::coroutine_handle<> handle) { waiting = handle; }
  int await_resume() const noexcept { return 7; }

  void resume() { std::exchange(waiting, nullptr).resume(); }

  bool open = false;
  std::coroutine_handle<> waiting;
};

/// Awaitable through a member operator, which gives one of aio's awaiters.
struct Pause {
  auto operator co_await() const { return aio::sleep(1s).operator co_await(); }
};

/// Awaitable through a free operator.
struct Reply {
  int value;
};
struct ReadyValue {
  bool await_ready() const noexcept { return true; }
  void await_suspend(std::coroutine_handle<>) const noexcept {}
  int await_resume() const noexcept { return value; }
  int value;
};
ReadyValue operator co_await(Reply reply) { return {reply.value}; }

struct NotAwaitable {};

static_assert(aio::Awaitable<aio::Coroutine<int>> && !aio::Awaitable<aio::Coroutine<int> &>);
static_assert(aio::Awaitable<aio::Task<int>> && aio::Awaitable<const aio::Task<int> &>);
static_assert(aio::Awaitable<aio::Sleep> && aio::Awaitable<Pause> && aio::Awaitable<Reply> && aio::Awaitable<Gate &>);
static_assert(!aio::Awaitable<NotAwaitable> && !aio::Awaitable<int>);
static_assert(aio::Awaiter<Gate> && !aio::Awaiter<Pause>);
static_assert(std::is_same_v<aio::await_result_t<aio::Coroutine<int>>, int>);
static_assert(std::is_same_v<aio::await_result_t<aio::Task<int>>, int>);
static_assert(std::is_same_v<aio::await_result_t<aio::Task<int> &>, const int &>);
static_assert(std::is_same_v<aio::await_result_t<aio::Sleep>, void>);
static_assert(aio::is_coroutine_v<aio::Coroutine<int>> && !aio::is_coroutine_v<aio::Task<int>>);

struct Awaitable : testing::Test, ManualLoop {
  Gate gate;
};

TEST_F(Awaitable, OfAnyKindCanBeAwaited) {
  const auto main = []() -> aio::Coroutine<int> {
    co_await Pause();
    co_return co_await Reply{3};
  };
  EXPECT_EQ(loop.run_until_complete(main()), 3);
  EXPECT_EQ(now(), 1s);
}

TEST_F(Awaitable, ResumesTheTaskOnTheLoopsStack) {
  const auto wait = [&]() -> aio::Coroutine<int> { co_return co_await gate; };
  const auto task = loop.create_task(wait());
  loop.run_until_idle();
  gate.resume();
  EXPECT_FALSE(task.done()) << "not on the stack of resume()";
  loop.run_until_idle();
  EXPECT_EQ(task.result(), 7);
}

TEST_F(Awaitable, LeavesTheTaskCurrent) {
  const auto wait = [&]() -> aio::Coroutine<std::string> {
    co_await gate;
    co_return aio::current_task().get_name();
  };
  const auto task = loop.create_task(wait(), "waiter");
  loop.run_until_idle();
  gate.resume();
  loop.run_until_idle();
  EXPECT_EQ(task.result(), "waiter");
}

TEST_F(Awaitable, ThatIsForeignIsNotInterruptedAndTheCancellationComesAfter) {
  const auto wait = [&]() -> aio::Coroutine<> { co_await gate; };
  auto task = loop.create_task(wait());
  loop.run_until_idle();
  task.cancel();
  loop.run_until_idle();
  EXPECT_FALSE(task.done()) << "the awaiter may still use what it refers to";
  gate.resume();
  loop.run_until_idle();
  EXPECT_TRUE(task.cancelled());
}

TEST_F(Awaitable, ThatNeverResumesIsDestroyedWithItsTask) {
  auto witness = std::make_shared<int>(0);
  {
    ManualLoop other;
    const auto wait = [](Gate &gate, std::shared_ptr<int>) -> aio::Coroutine<> { co_await gate; };
    other.loop.create_task(wait(gate, witness));
    other.loop.run_until_idle();
    EXPECT_EQ(witness.use_count(), 2);
  }
  EXPECT_EQ(witness.use_count(), 1);
}

/// await_suspend that decides not to suspend, and one that throws.
struct Refuses : ReadyValue {
  bool await_ready() const noexcept { return false; }
  bool await_suspend(std::coroutine_handle<>) const noexcept { return false; }
};
struct Throws : ReadyValue {
  bool await_ready() const noexcept { return false; }
  void await_suspend(std::coroutine_handle<>) const { throw std::runtime_error("no room"); }
};

TEST_F(Awaitable, MayDecideNotToSuspendOrThrow) {
  const auto main = []() -> aio::Coroutine<int> {
    EXPECT_THROW(co_await Throws{}, std::runtime_error);
    co_return co_await Refuses{{5}};
  };
  EXPECT_EQ(loop.run_until_complete(main()), 5);
}

TEST_F(Awaitable, WorksInEveryFunctionThatTakesOne) {
  const auto main = [&]() -> aio::Coroutine<int> {
    loop.call_later(1s, [&] { gate.resume(); });
    const auto [a, b] = co_await aio::gather(Reply{1}, aio::wait_for(Reply{2}, 1s));
    co_return a + b + co_await gate;
  };
  EXPECT_EQ(loop.run_until_complete(main()), 10);
}

/// A lazy task of another library: it knows nothing of aio, and transfers to its caller when it ends.
struct ForeignTask {
  struct promise_type {
    ForeignTask get_return_object() { return {std::coroutine_handle<promise_type>::from_promise(*this)}; }
    std::suspend_always initial_suspend() noexcept { return {}; }
    auto final_suspend() noexcept {
      struct Transfer {
        bool await_ready() noexcept { return false; }
        std::coroutine_handle<> await_suspend(std::coroutine_handle<promise_type> ended) noexcept {
          return ended.promise().caller;
        }
        void await_resume() noexcept {}
      };
      return Transfer{};
    }
    void return_value(int result) { value = result; }
    void unhandled_exception() { std::terminate(); }

    std::coroutine_handle<> caller;
    int value = 0;
  };

  ForeignTask(std::coroutine_handle<promise_type> handle) : handle(handle) {}
  ForeignTask(ForeignTask &&other) noexcept : handle(std::exchange(other.handle, nullptr)) {}
  ~ForeignTask() {
    if (handle)
      handle.destroy();
  }

  bool await_ready() const noexcept { return false; }
  std::coroutine_handle<> await_suspend(std::coroutine_handle<> caller) {
    handle.promise().caller = caller;
    return handle;
  }
  int await_resume() const { return handle.promise().value; }

  std::coroutine_handle<promise_type> handle;
};

ForeignTask foreign(aio::Future<int> future) {
  co_await aio::sleep(1s);
  co_return co_await future + 1;
}

TEST_F(Awaitable, OfAioWorksInCoroutinesOfAnotherLibrary) {
  auto future = loop.create_future<int>();
  const auto main = [&]() -> aio::Coroutine<int> { co_return co_await foreign(future); };
  const auto task = loop.create_task(main());
  loop.run_until_idle();
  advance(1s);
  future.set_result(41);
  loop.run_until_idle();
  EXPECT_EQ(task.result(), 42);
}

TEST_F(Awaitable, OfAioNeedsARunningTask) {
  auto outside = foreign(loop.create_future<int>());
  const auto resume = [&] { aio::sleep(1s).operator co_await().await_suspend(outside.handle); };
  EXPECT_THROW(resume(), aio::RuntimeError);
}

} // namespace
} // namespace aio_test
