// Waiting for descriptors that a library owns, shown on pipes. No test waits for time.

#include "cancel_everywhere.h"

#include <gtest/gtest.h>

#include <array>
#include <fcntl.h>
#include <system_error>
#include <unistd.h>

namespace aio_test {
namespace {

struct Pipe {
  Pipe() { EXPECT_EQ(::pipe(ends.data()), 0); }
  ~Pipe() {
    ::close(ends[0]);
    ::close(ends[1]);
  }
  int reading() const { return ends[0]; }
  int writing() const { return ends[1]; }

  std::array<int, 2> ends{};
};

struct ReadinessTest : testing::Test, ManualLoop {
  aio::Coroutine<> wait_to_read(const aio::Readiness &watch) {
    log.emplace_back("waits");
    co_await watch.readable();
    log.emplace_back("can read");
  }

  Pipe pipe;
  Log log;
};

TEST_F(ReadinessTest, WaitsForWhatAnotherWrites) {
  const auto main = [&]() -> aio::Coroutine<> {
    const aio::Readiness watch(pipe.reading());
    const aio::Task<> waiting = aio::create_task(wait_to_read(watch));
    co_await aio::sleep(0s);
    EXPECT_EQ(log, Log{"waits"});
    EXPECT_EQ(::write(pipe.writing(), "x", 1), 1);
    co_await waiting;
    EXPECT_EQ(log, (Log{"waits", "can read"}));
  };
  loop.run_until_complete(main());
}

TEST_F(ReadinessTest, WaitsForRoom) {
  const auto main = [&]() -> aio::Coroutine<> {
    const aio::Readiness watch(pipe.writing());
    const std::string block(65'536, 'x');
    while (::write(pipe.writing(), block.data(), block.size()) > 0) {
    }
    const aio::Task<> waiting = aio::create_task(watch.writable());
    co_await aio::sleep(0s);
    EXPECT_FALSE(waiting.done());
    std::string room(65'536, ' ');
    EXPECT_GT(::read(pipe.reading(), room.data(), room.size()), 0);
    co_await waiting;
  };
  loop.run_until_complete(main());
}

TEST_F(ReadinessTest, TellsThatTheOtherEndIsClosed) {
  const auto main = [&]() -> aio::Coroutine<> {
    const aio::Readiness watch(pipe.reading());
    ::close(std::exchange(pipe.ends[1], -1));
    co_await watch.readable();
  };
  loop.run_until_complete(main());
}

TEST_F(ReadinessTest, LeavesTheDescriptorOpen) {
  const auto main = [&]() -> aio::Coroutine<> {
    const aio::Readiness watch(pipe.reading());
    co_return;
  };
  loop.run_until_complete(main());
  EXPECT_NE(::fcntl(pipe.reading(), F_GETFD), -1);
}

TEST_F(ReadinessTest, LetsTheWaiterGoOnWhenItIsDestroyed) {
  const auto main = [&]() -> aio::Coroutine<> {
    auto watch = std::make_unique<aio::Readiness>(pipe.reading());
    const aio::Task<> waiting = aio::create_task(wait_to_read(*watch));
    co_await aio::sleep(0s);
    watch.reset();
    co_await waiting;
    EXPECT_EQ(log, (Log{"waits", "can read"}));
  };
  loop.run_until_complete(main());
}

TEST_F(ReadinessTest, CanWaitAgainAfterACancelledWait) {
  const auto main = [&]() -> aio::Coroutine<> {
    const aio::Readiness watch(pipe.reading());
    bool timed_out = false;
    try {
      co_await aio::wait_for(watch.readable(), 1s);
    } catch (const aio::TimeoutError &) {
      timed_out = true;
    }
    EXPECT_TRUE(timed_out);
    EXPECT_EQ(::write(pipe.writing(), "x", 1), 1);
    co_await watch.readable();
  };
  loop.run_until_complete(main());
}

TEST_F(ReadinessTest, RefusesAFileAndAThreadWithoutALoop) {
  const int file = ::open("/proc/self/exe", O_RDONLY);
  const auto main = [&]() -> aio::Coroutine<> {
    EXPECT_THROW(aio::Readiness{file}, std::system_error);
    co_return;
  };
  loop.run_until_complete(main());
  ::close(file);
  EXPECT_THROW(aio::Readiness{pipe.reading()}, aio::RuntimeError);
}

} // namespace
} // namespace aio_test
