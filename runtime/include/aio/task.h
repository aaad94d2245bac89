// A coroutine that runs beside its creator: scheduled in the event loop, with a future for its result.
//
//     aio::Task<int> task = aio::create_task(answer(), "answer");
//     ...                              // the task runs whenever this coroutine waits
//     int value = co_await task;
//
// Cancellation: cancel() throws CancelledError where the task is suspended, once. The task may clean up, and may catch
// it to go on; each cancel() counts up in cancelling() and uncancel() counts down, so that a scope that cancelled the
// task itself can tell its own cancellation from somebody else's. A task that waits on another task cancels that.
// A task that is cancelled before its first step never runs.

#pragma once

#include <aio/coroutine.h>
#include <aio/detail/task_state.h>
#include <aio/future.h>

#include <string>
#include <vector>

namespace aio {

namespace detail {

inline TaskBase &as_task(const AnyFuture &future) noexcept { return static_cast<TaskBase &>(*Access::state(future)); }

} // namespace detail

/// A task of any type.
class AnyTask : public AnyFuture {
public:
  explicit AnyTask(detail::Ref<detail::TaskBase> task) noexcept : AnyFuture(std::move(task)) {}

  /// The name given to create_task, else 'Task-1' and so on, counted by the loop.
  [[nodiscard]] std::string get_name() const { return detail::as_task(*this).name(); }

  /// How many requests for cancellation stand: calls of cancel() less calls of uncancel().
  [[nodiscard]] unsigned cancelling() const noexcept { return detail::as_task(*this).cancelling(); }

  /// Takes one request back, for a scope that made it; returns how many are left. At zero, one that the task has not
  /// seen yet is dropped.
  unsigned uncancel() const noexcept { return detail::as_task(*this).uncancel(); }
};

/// A Future that the coroutine sets. Dropping the handle keeps the task running; the exception of a dropped task that
/// nobody read goes to the loop's exception handler. Belongs to the loop's thread.
template <class T = void> class Task : public Future<T> {
public:
  /// For EventLoop::create_task and the runtime.
  explicit Task(detail::Ref<detail::TaskState<T>> state) noexcept : Future<T>(std::move(state)) {}

  operator AnyTask() const noexcept { return AnyTask(detail::Ref<detail::TaskBase>(detail::as_task(*this))); }

  /// As in AnyTask.
  [[nodiscard]] std::string get_name() const { return detail::as_task(*this).name(); }
  [[nodiscard]] unsigned cancelling() const noexcept { return detail::as_task(*this).cancelling(); }
  unsigned uncancel() const noexcept { return detail::as_task(*this).uncancel(); }

  /// The coroutine sets its result.
  template <class... Args> void set_result(Args &&...) const = delete;
  template <class E> void set_exception(E) const = delete;
};

namespace detail {

template <class T> void check_unstarted(const Coroutine<T> &coroutine) {
  if (Access::empty(coroutine))
    throw InvalidStateError("create_task: the coroutine was awaited or moved before");
}

template <class T>
Task<T> start_task(LoopCore &loop, Coroutine<T> coroutine, std::string name, const std::source_location &where = {}) {
  check_unstarted(coroutine);
  if (debugging()) [[unlikely]]
    note_started(Access::promise(coroutine));
  auto state = Ref<TaskState<T>>::adopt(new TaskState<T>(loop, std::move(coroutine), loop.number_tasks(1)));
  if (!name.empty())
    state->set_name(std::move(name));
  if (loop.observed()) [[unlikely]]
    loop.task_created(*state, where);
  state->wake();
  return Task<T>(std::move(state));
}

/// Runs any awaitable as a coroutine.
template <class A> Coroutine<std::remove_cvref_t<await_result_t<A>>> as_coroutine(A awaitable) {
  co_return co_await std::move(awaitable);
}

/// A coroutine as it is.
template <Awaitable A> auto to_coroutine(A awaitable) {
  if constexpr (is_coroutine_v<A>)
    return awaitable;
  else
    return as_coroutine<A>(std::move(awaitable));
}

template <class A>
concept FutureLike = std::derived_from<A, AnyFuture>;

/// What ensure_future does, in a given loop.
template <Awaitable A> auto start(LoopCore &loop, A awaitable) {
  if constexpr (FutureLike<A>)
    return awaitable;
  else
    return start_task(loop, to_coroutine(std::move(awaitable)), {});
}

} // namespace detail

/// Schedules `coroutine` in the running loop: its first step is in the next turn. `name` is for people, and may be
/// empty. One block of the pool, and one of the heap for a name. Throws RuntimeError if no loop runs in this thread,
/// InvalidStateError if the coroutine was awaited before.
/// `where` is for debug mode.
template <class T>
Task<T> create_task(Coroutine<T> coroutine, std::string name = {},
                    std::source_location where = std::source_location::current()) {
  return detail::start_task(detail::running_core("create_task"), std::move(coroutine), std::move(name), where);
}

/// A future or task as it is; anything else to await as a new task of the running loop. Throws as create_task does.
template <Awaitable A> auto ensure_future(A awaitable) {
  return detail::start(detail::running_core("ensure_future"), std::move(awaitable));
}

/// The task whose coroutine is running. Throws RuntimeError if none is, as in a callback.
[[nodiscard]] AnyTask current_task();

/// The tasks of the running loop that are not done, in the order of their creation, where the coroutines of a
/// `gather(range)` count from their first step. Throws RuntimeError if no loop runs in this thread.
[[nodiscard]] std::vector<AnyTask> all_tasks();

} // namespace aio
