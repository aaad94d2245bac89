// What goes wrong outside: the promised error comes, nothing is leaked, and the loop goes on.

#include "cancel_everywhere.h"

#include <gtest/gtest.h>

#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <sys/resource.h>
#include <system_error>
#include <unistd.h>

namespace aio_test {
namespace {

aio::Coroutine<> echo(aio::StreamReader reader, aio::StreamWriter writer) {
  for (std::string data = co_await reader.read(1000); !data.empty(); data = co_await reader.read(1000)) {
    writer.write(data);
    co_await writer.drain();
  }
  writer.close();
}

/// The same for a client that may go at any time.
aio::Coroutine<> echo_while_there(aio::StreamReader reader, aio::StreamWriter writer) {
  try {
    co_await echo(reader, writer);
  } catch (const std::system_error &) { // It has gone.
  }
}

/// Keeps a connection and reads nothing.
aio::Coroutine<> ignore(aio::StreamReader, aio::StreamWriter writer) {
  aio::Event never;
  co_await never.wait();
  writer.close();
}

struct Faults : testing::Test, ManualLoop {
  Faults() { loop.run_until_idle(); }
  ~Faults() override {
    for (int turn = 0; turn < 1000 && open_descriptors() != before; ++turn) // Peers see that the other side has closed.
      advance(1s);
    EXPECT_EQ(open_descriptors(), before);
  }

  /// The error of the system that `awaitable` ends with.
  template <class A> static aio::Coroutine<std::error_code> error_of(A awaitable) {
    try {
      co_await std::move(awaitable);
    } catch (const std::system_error &error) {
      co_return error.code();
    }
    co_return std::error_code();
  }

  std::ptrdiff_t before = open_descriptors();
};

TEST_F(Faults, AHalfClosedConnectionCanStillAnswer) {
  const auto serve = [](aio::StreamReader reader, aio::StreamWriter writer) -> aio::Coroutine<> {
    const std::string question = co_await reader.read_all(); // Until the client has said all.
    writer.write("answer to " + question);
  };
  const auto main = [&]() -> aio::Coroutine<> {
    const aio::Server server = aio::start_server(serve, "127.0.0.1", 0);
    auto [reader, writer] = co_await aio::open_connection("127.0.0.1", server.port());
    writer.write("question");
    writer.write_eof();
    EXPECT_EQ(co_await reader.read_all(), "answer to question");
    EXPECT_THROW(writer.write("more"), aio::InvalidStateError);
    server.close();
  };
  loop.run_until_complete(main());
}

TEST_F(Faults, AWriterToAPeerThatNeverReadsCanBeGivenALimit) {
  const auto main = [&]() -> aio::Coroutine<> {
    const aio::Server server = aio::start_server(ignore, "127.0.0.1", 0);
    auto [reader, writer] = co_await aio::open_connection("127.0.0.1", server.port());
    writer.write(std::string(8 << 20, 'x'));
    EXPECT_THROW(co_await aio::wait_for(writer.drain(), 1s), aio::TimeoutError);
    server.close();
  };
  aio::run(main(), clock); // Ends what ignores.
}

TEST_F(Faults, AWriterLearnsOfAReset) {
  aio::Event accepted;
  const auto reset = [&](aio::StreamReader, aio::StreamWriter writer) -> aio::Coroutine<> {
    accepted.set();
    co_await aio::sleep(0s);
    writer.close(); // With data unread, that resets.
  };
  const auto main = [&]() -> aio::Coroutine<> {
    const aio::Server server = aio::start_server(reset, "127.0.0.1", 0);
    auto [reader, writer] = co_await aio::open_connection("127.0.0.1", server.port());
    writer.write("x");
    co_await accepted.wait();
    std::error_code error;
    while (!error) {
      writer.write(std::string(1 << 20, 'x'));
      error = co_await error_of(writer.drain());
    }
    EXPECT_TRUE(error == std::errc::connection_reset || error == std::errc::broken_pipe) << error.message();
    server.close();
  };
  loop.run_until_complete(main());
}

TEST_F(Faults, ATaskOfAServerThatFailsIsReportedAndTheServerGoesOn) {
  bool failed = false;
  const auto serve = [&](aio::StreamReader reader, aio::StreamWriter writer) -> aio::Coroutine<> {
    if (!std::exchange(failed, true))
      throw std::runtime_error("oops");
    co_await echo(reader, writer);
  };
  const auto main = [&]() -> aio::Coroutine<> {
    const aio::Server server = aio::start_server(serve, "127.0.0.1", 0);
    auto [first, first_writer] = co_await aio::open_connection("127.0.0.1", server.port());
    EXPECT_EQ(co_await first.read(1), "") << "the connection is closed";
    auto [second, second_writer] = co_await aio::open_connection("127.0.0.1", server.port());
    second_writer.write("x");
    EXPECT_EQ(co_await second.read(1), "x");
    server.close();
    second_writer.close();
    co_await second_writer.wait_closed();
  };
  loop.run_until_complete(main());
  ASSERT_EQ(reports.size(), 1u);
  EXPECT_NE(reports.front().find("oops"), std::string::npos);
}

TEST_F(Faults, AnExceptionOutOfAnyCallbackIsReported) {
  const auto fail = [](auto &&...) { throw std::runtime_error("oops"); };
  auto future = loop.create_future<void>();
  future.add_done_callback([&](const aio::Future<void> &) { fail(); });
  future.set_result();
  loop.call_soon(fail);
  loop.call_later(1s, fail);
  loop.call_soon_threadsafe(fail);
  loop.add_signal_handler(SIGUSR1, fail);
  std::raise(SIGUSR1);
  while (reports.size() < 5)
    advance(1s);
  EXPECT_EQ(reports, Log(5, "exception in a callback: oops"));
  loop.remove_signal_handler(SIGUSR1);
  loop.run_until_complete(aio::sleep(1s));
  before = open_descriptors(); // The loop keeps what it needs to hear of signals.
}

/// Takes all descriptors that the process may have but `spare`.
void leave_descriptors(std::ptrdiff_t spare) {
  rlimit limit{};
  ::getrlimit(RLIMIT_NOFILE, &limit);
  limit.rlim_cur = 256;
  ::setrlimit(RLIMIT_NOFILE, &limit);
  std::vector<int> taken;
  for (int fd = ::dup(0); fd >= 0; fd = ::dup(0))
    taken.push_back(fd);
  for (; spare > 0; --spare)
    ::close(taken.at(taken.size() - static_cast<std::size_t>(spare)));
}

/// Whether `main` runs to its end in a process of its own, which may spoil its limits.
#define EXPECT_COMPLETES(main)                                                                                         \
  EXPECT_EXIT(                                                                                                         \
      {                                                                                                                \
        aio::run(main());                                                                                              \
        std::fflush(stdout);                                                                                           \
        std::_Exit(HasFailure() ? 1 : 0);                                                                              \
      },                                                                                                               \
      testing::ExitedWithCode(0), "")

TEST_F(Faults, EveryOperationTellsThatNoDescriptorIsLeft) {
  const auto main = []() -> aio::Coroutine<> {
    co_await aio::to_thread([] {}); // The pool has a thread.
    leave_descriptors(0);
    constexpr auto none_left = std::errc::too_many_files_open;
    EXPECT_EQ(co_await error_of(aio::open("/dev/null")), none_left);
    EXPECT_EQ(co_await error_of(aio::open_connection("127.0.0.1", 1)), none_left);
    EXPECT_EQ(co_await error_of(aio::create_datagram_endpoint({"127.0.0.1", 0})), none_left);
    EXPECT_EQ(co_await error_of(aio::create_subprocess_exec({"true"}, {.output = aio::Redirect::pipe})), none_left);
    EXPECT_THROW(static_cast<void>(aio::start_server(echo, "127.0.0.1", 0)), std::system_error);
    co_await aio::sleep(1ms); // The loop goes on.
  };
  EXPECT_COMPLETES(main);
}

TEST_F(Faults, AServerWaitsUntilADescriptorIsFree) {
  const auto main = []() -> aio::Coroutine<> {
    const aio::Server server = aio::start_server(echo, "127.0.0.1", 0);
    leave_descriptors(1);
    auto [reader, writer] = co_await aio::open_connection("127.0.0.1", server.port()); // Takes the last.
    writer.write("x");
    co_await aio::sleep(1ms);
    ::close(254); // One of those that leave_descriptors took.
    EXPECT_EQ(co_await reader.read(1), "x");
    server.close();
  };
  EXPECT_COMPLETES(main);
}

struct CancelledEverywhere : testing::Test {};

TEST_F(CancelledEverywhere, AConversationOverTcp) {
  const auto talk = []() -> aio::Coroutine<> {
    const aio::Server server = aio::start_server(echo_while_there, "127.0.0.1", 0);
    auto [reader, writer] = co_await aio::open_connection("127.0.0.1", server.port());
    writer.write("hello\n");
    co_await writer.drain();
    EXPECT_EQ(co_await reader.read_line(), "hello\n");
    writer.write_eof();
    EXPECT_EQ(co_await reader.read_all(), "");
    server.close();
    co_await server.serve_forever();
  };
  EXPECT_GT(cancel_everywhere(talk), 3);
}

TEST_F(CancelledEverywhere, LimitsGroupsAndThreads) {
  const auto work = []() -> aio::Coroutine<> {
    const auto group = [](aio::TaskGroup &group) -> aio::Coroutine<> {
      group.create_task(aio::wait_for(aio::sleep(1s), 2s));
      co_await aio::to_thread([] {});
    };
    co_await aio::task_group(group);
    co_await aio::gather(aio::sleep(1s), aio::sleep(2s));
    co_await aio::to_thread([] {});
  };
  EXPECT_GT(cancel_everywhere(work), 3);
}

TEST_F(CancelledEverywhere, LocksAndQueues) {
  const auto work = []() -> aio::Coroutine<> {
    aio::Lock lock;
    aio::Queue<int> queue(1);
    const auto produce = [&]() -> aio::Coroutine<> {
      for (int i = 0; i < 3; ++i) {
        const aio::LockGuard guard = co_await lock.lock();
        co_await queue.put(i);
      }
    };
    const auto consume = [&]() -> aio::Coroutine<> {
      for (int i = 0; i < 3; ++i)
        EXPECT_EQ(co_await queue.get(), i);
    };
    co_await aio::gather(produce(), consume());
    EXPECT_FALSE(lock.locked());
  };
  EXPECT_GT(cancel_everywhere(work), 3);
}

} // namespace
} // namespace aio_test
