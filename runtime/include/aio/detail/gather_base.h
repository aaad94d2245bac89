// The counting part of gather: a future that is done when its children are.
//
// The order of events is that of asyncio.gather: children report through callbacks of the loop; the first that fails
// or is cancelled completes the gather, the others go on; cancelling the gather cancels the children. It is done then
// when all of them are, where asyncio takes the first: what they clean up with may lie in the frame that waits.

#pragma once

#include <aio/detail/future_base.h>

namespace aio::detail {

class GatherBase;

/// Waits in the list of one child.
class GatherChild final : public Work {
public:
  void attach(GatherBase &owner, Ref<FutureBase> child);
  FutureBase &future() const noexcept { return *child_; }
  void forget() noexcept;

  void run() noexcept override;

private:
  GatherBase *owner_ = nullptr;
  Ref<FutureBase> child_;
};

/// Lives until all children have reported or the loop closes, whoever holds a handle.
class GatherBase : public FutureBase {
public:
  /// With `keeps_errors` a child that fails counts as done, and the gather waits for the others.
  GatherBase(LoopCore &loop, bool keeps_errors) noexcept : FutureBase(loop), keeps_errors_(keeps_errors) {}

  bool cancel() noexcept final;
  void close() noexcept final;
  void check_settable(const char *operation) const final;
  std::string describe() const final { return "gather"; }

  /// A child is done.
  void report(FutureBase &child) noexcept;

protected:
  /// Starts to wait. The children are attached; `count` is how many.
  void begin(GatherChild *children, std::size_t count) noexcept;

private:
  /// All children are done: makes the result and completes. May throw what moving the results throws.
  virtual void collect() = 0;

  void fail_as(FutureBase &child) noexcept;
  void finish() noexcept;
  void finish_cancelled() noexcept;
  void let_go() noexcept;

  GatherChild *children_ = nullptr; // Owned by the derived class.
  std::size_t count_ = 0;
  std::size_t reported_ = 0;
  bool keeps_errors_;
  bool cancel_requested_ = false;
};

} // namespace aio::detail
