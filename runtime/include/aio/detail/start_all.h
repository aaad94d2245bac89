// Ranges of awaitables: what gather, wait and as_completed take.
//
// Each element becomes a future, as with ensure_future.

#pragma once

#include <aio/task.h>

#include <iterator>
#include <vector>

namespace aio::detail {

template <class R>
concept AwaitableRange = !Awaitable<R> && requires(R &range) {
  requires Awaitable<std::remove_cvref_t<decltype(*std::begin(range))>>;
  std::end(range);
};

/// The future that `A` becomes.
template <class A> using started_t = decltype(start(std::declval<LoopCore &>(), std::declval<A>()));

template <class R> using element_t = std::remove_cvref_t<decltype(*std::begin(std::declval<R &>()))>;

/// Calls `keep` with a task or future for each element of `range`, moved out of it.
template <class R, class Keep> void start_each(LoopCore &loop, R &range, Keep keep) {
  for (auto &element : range)
    keep(start<element_t<R>>(loop, std::move(element)));
}

template <class R> std::size_t size_hint(const R &range) {
  if constexpr (requires { range.size(); })
    return range.size();
  return 0;
}

template <class R> std::vector<Ref<FutureBase>> start_all(LoopCore &loop, R &range) {
  std::vector<Ref<FutureBase>> states;
  states.reserve(size_hint(range));
  start_each(loop, range, [&](auto future) { states.push_back(Access::state(future)); });
  return states;
}

} // namespace aio::detail
