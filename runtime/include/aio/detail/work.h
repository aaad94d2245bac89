// What the loop can run: the element of its ready queue, of a future's waiters and of the timers.
//
// A task waits in one place at a time, so one pair of links serves all three, and completing a future hands its
// waiters to the ready queue as they are.

#pragma once

#include <aio/clock.h>
#include <aio/detail/list.h>

#include <string>

namespace aio::detail {

class TaskBase;

class Work : public Hook<class ReadyTag> {
public:
  /// Called by the loop, on its stack, when the element has left the queue. May destroy the element.
  virtual void run() noexcept = 0;

  /// Ends the waiting that a task is in, because the task is cancelled. True: what the task waited on wakes it and
  /// throws CancelledError there. False: it cannot be ended, and the task is told when it wakes by itself.
  virtual bool interrupt() noexcept { return false; }

  /// Called instead of run() when the loop closes: gives up what the queue owned.
  virtual void discard() noexcept {}

  /// The task that run() lets go on, null if it does something else. For those who watch the loop.
  virtual TaskBase *resumes() noexcept { return nullptr; }

  /// What a task that waits on this waits for: "sleep", "task 'x'".
  virtual std::string describe() const { return {}; }

protected:
  Work() noexcept = default;
  ~Work() = default; // The owner knows the type: a frame, a future's reference count, a callback's.
};

using WorkList = List<Work, class ReadyTag>;

/// Work that is due at a time.
class Timer : public Work {
public:
  TimePoint when() const noexcept { return when_; }
  void set_when(TimePoint when) noexcept { when_ = when; }

protected:
  Timer() noexcept = default;
  ~Timer() = default;

private:
  TimePoint when_{};
};

} // namespace aio::detail
