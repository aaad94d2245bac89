// Waiting for some of several tasks, without reading their results and without cancelling the others.
//
//     auto [done, pending] = co_await aio::wait(tasks, aio::first_completed);
//
//     auto pages = aio::as_completed(std::move(fetches));
//     while (std::optional<aio::Task<Page>> page = co_await pages.anext())
//       show(co_await *page);

#pragma once

#include <aio/async_generator.h>
#include <aio/detail/completion_set.h>
#include <aio/detail/deadline.h>
#include <aio/detail/start_all.h>

namespace aio {

enum class ReturnWhen {
  first_completed,
  first_exception, // Or all, if none fails.
  all_completed,
};
using enum ReturnWhen;

/// What wait() returns; both in the order of its argument.
template <class F> struct Waited {
  std::vector<F> done;
  std::vector<F> pending;
};

namespace detail {

Coroutine<> wait_for_some(CompletionSet &set, ReturnWhen when, Delay limit);

template <class F> AsyncGenerator<F> in_order_of_completion(std::vector<F> futures) {
  CompletionSet set(states_of(futures), "as_completed");
  while (set.left() > 0)
    co_yield std::move(futures[co_await set.next()]);
}

} // namespace detail

/// Waits until `when` holds for `futures`, tasks or futures of one type, or until `limit` has passed. Reads no result:
/// a task that failed is in `done`. Cancelling the wait cancels none of them. Does not suspend if `when` holds.
/// Throws CancelledError; RuntimeError for a future of another loop. A few allocations from the heap.
template <detail::FutureLike F>
Coroutine<Waited<F>> wait(std::vector<F> futures, ReturnWhen when = all_completed, Delay limit = forever) {
  detail::CompletionSet set(detail::states_of(futures), "wait");
  co_await detail::wait_for_some(set, when, limit);
  Waited<F> result;
  for (F &future : futures)
    (future.done() ? result.done : result.pending).push_back(std::move(future));
  co_return result;
}

/// Schedules every element that is not a future already as a task, at once, and generates the tasks or futures in the
/// order in which they complete. Read each result from what anext() gives, with co_await or result(). Ending early
/// cancels nothing. Throws RuntimeError if no loop runs in this thread.
template <detail::AwaitableRange R> [[nodiscard]] auto as_completed(R range) {
  std::vector<detail::started_t<detail::element_t<R>>> futures;
  futures.reserve(detail::size_hint(range));
  detail::start_each(detail::running_core("as_completed"), range,
                     [&](auto future) { futures.push_back(std::move(future)); });
  return detail::in_order_of_completion(std::move(futures));
}

} // namespace aio
