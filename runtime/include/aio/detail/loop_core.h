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
class ThreadPool;
} // namespace aio

namespace aio::detail {

class FutureBase;
class Outside;
class PostedWork;
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

  /// One turn: runs what was ready when it began. With `may_wait`, and when nothing is ready, waits for the next timer
  /// or the outside first. Throws what Clock::idle throws.
  void turn(bool may_wait);
  bool has_ready() const noexcept { return !ready_.empty(); }

  /// A turn inside of a turn: what the outer one has not run yet comes first.
  void nested_turn();

  /// The pool of to_thread, made when it is first used.
  ThreadPool &default_pool();

  /// Counts the functions that are on a thread of a pool. The loop waits for them before it goes.
  void job_begins() noexcept { ++jobs_; }
  void job_ends() noexcept { --jobs_; }

  /// Calls the exception handler; the one that prints to stderr if none is set or it throws.
  void report(const ExceptionContext &context) noexcept;
  void set_exception_handler(Owned<ExceptionHandler> handler) noexcept { handler_ = std::move(handler); }

  FutureList &futures() noexcept { return futures_; }
  FutureList &tasks() noexcept { return tasks_; }
  std::vector<Ref<TaskBase>> pending_tasks();
  unsigned next_task_id() noexcept { return ++task_ids_; }

private:
  void read_clock() noexcept;
  void collect() noexcept;
  void wait();
  void run_batch() noexcept;
  void await_jobs() noexcept;

  EventLoop &face_;
  Clock &clock_;
  WorkList ready_;
  WorkList batch_; // What is left of the running turn.
  TimerWheel timers_;
  TimePoint now_{};
  bool now_known_ = false;
  unsigned turns_ = 0;
  unsigned task_ids_ = 0;
  unsigned jobs_ = 0;
  FutureList futures_;
  FutureList tasks_; // In order of creation.
  Owned<ExceptionHandler> handler_;
  Owned<Outside> outside_; // libuv.
  Owned<ThreadPool> default_pool_;
};

} // namespace aio::detail
