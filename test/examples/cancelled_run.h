// Makes an example a program that is cancelled at its n-th suspension: included before its first line.
//
// An example calls aio::run(main()). What is here is the better match, and cancels the coroutine at the suspension that
// the environment's CANCEL_AT says, in debug mode. Whatever the moment, the program ends as if it had not been
// cancelled but for the rest of its work: nothing is reported, no descriptor is left open, and the loop goes on.
// cancel.py looks at what it says on stderr.

#pragma once

#include "cancel_at_suspension.h"

#include <aio/aio.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>

namespace aio_test {

using namespace std::chrono_literals;

/// One for the program: an example that runs several coroutines is cancelled in one of them.
inline CancelAtSuspension &monitor() {
  static CancelAtSuspension monitor(std::atoi(std::getenv("CANCEL_AT")));
  return monitor;
}

inline std::ptrdiff_t open_descriptors() {
  return std::distance(std::filesystem::directory_iterator("/proc/self/fd"), {});
}

inline aio::Coroutine<> watched(aio::Coroutine<> main) {
  monitor().watch(aio::current_task());
  co_await std::move(main);
}

inline void run_cancelled(aio::Runner &runner, aio::Coroutine<> main) {
  runner.get_loop().set_debug(true);
  runner.get_loop().set_slow_callback_duration(1h); // However slow the machine is.
  runner.get_loop().set_task_monitor(&monitor());
  try {
    runner.run(watched(std::move(main)));
  } catch (const aio::CancelledError &) {
    if (!monitor().struck())
      std::fputs("cancelled by itself\n", stderr);
  } catch (const aio::KeyboardInterrupt &) { // A server that was not cancelled before.
  }
  runner.get_loop().set_task_monitor(nullptr);
  runner.get_loop().run_until_complete(aio::sleep(1ms)); // The loop goes on.
  runner.close();
}

template <class... Clock> void run_and_count(aio::Coroutine<> main, Clock &...clock) {
  aio::EventLoop().run_until_idle(); // What libuv keeps for the process is there.
  const std::ptrdiff_t before = open_descriptors();
  const bool struck = monitor().struck();
  {
    aio::Runner runner(clock...);
    run_cancelled(runner, std::move(main));
  }
  if (const std::ptrdiff_t after = open_descriptors(); after != before)
    std::fprintf(stderr, "%td descriptors were open, and %td are\n", before, after);
  if (monitor().struck() && !struck)
    std::fputs("cancelled\n", stderr);
}

} // namespace aio_test

namespace aio {

inline void run(Coroutine<> main) { aio_test::run_and_count(std::move(main)); }
inline void run(Coroutine<> main, Clock &clock) { aio_test::run_and_count(std::move(main), clock); }

} // namespace aio
