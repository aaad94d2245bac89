// A connected socket with what was received and not read, and what was written and not sent.
//
// Both sides of a stream share it; the handles in aio/stream.h count references to it.

#pragma once

#include "addresses.h"
#include "counted.h"
#include "poller.h"

#include <aio/coroutine.h>
#include <aio/event.h>

#include <string>

namespace aio::detail {

class Connection final : public Counted<Connection>, Work {
public:
  Connection(LoopCore &loop, int fd) : poller_(loop, fd) {}

  /// Connects the socket. Throws std::system_error.
  Coroutine<> connect(Address address);

  /// Reads some bytes directly into `to`; zero at the end. Takes from the buffer first.
  Coroutine<std::size_t> receive(char *to, std::size_t size);

  /// Adds some bytes to the buffer; false at the end.
  Coroutine<bool> fill();
  const std::string &buffer() const noexcept { return received_; }
  std::string take(std::size_t count);

  void write(std::string_view data);
  void write_eof();
  Coroutine<> drain();
  void close() noexcept;
  bool closing() const noexcept { return closing_; }
  EventAwaiter closed() noexcept { return closed_.wait(); }

private:
  void run() noexcept override; // The socket can be written.
  void discard() noexcept override { release(); }
  std::size_t send_some(std::string_view data) noexcept;
  void settle() noexcept;
  void finish() noexcept;

  Poller poller_;
  std::string received_;
  std::string unsent_;
  Event drained_; // Set unless too much is unsent.
  Event closed_;
  int error_ = 0;              // Of sending.
  bool maybe_readable_ = true; // The last call did not say that the socket is empty.
  bool flushing_ = false;      // Waits for the socket, with a reference of its own.
  bool ends_ = false;          // Nothing more is written.
  bool closing_ = false;
};

} // namespace aio::detail
