// A function on its way to a thread of a pool and back to its loop.
//
// It is made and destroyed on the loop's thread; in between it belongs to the pool. The loop counts its jobs and does
// not go away before the last has come back, so a job never outlives what it returns to.

#pragma once

#include <aio/detail/callback.h>
#include <aio/detail/future_state.h>
#include <aio/outcome.h>

#include <atomic>

namespace aio::detail {

class ThreadJob : public PostedWork {
public:
  explicit ThreadJob(LoopCore &loop) noexcept : loop_(loop) { loop_.job_begins(); }
  ~ThreadJob() override { loop_.job_ends(); }

  /// Runs the function, unless it was given up before. On the pool's thread, as go_back().
  void run_on_thread() noexcept {
    if (!given_up_.load(std::memory_order_relaxed))
      call();
  }
  void go_back() noexcept { loop_.post(*this); }

  /// Nobody waits for the result: if the function has not begun, it need not.
  void give_up() noexcept { given_up_.store(true, std::memory_order_relaxed); }

  ThreadJob *next = nullptr; // In the pool's queue.

private:
  virtual void call() noexcept = 0;

  LoopCore &loop_;
  std::atomic<bool> given_up_ = false;
};

/// The future of a job. Cancelling it is immediate: a function that has begun goes on, and its result is dropped.
template <class T> class JobFuture final : public FutureState<T> {
public:
  JobFuture(LoopCore &loop, ThreadJob &job) noexcept : FutureState<T>(loop), job_(&job) {}

  bool cancel() noexcept override {
    if (job_)
      job_->give_up();
    return FutureBase::cancel();
  }
  void job_is_over() noexcept { job_ = nullptr; }

private:
  ThreadJob *job_;
};

template <class F> class FunctionJob final : public ThreadJob {
public:
  using Result = std::remove_cvref_t<std::invoke_result_t<F &>>;

  FunctionJob(LoopCore &loop, F function)
      : ThreadJob(loop), function_(std::move(function)),
        future_(Ref<JobFuture<Result>>::adopt(new JobFuture<Result>(loop, *this))) {}
  ~FunctionJob() override { future_->job_is_over(); }

  Ref<FutureBase> future() const noexcept { return future_; }

private:
  void call() noexcept override {
    try {
      if constexpr (std::is_void_v<Result>) {
        function_();
        outcome_ = Outcome<Result>(std::in_place);
      } else {
        outcome_ = Outcome<Result>(std::in_place, function_());
      }
    } catch (...) {
      outcome_ = Outcome<Result>(std::current_exception());
    }
  }

  void invoke() noexcept override {
    if (future_->done())
      return;
    if (outcome_.exception())
      return future_->set_error(outcome_.exception());
    try {
      if constexpr (std::is_void_v<Result>)
        set_value<Result>(*future_);
      else
        set_value<Result>(*future_, std::move(outcome_).value());
    } catch (...) { // The move threw.
      future_->set_error(std::current_exception());
    }
  }

  F function_;
  Ref<JobFuture<Result>> future_;
  Outcome<Result> outcome_;
};

} // namespace aio::detail
