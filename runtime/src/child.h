// A process that we started: its streams, and how it ended.
//
// The handle is libuv's as long as the process runs, also when nobody holds the Child any more: libuv reaps it.

#pragma once

#include "connection.h"
#include "counted.h"

#include <aio/process.h>
#include <uv.h>

namespace aio::detail {

class Child : public Counted<Child> {
public:
  /// Starts it. Throws what create_subprocess_exec throws.
  Child(LoopCore &loop, std::vector<std::string> command, Redirects redirects, const std::string &cwd, Environment env);
  Child(const Child &) = delete;
  Child &operator=(const Child &) = delete;

  /// The loop closes: kills the process of `handle` and waits for its end.
  static void abandon(uv_process_t &handle) noexcept;

  int pid() const noexcept { return pid_; }
  const std::optional<int> &returncode() const noexcept { return returncode_; }
  const std::optional<ConnectionRef> &stream(int fd) const noexcept { return streams_[fd]; }
  EventAwaiter exited() noexcept { return exited_.wait(); }
  void send_signal(int signal) const;

private:
  friend Counted;
  ~Child();

  void spawn(LoopCore &loop, uv_process_options_t &options);
  void ended(int returncode) noexcept;

  std::optional<ConnectionRef> streams_[3]; // Our ends, by the number of the descriptor in the process.
  uv_process_t *handle_ = nullptr;          // Null when it has ended.
  int pid_ = 0;
  std::optional<int> returncode_;
  Event exited_;
};

} // namespace aio::detail
