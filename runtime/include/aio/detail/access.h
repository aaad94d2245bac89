// The one door from public handles to what is behind them.
//
// Only the runtime itself goes through it; a program that does so leaves every promise of runtime/README.md.

#pragma once

#include <utility>

namespace aio::detail {

struct Access {
  /// The state of a future or task.
  template <class Future> static const auto &state(const Future &future) noexcept { return future.state_; }

  template <class Coroutine> static bool empty(const Coroutine &coroutine) noexcept { return !coroutine.frame_; }

  template <class Coroutine> static auto &promise(const Coroutine &coroutine) noexcept {
    return coroutine.frame_.promise();
  }

  /// The frame of a coroutine, out of its owner, which is empty after.
  template <class Coroutine> static auto release(Coroutine &coroutine) noexcept {
    return std::exchange(coroutine.frame_, nullptr);
  }

  template <class Loop> static auto &core(Loop &loop) noexcept { return loop.core_; }
};

} // namespace aio::detail
