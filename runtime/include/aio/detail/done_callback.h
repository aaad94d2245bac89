// A callable that a future calls when it is done.
//
// It is a node of the future's list (future_base.h).

#pragma once

#include <aio/detail/future_base.h>
#include <aio/handle.h>

namespace aio::detail {

/// Waits in a future's list. The future keeps itself alive until its callbacks have run, so this holds no reference:
/// a future that nobody can complete any more is destroyed together with its callbacks.
template <class F> class DoneCallback final : public CallbackBase {
public:
  DoneCallback(FutureBase &future, F function) : future_(future), function_(std::move(function)) {}

private:
  void invoke() noexcept override {
    try {
      function_(Ref<FutureBase>(future_));
    } catch (...) {
      report_callback_exception();
    }
  }

  FutureBase &future_;
  F function_;
};

/// The loop of `future`. Throws InvalidStateError that names `operation` if it has closed.
LoopCore &open_loop(const FutureBase &future, const char *operation);

/// Calls `function` with a Ref to `future` when that is done, from the loop.
template <class F> Handle add_done_callback(FutureBase &future, F function) {
  LoopCore &loop = open_loop(future, "add_done_callback");
  if (!future.done()) {
    CallbackBase &callback = *new DoneCallback<F>(future, std::move(function));
    future.add_callback(callback);
    return Handle(Ref<CallbackBase>(callback));
  }
  auto call = [function = std::move(function), state = Ref<FutureBase>(future)]() mutable {
    function(std::move(state));
  };
  CallbackBase &callback = *new Callback<decltype(call)>(std::move(call));
  loop.schedule(callback);
  return Handle(Ref<CallbackBase>(callback));
}

} // namespace aio::detail
