// The signals that a loop handles: a callback for each number.
//
// libuv hands a signal to every loop that watches it, and gives the number its default effect back when none does.

#pragma once

#include <aio/detail/callback.h>
#include <aio/detail/loop_core.h>
#include <uv.h>

#include <map>

namespace aio::detail {

/// Belongs to the loop's thread.
class Signals {
public:
  enum class Times {
    all,
    once, // The signal has its default effect again from the moment in which it comes.
  };

  explicit Signals(LoopCore &loop) noexcept : loop_(loop) {}
  Signals(const Signals &) = delete;
  Signals &operator=(const Signals &) = delete;
  ~Signals();

  /// Schedules `callback` whenever the signal comes, in place of what was set before; once for several that come
  /// before it runs. Throws std::system_error.
  void set(int number, Ref<CallbackBase> callback, Times times);

  /// False if there is none.
  bool remove(int number);

  /// Null if there is none.
  const CallbackBase *handler(int number) const;

private:
  struct Watch {
    LoopCore &loop;
    Ref<CallbackBase> callback;
    uv_signal_t handle;
  };

  static void close(Watch *watch) noexcept;

  LoopCore &loop_;
  std::map<int, Watch *> watches_; // Each belongs to libuv from close() on.
};

} // namespace aio::detail
