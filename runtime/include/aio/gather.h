// Running several things at a time and waiting for all of them.
//
//     auto [user, orders] = co_await aio::gather(load_user(id), load_orders(id));
//     std::vector<Page> pages = co_await aio::gather(std::move(fetches)); // a range of awaitables
//
//     auto [page, image] = co_await aio::gather(aio::return_exceptions, fetch(a), fetch(b)); // Outcomes
//
// The order of the results is that of the arguments, whatever finishes first.

#pragma once

#include <aio/detail/gather_coroutines.h>
#include <aio/detail/gather_futures.h>
#include <aio/detail/start_all.h>
#include <aio/task.h>

namespace aio {

namespace detail {

template <class A> using gathered_t = typename started_t<A>::value_type;

template <class Kind, class... A> auto gather_each(LoopCore &loop, A... awaitables) {
  using State = GatherTuple<Kind, gathered_t<A>...>;
  // Braces: the tasks start in the order of the arguments.
  std::array<Ref<FutureBase>, sizeof...(A)> children{Access::state(start(loop, std::move(awaitables)))...};
  return Future<typename State::Result>(Ref<FutureBase>::adopt(new State(loop, std::move(children))));
}

template <class Kind, class R> auto gather_range(LoopCore &loop, R range) {
  using T = gathered_t<element_t<R>>;
  using Result = typename Kind::template RangeResult<T>;
  if constexpr (FutureLike<element_t<R>>)
    return Future<Result>(Ref<FutureBase>::adopt(new GatherRange<Kind, T>(loop, states_of(range))));
  else
    return Future<Result>(Ref<FutureBase>::adopt(new GatherCoroutines<Kind, T>(loop, coroutines_of<T>(range))));
}

} // namespace detail

/// Schedules every argument that is not a future already as a task, at once, and returns a future of all results, in a
/// tuple, with std::monostate for void. The first exception is the future's, the other children go on: what they refer
/// to must outlive them, or use a TaskGroup, which waits. A child that is cancelled counts as one that throws
/// CancelledError. Cancelling the future cancels all children; it is done when all of them are, with what one of them
/// throws meanwhile or else with CancelledError.
/// Awaiting resumes in a turn after the last child's. One block of the pool, and a task for each coroutine.
/// Throws RuntimeError if no loop runs in this thread.
template <Awaitable... A>
  requires(sizeof...(A) > 0)
[[nodiscard]] auto gather(A... awaitables) {
  return detail::gather_each<detail::Values>(detail::running_core("gather"), std::move(awaitables)...);
}

/// The same for a range of awaitables, taken by value: move it in. The result is a vector, or nothing if the elements
/// give void. An empty range is done at once. A task of a
/// coroutine is made for its first step, in the next turn: one that ends there leaves its memory to the next one. One
/// to three allocations from the heap, whatever the number of children.
template <detail::AwaitableRange R> [[nodiscard]] auto gather(R range) {
  return detail::gather_range<detail::Values>(detail::running_core("gather"), std::move(range));
}

/// Waits for all children however they end: the results are Outcomes, in a tuple or a vector. No exception of a child
/// is thrown; cancelling the future still throws CancelledError.
struct ReturnExceptions {};
inline constexpr ReturnExceptions return_exceptions;

template <Awaitable... A>
  requires(sizeof...(A) > 0)
[[nodiscard]] auto gather(ReturnExceptions, A... awaitables) {
  return detail::gather_each<detail::Outcomes>(detail::running_core("gather"), std::move(awaitables)...);
}
template <detail::AwaitableRange R> [[nodiscard]] auto gather(ReturnExceptions, R range) {
  return detail::gather_range<detail::Outcomes>(detail::running_core("gather"), std::move(range));
}

} // namespace aio
