// What runs everything: a queue of what is ready, the timers, and the wait for the outside.
//
// Most programs need no more of it than aio::run. Use it directly for callbacks, for other threads, and in tests:
//
//     aio::ManualClock clock;
//     aio::EventLoop loop(clock);
//     int value = loop.run_until_complete(answer());   // no real second passes
//
// The loop works in turns: a turn runs what was ready when it began, in the order in which it became ready. What that
// makes ready is for the next turn.

#pragma once

#include <aio/clock.h>
#include <aio/detail/loop_core.h>
#include <aio/detail/thread_job.h>
#include <aio/task.h>
#include <aio/thread_pool.h>

namespace aio {

namespace detail {

/// Remembers where `future` was created.
void record_future(FutureBase &future, const std::source_location &where);

/// Throws RuntimeError that names `operation` and `where` if a loop runs in this thread.
void check_no_running_loop(const char *operation, const std::source_location &where);

} // namespace detail

/// Belongs to the thread that runs it, except call_soon_threadsafe. Destroying it destroys what is pending.
class EventLoop {
public:
  EventLoop();

  /// With a clock that must outlive the loop.
  explicit EventLoop(Clock &clock);

  EventLoop(const EventLoop &) = delete;
  EventLoop &operator=(const EventLoop &) = delete;

  /// Reports every task that is pending to the exception handler and destroys it where it is suspended.
  /// Futures of the loop stay readable.
  ~EventLoop() = default;

  /// Runs until `awaitable` is done and returns its result. A coroutine becomes a task.
  /// Throws what awaiting throws; RuntimeError if a loop runs in this thread, or if stop() ends it before; what
  /// Clock::idle throws.
  template <Awaitable A>
  std::remove_cvref_t<await_result_t<A>>
  run_until_complete(A awaitable, std::source_location where = std::source_location::current()) {
    detail::check_no_running_loop("run_until_complete", where);
    auto future = detail::start(core_, std::move(awaitable));
    run_until_done(*detail::Access::state(future));
    return std::move(future).result();
  }

  /// Runs until stop(). Throws RuntimeError if a loop runs in this thread.
  void run_forever(std::source_location where = std::source_location::current());

  /// Runs turns until nothing is ready, without waiting for time or the outside: a test's way to step the loop.
  /// Throws RuntimeError if a loop runs in this thread.
  void run_until_idle(std::source_location where = std::source_location::current());

  /// Ends run_forever or run_until_complete after this turn, or after the first turn of the next run.
  void stop() noexcept { stopping_ = true; }

  [[nodiscard]] bool is_running() const noexcept { return running_; }

  /// The clock's time, read at most once a turn; at each call if the loop does not run.
  [[nodiscard]] TimePoint time() noexcept { return core_.now(); }

  /// Calls `callback` in the next turn, on the loop's stack. An exception out of it goes to the exception handler.
  /// One block of the pool.
  template <std::invocable F> Handle call_soon(F callback) {
    core_.check_thread("call_soon");
    auto work = detail::Ref<detail::CallbackBase>::adopt(new detail::Callback<F>(std::move(callback)));
    detail::CallbackBase &queued = *detail::Ref(work).detach(); // The queue's reference.
    core_.schedule(queued);
    return Handle(std::move(work));
  }

  /// Calls `callback` when `delay` has passed, counted from the beginning of this turn. Callbacks run in the order of
  /// their times, those of one time in the order of the calls. O(1), also to cancel.
  template <std::invocable F> TimerHandle call_later(Delay delay, F callback) {
    return call_at(delay.after(time()), std::move(callback));
  }
  template <std::invocable F> TimerHandle call_at(TimePoint when, F callback) {
    core_.check_thread("call_at");
    auto work = detail::Ref<detail::CallbackBase>::adopt(new detail::Callback<F>(std::move(callback)));
    detail::CallbackBase &queued = *detail::Ref(work).detach(); // The queue's reference.
    core_.add_timer(queued, when);
    return TimerHandle(std::move(work));
  }

  /// call_soon from any thread, while the loop exists; wakes a loop that waits. One allocation from the heap.
  template <std::invocable F> void call_soon_threadsafe(F callback) {
    core_.post(*new detail::PostedCallback<F>(std::move(callback)));
  }

  /// Calls `callback` on the loop's stack in a later turn when the process gets `signal`, such as SIGTERM; once for
  /// several that come before it runs. Replaces the one before, and what the signal did to the process. Not for
  /// SIGKILL and SIGSTOP, nor for faults such as SIGSEGV. An exception out of it goes to the exception handler.
  /// Throws std::system_error.
  template <std::invocable F> void add_signal_handler(int signal, F callback) {
    set_signal_handler(signal, detail::Ref<detail::CallbackBase>::adopt(new detail::Callback<F>(std::move(callback))));
  }

  /// Gives the signal its default effect back. False if it has no handler. Closing the loop removes all.
  bool remove_signal_handler(int signal);

  /// aio::create_task, in a loop that need not be running.
  template <class T>
  Task<T> create_task(Coroutine<T> coroutine, std::string name = {},
                      std::source_location where = std::source_location::current()) {
    core_.check_thread("create_task");
    return detail::start_task(core_, std::move(coroutine), std::move(name), where);
  }

  /// A pending future of this loop. One block of the pool.
  template <class T>
  [[nodiscard]] Future<T> create_future(std::source_location where = std::source_location::current()) {
    auto state = detail::Ref<detail::FutureBase>::adopt(new detail::FutureState<T>(core_));
    if (core_.debug()) [[unlikely]]
      detail::record_future(*state, where);
    return Future<T>(std::move(state));
  }

  /// aio::to_thread, on a thread of `pool`, which must outlive the call. Throws std::system_error if it has no thread
  /// and cannot start one.
  template <std::invocable F> auto run_in_executor(ThreadPool &pool, F function) {
    auto *const job = new detail::FunctionJob<F>(core_, std::move(function));
    Future<typename detail::FunctionJob<F>::Result> future(job->future());
    try {
      pool.submit(*job);
    } catch (...) {
      job->discard();
      throw;
    }
    return future;
  }
  template <std::invocable F> auto run_in_executor(F function) {
    return run_in_executor(core_.default_pool(), std::move(function));
  }

  /// Calls `handler` with an ExceptionContext for each error that no caller can catch, in place of a line on stderr.
  /// An exception out of the handler is printed.
  template <std::invocable<const ExceptionContext &> F> void set_exception_handler(F handler) {
    core_.set_exception_handler(detail::Owned<detail::ExceptionHandler>(new detail::HandlerOf<F>(std::move(handler))));
  }
  void call_exception_handler(const ExceptionContext &context) noexcept { core_.report(context); }

  /// Debug mode, see aio/debug.h. On from the beginning if the environment says AIO_DEBUG=1.
  void set_debug(bool on) { core_.set_debug(on); }
  [[nodiscard]] bool get_debug() const noexcept { return core_.debug() != nullptr; }

  /// What debug mode reports as slow; 100 ms unless set.
  [[nodiscard]] Duration slow_callback_duration();
  void set_slow_callback_duration(Delay limit);

  /// Tells `monitor`, which must outlive the loop or be taken away with nullptr, what the tasks do.
  void set_task_monitor(TaskMonitor *monitor) noexcept { core_.set_monitor(monitor); }

private:
  friend struct detail::Access;

  void run_until_done(const detail::FutureBase &future);
  void set_signal_handler(int signal, detail::Ref<detail::CallbackBase> callback);

  SystemClock system_clock_; // Used if no other clock was given.
  detail::LoopCore core_;
  bool running_ = false;
  bool stopping_ = false;
};

/// The loop that runs in this thread. Throws RuntimeError if there is none.
[[nodiscard]] EventLoop &get_running_loop();

} // namespace aio
