// Several futures, in the order in which they complete: the common part of wait and as_completed.
//
// It lies in the frame of the coroutine that waits, has a node for each future, and leaves the futures alone: they
// are neither cancelled nor read.

#pragma once

#include <aio/detail/waiter.h>

#include <vector>

namespace aio::detail {

class CompletionSet {
public:
  /// Starts to watch. Throws RuntimeError that names `operation` if a future belongs to another loop.
  CompletionSet(std::vector<Ref<FutureBase>> futures, const char *operation);

  /// How many next() has not given yet.
  std::size_t left() const noexcept { return left_; }

  FutureBase &operator[](std::size_t index) const noexcept { return *nodes_[index].future; }

  class Awaiter final : public Waiter {
  public:
    explicit Awaiter(CompletionSet &set) noexcept : set_(set) {}

    bool await_ready() const noexcept { return !set_.completed_.empty(); }
    void await_suspend(std::coroutine_handle<> handle) { wait_in(set_.waiters_, handle, "wait"); }
    std::size_t await_resume();

  private:
    CompletionSet &set_;
  };

  /// The index of the next one that is done. Must not be called when none is left.
  Awaiter next() noexcept { return Awaiter(*this); }

private:
  struct Node final : Work {
    void run() noexcept override { set->complete(*this); }

    CompletionSet *set = nullptr;
    Ref<FutureBase> future;
  };

  void complete(Node &node) noexcept;

  std::vector<Node> nodes_; // Never grows: the elements are linked in place.
  WorkList completed_;      // Nodes that next() has not given yet.
  WorkList waiters_;        // One at most.
  std::size_t left_;
};

} // namespace aio::detail
