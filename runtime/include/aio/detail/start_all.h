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

/// The futures of `range`.
template <class R> std::vector<Ref<FutureBase>> states_of(const R &range) {
  std::vector<Ref<FutureBase>> states;
  states.reserve(size_hint(range));
  for (const auto &future : range)
    states.push_back(Access::state(future));
  return states;
}

/// The elements of `range`, which are no futures, as coroutines that return `T`. Throws InvalidStateError if one was
/// awaited before.
template <class T, class R> std::vector<Coroutine<T>> coroutines_of(R &range) {
  std::vector<Coroutine<T>> coroutines;
  if constexpr (std::is_same_v<R, std::vector<Coroutine<T>>>) {
    coroutines = std::move(range);
  } else {
    coroutines.reserve(size_hint(range));
    for (auto &element : range)
      coroutines.push_back(to_coroutine(std::move(element)));
  }
  for (const Coroutine<T> &coroutine : coroutines)
    check_unstarted(coroutine);
  return coroutines;
}

} // namespace aio::detail
