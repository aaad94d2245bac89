// Running several things at a time and waiting for all of them.
//
//     auto [user, orders] = co_await aio::gather(load_user(id), load_orders(id));
//     std::vector<Page> pages = co_await aio::gather(std::move(fetches)); // a range of awaitables
//
// The order of the results is that of the arguments, whatever finishes first.

#pragma once

#include <aio/detail/gather_state.h>
#include <aio/task.h>

#include <iterator>
#include <tuple>
#include <vector>

namespace aio {

namespace detail {

template <class R>
concept AwaitableRange = !Awaitable<R> && requires(R &range) {
  requires Awaitable<std::remove_cvref_t<decltype(*std::begin(range))>>;
  std::end(range);
};

/// The future that `A` becomes, and what it gives.
template <class A> using started_t = decltype(start(std::declval<LoopCore &>(), std::declval<A>()));
template <class A> using gathered_t = typename started_t<A>::value_type;

template <class R> using element_t = std::remove_cvref_t<decltype(*std::begin(std::declval<R &>()))>;

/// A task or future for each element of `range`, moved out of it if it can only be moved.
template <class R> std::vector<Ref<FutureBase>> start_all(LoopCore &loop, R &range) {
  std::vector<Ref<FutureBase>> children;
  if constexpr (requires { range.size(); })
    children.reserve(range.size());
  for (auto &element : range)
    children.push_back(Access::state(start<element_t<R>>(loop, std::move(element))));
  return children;
}

} // namespace detail

/// Schedules every argument that is not a future already as a task, at once, and returns a future of all results, in a
/// tuple, with std::monostate for void. The first exception is the future's, the other children go on. A child that is
/// cancelled counts as one that throws CancelledError. Cancelling the future cancels all children.
/// Awaiting resumes in a turn after the last child's. One block of the pool, and a task for each coroutine.
/// Throws RuntimeError if no loop runs in this thread.
template <Awaitable... A>
  requires(sizeof...(A) > 0)
[[nodiscard]] auto gather(A... awaitables) {
  detail::LoopCore &loop = detail::running_core("gather");
  using State = detail::GatherTuple<detail::gathered_t<A>...>;
  // Braces: the tasks start in the order of the arguments.
  std::array<detail::Ref<detail::FutureBase>, sizeof...(A)> children{
      detail::Access::state(detail::start(loop, std::move(awaitables)))...};
  return Future<typename State::Result>(detail::Ref<detail::FutureBase>::adopt(new State(loop, std::move(children))));
}

/// The same for a range of awaitables, taken by value: move it in. The result is a vector, or nothing if the elements
/// give void. An empty range is done at once. Two allocations from the heap, whatever the number of children.
template <detail::AwaitableRange R> [[nodiscard]] auto gather(R range) {
  detail::LoopCore &loop = detail::running_core("gather");
  using State = detail::GatherRange<detail::gathered_t<detail::element_t<R>>>;
  return Future<typename State::Result>(
      detail::Ref<detail::FutureBase>::adopt(new State(loop, detail::start_all(loop, range))));
}

} // namespace aio
