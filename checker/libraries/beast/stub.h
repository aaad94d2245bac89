// A stand-in for <boost/beast.hpp>: streams, HTTP and WebSocket as the cases use them.
#pragma once

#include <chrono>
#include <cstddef>

namespace boost::beast {
struct flat_buffer {};

/// What asynchronous operations return with the token of the cases' coroutines.
template <class T> struct operation {
  bool await_ready();
  template <class Handle> void await_suspend(Handle handle);
  T await_resume();
};

template <class Protocol> class basic_stream {
public:
  void connect(int endpoint);
  operation<void> async_connect(int endpoint);
  void expires_after(std::chrono::steady_clock::duration limit);
};
struct tcp {};
using tcp_stream = basic_stream<tcp>;

namespace http {
struct request {};
template <class Stream> std::size_t read(Stream &stream, flat_buffer &buffer, request &message);
template <class Stream> std::size_t write(Stream &stream, const request &message);
template <class Stream> operation<std::size_t> async_read(Stream &stream, flat_buffer &buffer, request &message);
} // namespace http

namespace websocket {
template <class Next> class stream {
public:
  std::size_t read(flat_buffer &buffer);
  operation<std::size_t> async_read(flat_buffer &buffer);
};
} // namespace websocket
} // namespace boost::beast
