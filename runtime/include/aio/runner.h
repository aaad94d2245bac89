// Several coroutines, one after the other, in one event loop.
//
//     aio::Runner runner;
//     runner.get_loop().set_debug(true);
//     const Config config = runner.run(load_config());
//     runner.run(serve(config)); // tasks and connections of the first are still there

#pragma once

#include <aio/event_loop.h>

namespace aio {

namespace detail {

/// Cancels a task at Ctrl-C.
class Interrupts {
public:
  /// `main` must not go before this does, unless the loop does not run any more.
  Interrupts(LoopCore &loop, TaskBase &main);
  Interrupts(const Interrupts &) = delete;
  Interrupts &operator=(const Interrupts &) = delete;
  ~Interrupts();

  bool came() const noexcept { return came_; }

private:
  LoopCore &loop_;
  Ref<CallbackBase> handler_; // Null if Ctrl-C is not ours to handle.
  bool came_ = false;
};

} // namespace detail

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
  ///
  /// In the program's first thread, and unless the program handles or ignores SIGINT itself, the first Ctrl-C cancels
  /// `main`; if that ends cancelled, throws KeyboardInterrupt. A second one ends the process as if there were no
  /// handler: so a loop that hangs can be stopped, too. A handler that `main` adds for SIGINT takes the place of this.
  template <class T> T run(Coroutine<T> main, std::source_location where = std::source_location::current()) {
    check("Runner::run", where);
    Task<T> task = detail::start(detail::Access::core(loop_), std::move(main));
    const detail::Interrupts interrupts(detail::Access::core(loop_), detail::as_task(task));
    try {
      return loop_.run_until_complete(std::move(task));
    } catch (const CancelledError &) {
      if (!interrupts.came())
        throw;
    }
    throw KeyboardInterrupt();
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
