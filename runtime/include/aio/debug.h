// Debug mode: finds at run time what the rules of corolint find in the source.
//
//     AIO_DEBUG=1 ./program            # lines on stderr; AIO_DEBUG=json writes each as JSON
//     loop.set_debug(true);            // or for one loop, from its next run on
//
// It reports to the loop's exception handler, with the place in the source:
// - a coroutine that was destroyed and never awaited: the line of its function, and that of its call;
// - the exception of a task or future that nobody read, and a pending task that is destroyed: where it was created;
// - a task or callback that takes longer than EventLoop::slow_callback_duration: where the task was created, and where
//   it was resumed and stopped. A thread watches meanwhile, and says so at once if the loop hangs ten times as long.
// It throws, where the mistake is made, for
// - a future that is set twice, or read before it is done: where it was created, and where that happens;
// - a function of the loop that is called from another thread.
//
// The line of a call needs debug information (-g) and, when aio is built, libbacktrace, which GCC brings along.
//
// Off, it costs nothing: what it needs to know rides on the paths that the memory pool takes when it is closed. On,
// frames come from the heap, and a step costs about a microsecond.

#pragma once

#include <aio/event_loop.h>

#include <string>
#include <vector>

namespace aio {

/// A coroutine on the way from a task to what it waits for.
struct AwaitFrame {
  std::string function;       // Its name with parameters.
  std::source_location where; // The line of the co_await at which it stands.
};

/// What a task is and what it waits for.
struct TaskInfo {
  std::string name;
  std::string waits_for;          // "sleep", "task 'x'", "Lock::lock"; empty if it runs or is about to.
  std::source_location created;   // Line 0 if it is not known.
  std::vector<AwaitFrame> awaits; // The outermost first. Empty without debug mode.
};

/// The tasks of `loop` that are not done, in the order of their creation.
[[nodiscard]] std::vector<TaskInfo> inspect_tasks(EventLoop &loop);

/// `tasks` as text, a line for each and one for each await, or as an array of JSON.
[[nodiscard]] std::string describe(const std::vector<TaskInfo> &tasks);
[[nodiscard]] std::string describe_json(const std::vector<TaskInfo> &tasks);

/// Writes the tasks of the loop that runs in this thread to stderr: from a signal handler of the loop, or from a
/// debugger (runtime/tools/). Writes that there is none if no loop runs.
void print_tasks() noexcept;

} // namespace aio
