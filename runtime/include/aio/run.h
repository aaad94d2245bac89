// The entry point of a program.
//
//     int main() { return aio::run(serve()); }

#pragma once

#include <aio/runner.h>

namespace aio {

/// Runs `main` in an event loop of its own and returns its result. Then the tasks that are left are cancelled and
/// waited for; one that fails meanwhile is reported on stderr. Ctrl-C (SIGINT) cancels `main`, see Runner::run. Throws
/// what `main` throws; KeyboardInterrupt; RuntimeError if a loop runs in this thread: co_await instead. That error
/// names the line of the call.
template <class T> T run(Coroutine<T> main, std::source_location where = std::source_location::current()) {
  detail::check_no_running_loop("run", where);
  Runner runner;
  return runner.run(std::move(main));
}

/// The same on a clock of your own.
template <class T>
T run(Coroutine<T> main, Clock &clock, std::source_location where = std::source_location::current()) {
  detail::check_no_running_loop("run", where);
  Runner runner(clock);
  return runner.run(std::move(main));
}

} // namespace aio
