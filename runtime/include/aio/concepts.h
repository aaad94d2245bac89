// What can stand behind co_await.
//
// Everything in aio that takes something to await takes any Awaitable: a Coroutine, a Future, a Task, a sleep, or a
// type of your own.

#pragma once

#include <concepts>
#include <coroutine>
#include <utility>

namespace aio {

namespace detail {

template <class T>
concept SuspendResult =
    std::same_as<T, void> || std::same_as<T, bool> || std::convertible_to<T, std::coroutine_handle<>>;

template <class T>
concept HasMemberCoAwait = requires(T &&value) { std::forward<T>(value).operator co_await(); };

template <class T>
concept HasFreeCoAwait = requires(T &&value) { operator co_await(std::forward<T>(value)); };

/// The awaiter of `value`, found as the language finds it: member, free function, or the value itself.
template <class T> decltype(auto) get_awaiter(T &&value) {
  if constexpr (HasMemberCoAwait<T>)
    return std::forward<T>(value).operator co_await();
  else if constexpr (HasFreeCoAwait<T>)
    return operator co_await(std::forward<T>(value));
  else
    return std::forward<T>(value);
}

template <class T> using awaiter_t = decltype(get_awaiter(std::declval<T>()));

} // namespace detail

/// Has the three functions that the language calls around a suspension.
template <class T>
concept Awaiter = requires(T &awaiter, std::coroutine_handle<> handle) {
  { awaiter.await_ready() } -> std::convertible_to<bool>;
  { awaiter.await_suspend(handle) } -> detail::SuspendResult;
  awaiter.await_resume();
};

/// `co_await std::declval<T>()` is possible. `Awaitable<T>` asks for an rvalue, `Awaitable<T &>` for an lvalue.
template <class T>
concept Awaitable = detail::HasMemberCoAwait<T> || detail::HasFreeCoAwait<T> || Awaiter<T>;

/// The type of `co_await std::declval<T>()`.
template <Awaitable T> using await_result_t = decltype(std::declval<detail::awaiter_t<T> &>().await_resume());

} // namespace aio
