// Other programs: their streams, their ends, and what becomes of them when nobody holds them.

#include "cancel_everywhere.h"

#include <gtest/gtest.h>

#include <csignal>
#include <sys/wait.h>
#include <system_error>

namespace aio_test {
namespace {

constexpr auto pipe = aio::Redirect::pipe;

/// Starts a shell with all streams as pipes.
aio::Coroutine<aio::Process> shell(std::string_view script) {
  return aio::create_subprocess_exec({"/bin/sh", "-c", script}, {.input = pipe, .output = pipe, .errors = pipe});
}

/// Whether a child of this process is running or waits to be reaped.
bool has_children() {
  siginfo_t info;
  return ::waitid(P_ALL, 0, &info, WEXITED | WNOHANG | WNOWAIT) == 0;
}

struct Processes : testing::Test, ManualLoop {
  ~Processes() override {
    while (has_children()) // Those that were killed when nobody held them are reaped by the loop.
      loop.run_until_idle();
  }

  static aio::Coroutine<int> returncode_of(std::string_view script) {
    const aio::Process process = co_await shell(script);
    co_return co_await process.wait();
  }
};

TEST_F(Processes, TellHowTheyEnded) {
  EXPECT_EQ(loop.run_until_complete(returncode_of("exit 0")), 0);
  EXPECT_EQ(loop.run_until_complete(returncode_of("exit 3")), 3);
  EXPECT_EQ(loop.run_until_complete(returncode_of("kill -TERM $$")), -SIGTERM);
}

TEST_F(Processes, HaveStreams) {
  const auto main = []() -> aio::Coroutine<> {
    const aio::Process cat = co_await shell("cat");
    cat.input().write("hello\n");
    EXPECT_EQ(co_await cat.output().read_line(), "hello\n");
    EXPECT_EQ(cat.returncode(), std::nullopt);
    cat.input().close();
    EXPECT_EQ(co_await cat.output().read_all(), "");
    EXPECT_EQ(co_await cat.wait(), 0);
    EXPECT_EQ(cat.returncode(), 0);
  };
  loop.run_until_complete(main());
}

TEST_F(Processes, TakeAndGiveMoreThanAPipeHolds) {
  const std::string megabyte(1 << 20, 'x');
  const auto main = [&]() -> aio::Coroutine<> {
    const aio::Process process = co_await shell("echo begins >&2; cat; echo ended >&2");
    const aio::ProcessOutput said = co_await process.communicate(megabyte);
    EXPECT_EQ(said.output, megabyte);
    EXPECT_EQ(said.errors, "begins\nended\n");
    EXPECT_EQ(process.returncode(), 0);
  };
  loop.run_until_complete(main());
}

TEST_F(Processes, NeedNotReadTheirInput) {
  const auto main = []() -> aio::Coroutine<> {
    const aio::Process process = co_await shell("exec 0<&-; echo done");
    EXPECT_EQ((co_await process.communicate(std::string(1 << 20, 'x'))).output, "done\n");
  };
  loop.run_until_complete(main());
}

TEST_F(Processes, CanSendTheirErrorsWhereTheirOutputGoes) {
  const auto main = []() -> aio::Coroutine<> {
    const aio::Process process = co_await aio::create_subprocess_exec(
        {"sh", "-c", "echo out; echo error >&2; cat"},
        {.input = aio::Redirect::devnull, .output = pipe, .errors = aio::Redirect::to_output});
    EXPECT_EQ((co_await process.communicate()).output, "out\nerror\n");
    EXPECT_THROW(static_cast<void>(process.errors()), aio::InvalidStateError);
  };
  loop.run_until_complete(main());
}

TEST_F(Processes, RunWhereAndWithWhatTheyAreTold) {
  const auto main = []() -> aio::Coroutine<> {
    const std::vector<std::string> env = {"NAME=value"};
    const aio::Process process =
        co_await aio::create_subprocess_exec({"/bin/sh", "-c", "pwd; echo $NAME $HOME"}, {.output = pipe}, "/", env);
    EXPECT_EQ((co_await process.communicate()).output, "/\nvalue\n");
  };
  loop.run_until_complete(main());
}

TEST_F(Processes, InheritNoDescriptor) {
  const auto main = []() -> aio::Coroutine<> {
    const aio::Process alone = co_await shell("ls /proc/self/fd");
    const aio::ProcessOutput before = co_await alone.communicate();
    const aio::Process other = co_await shell("cat");
    const aio::File file = co_await aio::open("/dev/null");
    const aio::Process process = co_await shell("ls /proc/self/fd");
    EXPECT_EQ((co_await process.communicate()).output, before.output);
  };
  loop.run_until_complete(main());
}

TEST_F(Processes, GetSignals) {
  const auto main = []() -> aio::Coroutine<> {
    const aio::Process stubborn = co_await shell("trap 'echo no' TERM; echo ready; while :; do read x; done");
    EXPECT_EQ(co_await stubborn.output().read_line(), "ready\n");
    stubborn.terminate();
    EXPECT_EQ(co_await stubborn.output().read_line(), "no\n");
    stubborn.kill();
    EXPECT_EQ(co_await stubborn.wait(), -SIGKILL);
    try {
      stubborn.send_signal(SIGTERM);
      ADD_FAILURE();
    } catch (const std::system_error &error) {
      EXPECT_EQ(error.code(), std::errc::no_such_process);
    }
  };
  loop.run_until_complete(main());
}

TEST_F(Processes, TellWhyTheyCannotStart) {
  const auto error_of = [&](std::string_view program, const std::string &cwd) {
    try {
      loop.run_until_complete(aio::create_subprocess_exec({program}, {.input = pipe, .output = pipe}, cwd));
    } catch (const std::system_error &error) {
      return error.code();
    }
    return std::error_code();
  };
  loop.run_until_complete(returncode_of("true")); // The descriptors by which the loop hears of signals are there.
  const auto before = open_descriptors();
  EXPECT_EQ(error_of("no-such-program", ""), std::errc::no_such_file_or_directory);
  EXPECT_EQ(error_of("/", ""), std::errc::permission_denied);
  EXPECT_EQ(error_of("true", "/no/such/folder"), std::errc::no_such_file_or_directory);
  EXPECT_THROW(loop.run_until_complete(aio::create_subprocess_exec(aio::Command{})), std::invalid_argument);
  EXPECT_THROW(loop.run_until_complete(aio::create_subprocess_exec({"true"}, {.output = aio::Redirect::to_output})),
               std::invalid_argument);
  EXPECT_EQ(open_descriptors(), before);
}

TEST_F(Processes, AreKilledWhenNobodyHoldsThem) {
  const auto main = []() -> aio::Coroutine<> {
    const aio::StreamReader output = (co_await shell("cat")).output();
    EXPECT_EQ(co_await output.read_all(), "") << "its end is seen";
  };
  loop.run_until_complete(main());
}

TEST_F(Processes, AreKilledWithTheLoop) {
  std::optional<aio::Process> process;
  {
    aio::EventLoop other;
    process = other.run_until_complete(shell("cat"));
  }
  EXPECT_FALSE(has_children());
  EXPECT_EQ(process->returncode(), -SIGKILL);
}

TEST_F(Processes, GoOnWhenAWaitIsCancelled) {
  const auto main = []() -> aio::Coroutine<> {
    const aio::Process cat = co_await shell("cat");
    auto waiting = aio::create_task(cat.wait());
    co_await aio::sleep(0s);
    waiting.cancel();
    EXPECT_THROW(co_await waiting, aio::CancelledError);
    EXPECT_EQ((co_await cat.communicate("still here")).output, "still here");
  };
  loop.run_until_complete(main());
}

TEST_F(Processes, CanBeCancelledAnywhere) {
  const auto operation = []() -> aio::Coroutine<> {
    const aio::Process process = co_await shell("cat; sleep 0");
    static_cast<void>(co_await process.communicate("hello"));
  };
  EXPECT_GT(cancel_everywhere(operation), 2);
}

} // namespace
} // namespace aio_test
