// The counting part of gather: a future that is done when its children are.
//
// The order of events is that of asyncio.gather: the turn after the last child's, or after the first that fails or is
// cancelled, completes the gather, and the others go on; cancelling the gather cancels the children. It is done then
// when all of them are, where asyncio takes the first: what they clean up with may lie in the frame that waits.

#pragma once

#include <aio/detail/future_base.h>

namespace aio::detail {

/// Lives until all children have ended or the loop closes, whoever holds a handle.
class GatherBase : public FutureBase {
public:
  bool cancel() noexcept final;
  void close() noexcept final;
  void run() noexcept final;
  void check_settable(const char *operation) const final;
  std::string describe() const final { return "gather"; }

  /// A child is done. Completes the gather if it was the last or failed.
  void report(FutureBase &child) noexcept;

protected:
  /// With `keeps_errors` a child that fails counts as done, and the gather waits for the others.
  GatherBase(LoopCore &loop, bool keeps_errors) noexcept : FutureBase(loop), keeps_errors_(keeps_errors) {}

  /// Starts to wait for `count` children.
  void expect(std::size_t count) noexcept;

  /// Notes how a child ended, and completes the gather in the next turn if that is due.
  void note(FutureBase &child) noexcept {
    if (child.status() != Status::value) [[unlikely]]
      take_error(child);
    count_later();
  }

  /// There is no result; the first error counts.
  void note_error(std::exception_ptr error) noexcept;

  /// A child could not begin.
  void note_failure(std::exception_ptr error) noexcept;

private:
  /// All children are done: makes the result and completes. May throw what moving the results throws.
  virtual void collect() = 0;
  virtual bool cancel_children() noexcept = 0;

  /// No child is needed any more.
  virtual void forget_children() noexcept = 0;

  void take_error(FutureBase &child) noexcept;
  void count_later() noexcept {
    ++ended_;
    if (done() || due()) [[unlikely]]
      complete_later();
  }
  void complete_later() noexcept;
  bool due() const noexcept { return ended_ == count_ || (error_of_children_ && !cancel_requested_); }
  void complete_if_due() noexcept;
  void finish() noexcept;
  void let_go() noexcept;

  std::size_t count_ = 0;
  std::size_t ended_ = 0;
  std::exception_ptr error_of_children_;
  bool keeps_errors_;
  bool cancel_requested_ = false;
  bool waiting_ = false; // Holds a reference to itself.
};

} // namespace aio::detail
