// What debug mode knows of one loop: where everything was created, and what runs.
//
// The tables are keyed by address and hold what is alive. All but the watchdog belongs to the loop's thread.

#pragma once

#include "call_stack.h"
#include "watchdog.h"

#include <aio/debug.h>

#include <thread>
#include <unordered_map>

namespace aio::detail {

class PromiseBase;

/// A coroutine that was created, or has awaited something, while debug mode was on.
struct FrameRecord {
  std::source_location created;
  std::source_location awaits; // Where it stands.
  const PromiseBase *promise = nullptr;
  CallStack caller = {};
  bool started = false; // Ran, or was made a task. One that ran to its end without waiting shows in its handle.
};

class DebugRecords {
public:
  explicit DebugRecords(LoopCore &loop) noexcept : loop_(loop) {}

  FrameRecord &frame(const PromiseBase &promise);
  void frame_ends(const PromiseBase &promise);

  /// What ends now was not forgotten: the task that would have awaited it was cancelled before it began.
  void expect_unawaited(bool expected) noexcept { unawaited_expected_ = expected; }

  void created(const FutureBase &future, std::source_location where) { futures_[&future] = where; }
  void forget(const FutureBase &future) { futures_.erase(&future); }
  std::source_location where(const FutureBase &future) const;

  /// The coroutines from the root of `task` to where it is suspended.
  std::vector<AwaitFrame> awaits_of(const TaskBase &task) const;

  /// Something ran from `start` to `end`: reports it if that is long. `task` is null for a callback.
  void ran(TaskBase *task, std::source_location resumed, TimePoint start, TimePoint end);

  /// What runs so long is reported while it runs.
  Duration hang_duration() const noexcept {
    return slow_callback_duration > Duration::max() / 10 ? Duration::max() : 10 * slow_callback_duration;
  }

  Duration slow_callback_duration = std::chrono::milliseconds(100); // As asyncio.
  std::thread::id thread;                                           // The one that runs the loop; none if it rests.
  Owned<Watchdog> watchdog;                                         // Null on a clock that is not the system's.

private:
  LoopCore &loop_;
  bool unawaited_expected_ = false;
  std::unordered_map<const void *, FrameRecord> frames_; // By the address of the frame.
  std::unordered_map<const FutureBase *, std::source_location> futures_;
};

} // namespace aio::detail
