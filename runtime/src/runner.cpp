#include <aio/runner.h>

#include "signals.h"

#include <csignal>
#include <unistd.h>
#include <utility>
#ifdef __APPLE__
#include <pthread.h>
#endif

namespace aio {

namespace detail {

/// Signals are the first thread's business, as in Python: another one runs a loop for itself.
static bool is_first_thread() noexcept {
#ifdef __APPLE__
  return ::pthread_main_np() != 0;
#else
  return ::gettid() == ::getpid();
#endif
}

static bool is_default(int signal) noexcept {
  struct sigaction now{};
  return ::sigaction(signal, nullptr, &now) == 0 && now.sa_handler == SIG_DFL;
}

Interrupts::Interrupts(LoopCore &loop, TaskBase &main) : loop_(loop) {
  if (!is_first_thread() || !is_default(SIGINT))
    return;
  auto cancel = [this, &main] {
    came_ = true;
    main.cancel();
  };
  handler_ = Ref<CallbackBase>::adopt(new Callback<decltype(cancel)>(std::move(cancel)));
  loop_.signals().set(SIGINT, handler_, Signals::Times::once);
}

Interrupts::~Interrupts() {
  if (handler_ && loop_.signals().handler(SIGINT) == &*handler_)
    loop_.signals().remove(SIGINT);
}

} // namespace detail

/// Runs `loop` until `tasks`, which are cancelled, are done.
static void await_all(EventLoop &loop, const std::vector<detail::Ref<detail::TaskBase>> &tasks) {
  std::size_t left = tasks.size();
  for (const detail::Ref<detail::TaskBase> &task : tasks) {
    AnyTask(task).add_done_callback([&](const AnyFuture &) {
      if (--left == 0)
        loop.stop();
    });
  }
  while (left > 0)
    loop.run_forever();
}

void Runner::check(const char *operation, const std::source_location &where) const {
  detail::check_no_running_loop(operation, where);
  if (closed_)
    throw RuntimeError(std::string(operation) + ": the runner is closed");
}

void Runner::close() noexcept {
  if (std::exchange(closed_, true))
    return;
  const auto tasks = detail::Access::core(loop_).pending_tasks();
  for (const detail::Ref<detail::TaskBase> &task : tasks)
    task->cancel();
  try {
    await_all(loop_, tasks);
  } catch (...) { // Out of the clock: the tasks that are left go with the loop, which reports them.
    loop_.call_exception_handler({"exception while the loop shut down", std::current_exception(), {}, {}});
    return;
  }
  for (const detail::Ref<detail::TaskBase> &task : tasks) {
    if (task->status() == detail::Status::error)
      loop_.call_exception_handler(
          {"task failed while the loop shut down", task->error("run"), task->name(), task->where()});
  }
}

} // namespace aio
