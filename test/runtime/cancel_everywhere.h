// Cancels an operation at its first suspension, then at its second, and so on until it gets through.
//
// Whatever the moment: the operation ends with its result or with CancelledError, nothing is reported, no descriptor
// is left open, and the loop goes on.

#pragma once

#include "cancel_at_suspension.h"
#include "manual_loop.h"

#include <gtest/gtest.h>

#include <filesystem>

namespace aio_test {

inline std::ptrdiff_t open_descriptors() {
  return std::distance(std::filesystem::directory_iterator("/proc/self/fd"), {});
}

/// One run of `operation()`, a coroutine of no result. False if it was over before its n-th suspension.
template <class Operation> bool cancel_at(int n, Operation &operation) {
  ManualLoop test;
  CancelAtSuspension monitor(n);
  test.loop.set_task_monitor(&monitor);
  const aio::Task<> task = test.loop.create_task(operation());
  monitor.watch(task);
  try {
    test.loop.run_until_complete(task);
  } catch (const aio::CancelledError &) {
    EXPECT_TRUE(monitor.struck());
  } catch (const std::exception &error) {
    ADD_FAILURE() << "cancelled at suspension " << n << ": " << error.what();
  }
  test.loop.set_task_monitor(nullptr);
  test.loop.run_until_complete(aio::sleep(1s)); // The loop goes on.
  EXPECT_EQ(test.reports, Log()) << "cancelled at suspension " << n;
  return monitor.struck();
}

/// Returns at how many suspensions `operation` was cancelled.
template <class Operation> int cancel_everywhere(Operation operation) {
  aio::EventLoop().run_until_idle(); // What libuv keeps for the process is there.
  const std::ptrdiff_t before = open_descriptors();
  int n = 1;
  while (cancel_at(n, operation)) {
    EXPECT_EQ(open_descriptors(), before) << "cancelled at suspension " << n;
    ++n;
  }
  EXPECT_EQ(open_descriptors(), before);
  return n - 1;
}

} // namespace aio_test
