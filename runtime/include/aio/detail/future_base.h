// The shared state of a future, as far as it does not depend on the type of the result.
//
// A future is itself a Timer: a Task needs to be one, and one table of virtual functions for both keeps the state of an
// idle task at 120 bytes. A future that is done uses it to outlive its callbacks, see complete().

#pragma once

#include <aio/detail/context.h>
#include <aio/detail/frame_pool.h>
#include <aio/detail/loop_core.h>
#include <aio/detail/ref.h>
#include <aio/detail/work.h>

#include <cstdint>
#include <exception>

namespace aio::detail {

enum class Status : std::uint8_t { pending, value, error, cancelled };

class FutureBase : public Timer, public Hook<class OwnerTag>, public Pooled {
public:
  void retain() noexcept { ++references_; }
  void release() noexcept {
    if (--references_ == 0)
      dispose();
  }
  bool unique() const noexcept { return references_ == 1; }

  Status status() const noexcept { return status_; }
  bool done() const noexcept { return status_ != Status::pending; }

  /// Null when the loop has closed.
  LoopCore *loop() const noexcept { return loop_; }

  /// Asks for cancellation; false if the future is done. A plain future is cancelled at once.
  virtual bool cancel() noexcept;

  /// Completes the future, which must be pending, with an exception.
  void set_error(std::exception_ptr error) noexcept;

  /// The error, null if there is a value. Marks the error as read. Throws what check_readable throws.
  std::exception_ptr error(const char *operation);

  /// Throws unless there is a value: InvalidStateError if pending, CancelledError, or the error, marked as read.
  void check_value(const char *operation) {
    if (status_ != Status::value) [[unlikely]]
      throw_without_value(operation);
  }

  /// Throws InvalidStateError unless pending, RuntimeError if it is not for users to set.
  virtual void check_settable(const char *operation) const;

  /// Where the value is, or will be.
  virtual void *slot() noexcept = 0;

  /// Puts what waits on the future into the ready queue: no waiter runs on the caller's stack. The future must be
  /// pending, and with Status::value the value must be in its slot.
  void complete(Status status) noexcept;

  /// Queues a waiter; it runs after the future is done, in the order of the calls.
  void add_waiter(Work &waiter) noexcept { waiters_.push_back(waiter); }

  /// Queues a callback, which the future owns; it may use the future until it has run.
  void add_callback(Work &callback) noexcept;

  /// The error is somebody else's to report.
  void mark_read() noexcept { unread_ = false; }

  /// Where it was created, if debug mode knows.
  std::source_location where() const noexcept { return loop_ ? loop_->where(*this) : std::source_location(); }
  void set_recorded() noexcept { recorded_ = true; }

  /// Somebody looks at the tasks of the loop: makes those that the future would make later.
  virtual void make_tasks() noexcept {}

  /// The loop goes away: forget it.
  virtual void close() noexcept;

  void run() noexcept override { release(); }
  void discard() noexcept override;
  bool interrupt() noexcept final { return cancel(); }
  std::string describe() const override { return "future"; }

protected:
  explicit FutureBase(LoopCore &loop) noexcept : FutureBase(loop, loop.futures()) {}
  FutureBase(LoopCore &loop, FutureList &list) noexcept : loop_(&loop) { list.push_back(*this); }
  virtual ~FutureBase();

  virtual std::string name() const { return {}; }
  virtual std::string_view unread_message() const noexcept { return "future exception was never retrieved"; }

  LoopCore *loop_;

private:
  [[noreturn]] void throw_without_value(const char *operation);
  std::string creation(const char *event) const; // For a message of debug mode; `event` is what just happens.

  /// The last reference is gone: reports an error that nobody read, and deletes.
  void dispose() noexcept;
  void discard_waiters() noexcept;

  union {
    WorkList waiters_{};       // Unless status_ is error: tasks, callbacks (owned, see has_callbacks_), combinators.
    std::exception_ptr error_; // If it is.
  };
  std::uint32_t references_ = 1;
  Status status_ = Status::pending;
  bool has_callbacks_ : 1 = false; // Some waiter is a callback, so the future must live until all have run.
  bool unread_ : 1 = false;        // The error was never looked at.
  bool recorded_ : 1 = false;      // Debug mode knows where it was created.

protected:
  // A task's, here because there is room.
  bool must_cancel_ : 1 = false; // Throw CancelledError when it runs next.
  bool interrupted_ : 1 = false; // The same, since its sleep was ended: uncancel() does not take that back.
  std::uint16_t cancels_ = 0;    // Calls of cancel() less those of uncancel().
};

} // namespace aio::detail
