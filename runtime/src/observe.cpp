// The loop when somebody watches: debug mode or a TaskMonitor. The loop that nobody watches does not come here.

#include "debug_records.h"

#include <aio/detail/debug_hooks.h>
#include <aio/task_monitor.h>

#include <cstdlib>

namespace aio::detail {

namespace {

void tell(TaskMonitor *monitor, void (TaskMonitor::*event)(const AnyTask &), const Ref<TaskBase> &task) noexcept {
  if (!monitor || !task)
    return;
  try {
    (monitor->*event)(AnyTask(task));
  } catch (...) {
    task->loop()->report({"exception in a task monitor", std::current_exception(), task->name(), {}});
  }
}

/// The time that one step takes, for debug mode.
class Step {
public:
  Step(DebugRecords &debug, Clock &clock, TaskBase *task) : debug_(debug), clock_(clock), task_(task) {
    if (task) {
      const auto awaits = debug.awaits_of(*task);
      resumed_ = awaits.empty() ? debug.where(*task) : awaits.back().where;
    }
    start_ = clock.now();
    if (debug.watchdog)
      debug.watchdog->begin(task ? "task '" + task->name() + "'" : "a callback", resumed_, start_);
  }
  Step(const Step &) = delete;
  Step &operator=(const Step &) = delete;
  ~Step() {
    if (debug_.watchdog)
      debug_.watchdog->end();
    debug_.ran(task_, resumed_, start_, clock_.now());
  }

private:
  DebugRecords &debug_;
  Clock &clock_;
  TaskBase *task_;
  std::source_location resumed_;
  TimePoint start_{};
};

} // namespace

void LoopCore::run_observed(Work &work) noexcept {
  TaskBase *const running = work.resumes();
  const Ref<TaskBase> task = running ? Ref<TaskBase>(*running) : Ref<TaskBase>();
  tell(monitor_, &TaskMonitor::resumed, task);
  if (DebugRecords *const records = debug()) {
    const Step step(*records, clock_, running);
    work.run();
  } else {
    work.run();
  }
  if (task)
    tell(monitor_, task->done() ? &TaskMonitor::done : &TaskMonitor::suspended, task);
}

void LoopCore::task_created(TaskBase &task, const std::source_location &where) noexcept {
  if (debug())
    record_future(task, where);
  tell(monitor_, &TaskMonitor::created, Ref<TaskBase>(task));
}

DebugRecords &LoopCore::records() {
  if (!records_)
    records_ = Owned<DebugRecords>(new DebugRecords(*this));
  return *records_;
}

void LoopCore::set_debug(bool on) {
  records();
  debugging_ = on;
  if (context.loop == this)
    on ? close_pool() : open_pool();
}

void LoopCore::enter() {
  context.loop = this;
  if (!debugging_)
    return;
  close_pool();
  records_->thread = std::this_thread::get_id();
  if (watched_ && !records_->watchdog) {
    records_->watchdog = Owned<Watchdog>(new Watchdog(records_->hang_duration()));
    records_->watchdog->watch();
  }
}

void LoopCore::leave() noexcept {
  context.loop = nullptr;
  forget_time();
  if (!debugging_)
    return;
  open_pool();
  records_->thread = {};
}

std::source_location LoopCore::where(const FutureBase &future) const noexcept {
  return debugging_ ? records_->where(future) : std::source_location();
}

void LoopCore::forget(const FutureBase &future) noexcept { records_->forget(future); }

void LoopCore::check_thread_now(const char *operation) const {
  const std::thread::id owner = records_->thread;
  if (owner == std::thread::id() || owner == std::this_thread::get_id())
    return;
  const std::string place = place_of(user_line(capture_stack()));
  throw RuntimeError(std::string(operation) + ": called from another thread than the loop's" +
                     (place.empty() ? place : ", at " + place) + "; use call_soon_threadsafe");
}

/// Whether the environment asks for debug mode.
bool debug_is_wanted() noexcept {
  const char *const mode = std::getenv("AIO_DEBUG");
  return mode && *mode != '\0' && std::string_view(mode) != "0";
}

} // namespace aio::detail
