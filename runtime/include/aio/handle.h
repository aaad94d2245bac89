// The receipt for a callback: what call_soon, call_later, call_at and add_done_callback return.
//
// Dropping a handle changes nothing; the callback runs all the same.

#pragma once

#include <aio/detail/callback.h>
#include <aio/detail/ref.h>

namespace aio {

/// Lets its owner take a callback back. A copy refers to the same callback. Belongs to the loop's thread.
class Handle {
public:
  explicit Handle(detail::Ref<detail::CallbackBase> callback) noexcept : callback_(std::move(callback)) {}

  /// The callback does not run. Does nothing when it has run. O(1), no allocation.
  void cancel() noexcept { callback_->cancel(); }
  bool cancelled() const noexcept { return callback_->cancelled(); }

protected:
  const detail::CallbackBase &callback() const noexcept { return *callback_; }

private:
  detail::Ref<detail::CallbackBase> callback_;
};

/// A Handle of call_later and call_at.
class TimerHandle : public Handle {
public:
  using Handle::Handle;

  /// When the callback is or was due, on the loop's clock.
  TimePoint when() const noexcept { return callback().when(); }
};

} // namespace aio
