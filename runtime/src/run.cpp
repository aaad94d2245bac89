#include <aio/run.h>

namespace aio::detail {

/// Runs `loop` until `tasks`, which are cancelled, are done.
static void await_all(EventLoop &loop, const std::vector<Ref<TaskBase>> &tasks) {
  std::size_t left = tasks.size();
  for (const Ref<TaskBase> &task : tasks) {
    AnyTask(task).add_done_callback([&](const AnyFuture &) {
      if (--left == 0)
        loop.stop();
    });
  }
  while (left > 0)
    loop.run_forever();
}

Shutdown::~Shutdown() {
  const std::vector<Ref<TaskBase>> tasks = Access::core(loop_).pending_tasks();
  for (const Ref<TaskBase> &task : tasks)
    task->cancel();
  try {
    await_all(loop_, tasks);
  } catch (...) { // Out of the clock: the tasks that are left go with the loop, which reports them.
    loop_.call_exception_handler({"exception while the loop shut down", std::current_exception(), {}});
    return;
  }
  for (const Ref<TaskBase> &task : tasks) {
    if (task->status() == Status::error)
      loop_.call_exception_handler({"task failed while the loop shut down", task->error("run"), task->name()});
  }
}

} // namespace aio::detail
