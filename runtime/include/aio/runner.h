// Several coroutines, one after the other, in one event loop.
//
//     aio::Runner runner;
//     runner.get_loop().set_debug(true);
//     const Config config = runner.run(load_config());
//     runner.run(serve(config)); // tasks and connections of the first are still there

#pragma once

#include <aio/event_loop.h>

namespace aio {

/// Owns an event loop. Belongs to one thread.
class Runner {
public:
  Runner() = default;

  /// With a clock that must outlive the runner.
  explicit Runner(Clock &clock) : loop_(clock) {}

  Runner(const Runner &) = delete;
  Runner &operator=(const Runner &) = delete;
  ~Runner() { close(); }

  /// Runs `main` as a task and returns its result; tasks that it leaves stay where they are. Throws what `main` throws;
  /// RuntimeError if a loop runs in this thread, or after close().
  template <class T> T run(Coroutine<T> main, std::source_location where = std::source_location::current()) {
    check("Runner::run", where);
    return loop_.run_until_complete(std::move(main));
  }

  [[nodiscard]] EventLoop &get_loop() noexcept { return loop_; }

  /// Cancels the tasks that are left and waits for them; one that fails meanwhile is reported to the loop's exception
  /// handler. Does nothing a second time.
  void close() noexcept;

private:
  void check(const char *operation, const std::source_location &where) const;

  EventLoop loop_;
  bool closed_ = false;
};

} // namespace aio
