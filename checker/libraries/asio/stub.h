// A stand-in for <asio.hpp>: enough of awaitable<>, sockets, timers and executors for the cases.
#pragma once

#include <chrono>
#include <coroutine>
#include <cstddef>
#include <exception>
#include <string>
#include <utility>

namespace asio {
class any_io_executor {};

class io_context {
public:
  class executor_type {};
  executor_type get_executor();
  std::size_t run();
  std::size_t run_for(std::chrono::steady_clock::duration limit);
  void stop();
};

class thread_pool {
public:
  explicit thread_pool(std::size_t threads);
  void join();
};

namespace this_coro {
struct executor_t {};
inline constexpr executor_t executor;
} // namespace this_coro

template <class T> class awaitable {
public:
  awaitable(awaitable &&) noexcept;
  ~awaitable();
  bool await_ready() const noexcept;
  template <class Promise> void await_suspend(std::coroutine_handle<Promise> handle);
  T await_resume();
};

// Tokens: what an asynchronous operation returns.
struct use_awaitable_t {};
struct detached_t {};
struct cancel_after_t {};
inline constexpr use_awaitable_t use_awaitable;
inline constexpr detached_t detached;
cancel_after_t cancel_after(std::chrono::steady_clock::duration limit, use_awaitable_t);

template <class Executor, class T> awaitable<T> co_spawn(Executor &&executor, awaitable<T> task, use_awaitable_t);
template <class Executor, class T> awaitable<T> co_spawn(Executor &&executor, awaitable<T> task, cancel_after_t);
template <class Executor, class T> void co_spawn(Executor &&executor, awaitable<T> task, detached_t);
template <class Executor, class F>
  requires requires(F f) { f(); }
void co_spawn(Executor &&executor, F &&callable, detached_t) {}

template <class Executor, class F> void post(Executor &&executor, F &&callable) {}
awaitable<void> post(any_io_executor executor, use_awaitable_t);

class mutable_buffer {};
class const_buffer {};
mutable_buffer buffer(char *data, std::size_t size);
const_buffer buffer(const std::string &text);

template <class Clock> class basic_waitable_timer {
public:
  template <class Executor> basic_waitable_timer(Executor &&executor, typename Clock::duration length);
  void wait();
  awaitable<void> async_wait(use_awaitable_t);
  std::size_t cancel();
};
using steady_timer = basic_waitable_timer<std::chrono::steady_clock>;

namespace ip {
class tcp_endpoint {};
} // namespace ip

template <class Protocol> class basic_socket {
public:
  explicit basic_socket(io_context &context);
  void connect(const ip::tcp_endpoint &peer);
  awaitable<void> async_connect(const ip::tcp_endpoint &peer, use_awaitable_t);
  awaitable<void> async_connect(const ip::tcp_endpoint &peer, cancel_after_t);
  void non_blocking(bool mode);
  void cancel();
};

template <class Protocol> class basic_stream_socket : public basic_socket<Protocol> {
public:
  using basic_socket<Protocol>::basic_socket;
  std::size_t read_some(mutable_buffer target);
  std::size_t write_some(const_buffer source);
  awaitable<std::size_t> async_read_some(mutable_buffer target, use_awaitable_t);
  awaitable<std::size_t> async_read_some(mutable_buffer target, cancel_after_t);
};

template <class Protocol> class basic_socket_acceptor {
public:
  basic_stream_socket<Protocol> accept();
  awaitable<basic_stream_socket<Protocol>> async_accept(use_awaitable_t);
};

template <class Stream> std::size_t read(Stream &stream, mutable_buffer target);
template <class Stream> std::size_t write(Stream &stream, const_buffer source);
template <class Stream> awaitable<std::size_t> async_read(Stream &stream, mutable_buffer target, use_awaitable_t);
template <class Stream> awaitable<std::size_t> async_read(Stream &stream, mutable_buffer target, cancel_after_t);

namespace ip {
template <class Protocol> class basic_resolver {
public:
  explicit basic_resolver(io_context &context);
  tcp_endpoint resolve(const std::string &host, const std::string &service);
  awaitable<tcp_endpoint> async_resolve(const std::string &host, const std::string &service, use_awaitable_t);
};
class tcp {
public:
  using socket = basic_stream_socket<tcp>;
  using acceptor = basic_socket_acceptor<tcp>;
  using resolver = basic_resolver<tcp>;
};
} // namespace ip

namespace detail {
class promise_base {
public:
  std::suspend_always initial_suspend() noexcept;
  std::suspend_always final_suspend() noexcept;
  void unhandled_exception();
  template <class T> awaitable<T> await_transform(awaitable<T> task) const;

  struct executor_awaiter {
    bool await_ready() const noexcept;
    void await_suspend(std::coroutine_handle<>) noexcept;
    any_io_executor await_resume() const noexcept;
  };
  executor_awaiter await_transform(this_coro::executor_t) noexcept;
};
template <class T> class promise : public promise_base {
public:
  awaitable<T> get_return_object();
  template <class U> void return_value(U &&value);
};
template <> class promise<void> : public promise_base {
public:
  awaitable<void> get_return_object();
  void return_void();
};
} // namespace detail
} // namespace asio

template <class T, class... Args> struct std::coroutine_traits<asio::awaitable<T>, Args...> {
  using promise_type = asio::detail::promise<T>;
};
