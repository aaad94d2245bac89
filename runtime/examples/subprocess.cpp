// Other programs: their output, what they read, how they end, several at once, and one that takes too long.

#include <aio/aio.h>

#include <cstdio>
#include <string>
#include <system_error>
#include <vector>

using namespace std::chrono_literals;

static constexpr aio::Redirects input_and_output{.input = aio::Redirect::pipe, .output = aio::Redirect::pipe};
static constexpr aio::Redirects output_and_errors{.output = aio::Redirect::pipe, .errors = aio::Redirect::pipe};

/// communicate() writes, reads and waits at once: who does one after the other hangs as soon as a pipe is full.
static aio::Coroutine<std::string> sorted(std::string lines) {
  const aio::Command command("sort", "-n");
  const aio::Process sort = co_await aio::create_subprocess_exec(command, input_and_output);
  aio::ProcessOutput said = co_await sort.communicate(std::move(lines));
  co_return std::move(said.output);
}

/// A program that fails is no exception: its returncode tells.
static aio::Coroutine<> how_it_ended(std::string script) {
  const aio::Command command("/bin/sh", "-c", script); // No shell takes part unless it is asked for.
  const aio::Process shell = co_await aio::create_subprocess_exec(command, output_and_errors);
  const aio::ProcessOutput said = co_await shell.communicate();
  std::printf("  '%s' returns %d; output: '%s', errors: '%s'\n", script.c_str(), *shell.returncode(),
              said.output.c_str(), said.errors.c_str());
}

/// That it cannot be started is one.
static aio::Coroutine<> start_missing() {
  const aio::Command command("/no/such/program");
  try {
    co_await aio::create_subprocess_exec(command);
  } catch (const std::system_error &error) {
    std::printf("  %s\n", error.code().message().c_str());
  }
}

static aio::Coroutine<> converse() {
  const aio::Command command("cat");
  const aio::Process cat = co_await aio::create_subprocess_exec(command, input_and_output);
  cat.input().write("are you there?\n");
  const std::string answer = co_await cat.output().read_line();
  cat.input().close(); // The end of its input ends it.
  const int returncode = co_await cat.wait();
  std::printf("  %s  returns %d\n", answer.c_str(), returncode);
}

static aio::Coroutine<> stop_after(aio::Delay limit) {
  const aio::Command command("sleep", "3600");
  const aio::Process sleep = co_await aio::create_subprocess_exec(command);
  try {
    co_await aio::wait_for(sleep.wait(), limit);
  } catch (const aio::TimeoutError &) {
    sleep.terminate(); // The limit ended the wait, not the program.
  }
  const int returncode = co_await sleep.wait();
  std::printf("  returns %d: signal %d ended it\n", returncode, -returncode);
}

static aio::Coroutine<> tour() {
  std::puts("Input and output, of two at once:");
  const auto [numbers, more] = co_await aio::gather(sorted("10\n9\n8\n"), sorted("3\n20\n1\n"));
  std::printf("%s%s", numbers.c_str(), more.c_str());
  std::puts("How they end:");
  co_await how_it_ended("printf fine");
  co_await how_it_ended("printf broken >&2; exit 3");
  co_await start_missing();
  std::puts("A conversation:");
  co_await converse();
  std::puts("A limit in time:");
  co_await stop_after(10ms);
}

int main() { aio::run(tour()); }
