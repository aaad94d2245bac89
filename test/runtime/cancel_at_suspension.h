// Cancels a task at the n-th suspension of the loop: its own, or that of any task that works for it.
//
// What cleans up is tested at each place where it can be asked to, without a list of these places.

#pragma once

#include <aio/aio.h>

#include <optional>

namespace aio_test {

/// Set it as the monitor of the loop.
class CancelAtSuspension final : public aio::TaskMonitor {
public:
  explicit CancelAtSuspension(int limit) : left_(limit) {}

  void watch(const aio::AnyTask &target) { target_ = target; }
  bool struck() const { return left_ <= 0; }

  void suspended(const aio::AnyTask &) override {
    if (--left_ == 0)
      target_->cancel();
  }

private:
  std::optional<aio::AnyTask> target_;
  int left_;
};

} // namespace aio_test
