// The entry point of a program.
//
//     int main() { return aio::run(serve()); }

#pragma once

#include <aio/event_loop.h>

namespace aio {

namespace detail {

/// Cancels the pending tasks of a loop, runs it until they are done, and reports those that failed.
class Shutdown {
public:
  explicit Shutdown(EventLoop &loop) noexcept : loop_(loop) {}
  Shutdown(const Shutdown &) = delete;
  Shutdown &operator=(const Shutdown &) = delete;
  ~Shutdown();

private:
  EventLoop &loop_;
};

template <class T> T run_main(EventLoop &loop, Coroutine<T> main) {
  const Shutdown shutdown(loop);
  return loop.run_until_complete(std::move(main));
}

} // namespace detail

/// Runs `main` in an event loop of its own and returns its result. Then the tasks that are left are cancelled and
/// waited for; one that fails meanwhile is reported on stderr. Throws what `main` throws, and RuntimeError if a loop
/// runs in this thread: co_await instead.
template <class T> T run(Coroutine<T> main) {
  detail::check_no_running_loop("run");
  EventLoop loop;
  return detail::run_main(loop, std::move(main));
}

/// The same on a clock of your own.
template <class T> T run(Coroutine<T> main, Clock &clock) {
  detail::check_no_running_loop("run");
  EventLoop loop(clock);
  return detail::run_main(loop, std::move(main));
}

} // namespace aio
