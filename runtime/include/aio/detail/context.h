// Which loop and which task run in this thread.
//
// asyncio keeps the same: the running loop belongs to the thread, so that sleep(1s) needs no loop in its parameters.
// Set only by the functions that run a loop and by a task's step.

#pragma once

namespace aio::detail {

class LoopCore;
class TaskBase;

struct Context {
  LoopCore *loop = nullptr; // Null when no loop runs in this thread.
  TaskBase *task = nullptr; // Null when the loop runs a callback.
};

inline constinit thread_local Context context;

[[noreturn]] void throw_no_running_loop(const char *operation);
[[noreturn]] void throw_no_running_task(const char *operation);

/// The loop that runs in this thread. Throws RuntimeError that names `operation`.
inline LoopCore &running_core(const char *operation) {
  if (!context.loop)
    throw_no_running_loop(operation);
  return *context.loop;
}

/// The task that runs in this thread. Throws RuntimeError that names `operation`.
inline TaskBase &running_task(const char *operation) {
  if (!context.task)
    throw_no_running_task(operation);
  return *context.task;
}

} // namespace aio::detail
