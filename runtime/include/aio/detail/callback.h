// A callable that the loop owns: what call_soon, call_later and add_done_callback queue.
//
// One class for all three, since a Handle must be able to cancel any. An exception out of the callable goes to the
// loop's exception handler.

#pragma once

#include <aio/detail/frame_pool.h>
#include <aio/detail/work.h>

#include <cstdint>
#include <utility>

namespace aio::detail {

/// Tells the exception handler of the running loop about the exception that is being handled.
void report_callback_exception() noexcept;

/// The queue that it is in holds one reference; each Handle another.
class CallbackBase : public Timer, public Pooled {
public:
  void retain() noexcept { ++references_; }
  void release() noexcept {
    if (--references_ == 0)
      delete this;
  }

  /// Leaves the queue without running. Does nothing if the callback ran, runs, or was cancelled.
  void cancel() noexcept {
    if (!linked())
      return;
    unlink();
    cancelled_ = true;
    release();
  }
  bool cancelled() const noexcept { return cancelled_; }

  void run() noexcept final {
    invoke();
    release();
  }
  void discard() noexcept final { release(); }

protected:
  virtual ~CallbackBase() = default;

private:
  virtual void invoke() noexcept = 0;

  std::uint32_t references_ = 1;
  bool cancelled_ = false;
};

template <class F> class Callback final : public CallbackBase {
public:
  explicit Callback(F function) : function_(std::move(function)) {}

private:
  void invoke() noexcept override {
    try {
      function_();
    } catch (...) {
      report_callback_exception();
    }
  }

  F function_;
};

/// A callable from another thread. From the heap, not the pool: it is released on another thread than it is made, and
/// the loop's pool would grow with each.
class PostedWork : public Work {
public:
  virtual ~PostedWork() = default;

  void run() noexcept final {
    invoke();
    delete this;
  }
  void discard() noexcept final { delete this; }

  PostedWork *next_posted = nullptr; // The one posted before.

private:
  virtual void invoke() noexcept = 0;
};

template <class F> class PostedCallback final : public PostedWork {
public:
  explicit PostedCallback(F function) : function_(std::move(function)) {}

private:
  void invoke() noexcept override {
    try {
      function_();
    } catch (...) {
      report_callback_exception();
    }
  }

  F function_;
};

} // namespace aio::detail
