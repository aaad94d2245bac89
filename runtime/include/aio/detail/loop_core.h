// The part of the event loop that futures, tasks and timers know: the ready queue, the timers, and who is alive.
//
// EventLoop is the face of it for users. They are apart so that a Future need not know EventLoop, which knows Task,
// which is a Future. Everything here belongs to the loop's thread except post().

#pragma once

#include <aio/detail/owned.h>
#include <aio/detail/ref.h>
#include <aio/detail/timer_wheel.h>
#include <aio/exception_context.h>

#include <vector>

namespace aio {
class EventLoop;
class TaskMonitor;
class ThreadPool;
} // namespace aio

namespace aio::detail {

class DebugRecords;
class FutureBase;
class Outside;
class PostedWork;
class Signals;
class TaskBase;

/// A future is in one of the core's two lists as long as it exists, so that a closing loop can reach it.
using FutureList = List<FutureBase, class OwnerTag>;

class LoopCore {
public:
  LoopCore(EventLoop &face, Clock &clock);
  LoopCore(const LoopCore &) = delete;
  LoopCore &operator=(const LoopCore &) = delete;

  /// Destroys the tasks that are pending and reports each; futures that live on can still be read.
  ~LoopCore();

  EventLoop &face() const noexcept { return face_; }

  /// Runs `work` in the next turn.
  void schedule(Work &work) noexcept { ready_.push_back(work); }
  /// Runs `work` in this turn, before what else is left of it.
  void schedule_first(Work &work) noexcept { batch_.push_front(work); }
  void schedule_all(WorkList &work) noexcept { ready_.take_all(work); }

  /// Runs `timer` when its time has come, in the turn after.
  void add_timer(Timer &timer, TimePoint when) noexcept {
    timer.set_when(when);
    timers_.add(timer);
  }

  /// The time of this turn, read when the turn asks first; the time of the call if the loop does not run.
  TimePoint now() noexcept {
    if (!now_known_)
      read_clock();
    return now_;
  }

  /// The next now() reads the clock.
  void forget_time() noexcept { now_known_ = false; }

  /// Takes over `work` and runs it on the loop's thread. Thread-safe.
  void post(PostedWork &work) noexcept;

  Outside &outside() noexcept { return *outside_; }

  /// One turn: runs what was ready when it began. With `may_wait`, and when nothing is ready, waits for the next timer
  /// or the outside first. Throws what Clock::idle throws.
  void turn(bool may_wait);
  bool has_ready() const noexcept { return !ready_.empty(); }

  /// A turn inside of a turn: what the outer one has not run yet comes first.
  void nested_turn();

  /// The pool of to_thread, made when it is first used.
  ThreadPool &default_pool();

  /// The handlers of signals, made when they are first used.
  Signals &signals();

  /// Counts the functions that are on a thread of a pool. The loop waits for them before it goes.
  void job_begins() noexcept { ++jobs_; }
  void job_ends() noexcept { --jobs_; }

  /// Calls the exception handler; the one that prints to stderr if none is set or it throws.
  void report(const ExceptionContext &context) noexcept;
  void set_exception_handler(Owned<ExceptionHandler> handler) noexcept { handler_ = std::move(handler); }

  /// Makes the loop the running one of this thread.
  void enter();
  void leave() noexcept;

  /// Null unless the loop is in debug mode.
  DebugRecords *debug() const noexcept { return debugging_ ? &*records_ : nullptr; }
  void set_debug(bool on);
  DebugRecords &records(); // Made when they are first used.
  void set_monitor(TaskMonitor *monitor) noexcept { monitor_ = monitor; }

  /// The watchdog is of use: the clock is the system's.
  void set_watched() noexcept { watched_ = true; }

  /// Somebody watches: then a new task is told with task_created().
  bool observed() const noexcept { return debugging_ || monitor_ != nullptr; }
  void task_created(TaskBase &task, const std::source_location &where) noexcept;
  std::source_location where(const FutureBase &future) const noexcept;
  void forget(const FutureBase &future) noexcept;

  /// In debug mode throws RuntimeError that names `operation` if another thread runs the loop.
  void check_thread(const char *operation) const {
    if (debugging_) [[unlikely]]
      check_thread_now(operation);
  }

  FutureList &futures() noexcept { return futures_; }
  FutureList &tasks() noexcept { return tasks_; }
  std::vector<Ref<TaskBase>> pending_tasks();

  /// Numbers for `count` tasks; returns the first.
  unsigned number_tasks(std::size_t count) noexcept {
    const unsigned first = task_ids_ + 1;
    task_ids_ += static_cast<unsigned>(count);
    return first;
  }

private:
  void read_clock() noexcept;
  void collect() noexcept;
  void wait();
  void run_batch() noexcept;
  void run_observed(Work &work) noexcept;
  void await_jobs() noexcept;
  FutureBase *next_to_close() noexcept;
  void check_thread_now(const char *operation) const;

  EventLoop &face_;
  Clock &clock_;
  WorkList ready_;
  WorkList batch_; // What is left of the running turn.
  TimerWheel timers_;
  TimePoint now_{};
  bool now_known_ = false;
  bool debugging_ = false;
  bool watched_ = false;
  unsigned turns_ = 0;
  unsigned task_ids_ = 0;
  unsigned jobs_ = 0;
  FutureList futures_;
  FutureList tasks_; // In order of creation.
  Owned<ExceptionHandler> handler_;
  Owned<Outside> outside_; // libuv.
  Owned<Signals> signals_;
  Owned<ThreadPool> default_pool_;
  TaskMonitor *monitor_ = nullptr;
  Owned<DebugRecords> records_; // Null as long as debug mode was never on.
};

/// Whether the environment asks for debug mode.
bool debug_is_wanted() noexcept;

} // namespace aio::detail
