// Watching what the tasks of a loop do: for statistics, traces, and a name or a record for each task.
//
//     struct Count : aio::TaskMonitor {
//       void created(const aio::AnyTask &) override { ++tasks; }
//       int tasks = 0;
//     } count;
//     loop.set_task_monitor(&count);
//
// It stands in for asyncio's task factory: `created` sees each task before its first step.

#pragma once

#include <aio/task.h>

namespace aio {

/// Called on the loop's thread, between the steps of tasks. What it throws goes to the loop's exception handler.
class TaskMonitor {
public:
  virtual ~TaskMonitor() = default;

  virtual void created(const AnyTask &) {}
  virtual void resumed(const AnyTask &) {}   // Before each step, the first included.
  virtual void suspended(const AnyTask &) {} // After a step that does not end the task.
  virtual void done(const AnyTask &) {}      // After its last step; its result can be read.
};

} // namespace aio
