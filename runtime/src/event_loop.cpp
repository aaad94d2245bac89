#include <aio/event_loop.h>

#include "debug_records.h"
#include "signals.h"

#include <aio/errors.h>

#include <string>
#include <utility>

namespace aio {

namespace {

/// Makes a loop the running one of this thread.
class Running {
public:
  Running(detail::LoopCore &core, bool &running) noexcept : core_(core), running_(running) {
    core_.enter();
    running_ = true;
  }
  Running(const Running &) = delete;
  Running &operator=(const Running &) = delete;
  ~Running() {
    core_.leave();
    running_ = false;
  }

private:
  detail::LoopCore &core_;
  bool &running_;
};

} // namespace

EventLoop::EventLoop() : EventLoop(system_clock_) { core_.set_watched(); }

EventLoop::EventLoop(Clock &clock) : core_(*this, clock) {
  if (detail::debug_is_wanted())
    core_.set_debug(true);
}

Duration EventLoop::slow_callback_duration() { return core_.records().slow_callback_duration; }

void EventLoop::set_slow_callback_duration(Delay limit) {
  detail::DebugRecords &records = core_.records();
  records.slow_callback_duration = limit.length();
  if (records.watchdog)
    records.watchdog->set_limit(records.hang_duration());
}

void EventLoop::run_forever(std::source_location where) {
  detail::check_no_running_loop("run_forever", where);
  const Running running(core_, running_);
  do
    core_.turn(!stopping_);
  while (!stopping_);
  stopping_ = false;
}

void EventLoop::run_until_idle(std::source_location where) {
  detail::check_no_running_loop("run_until_idle", where);
  const Running running(core_, running_);
  do
    core_.turn(false);
  while (core_.has_ready());
}

void EventLoop::run_until_done(const detail::FutureBase &future) {
  const Running running(core_, running_);
  while (!future.done()) {
    core_.turn(!stopping_);
    if (std::exchange(stopping_, false) && !future.done())
      throw RuntimeError("run_until_complete: the event loop was stopped before the future was done");
  }
}

void EventLoop::set_signal_handler(int signal, detail::Ref<detail::CallbackBase> callback) {
  core_.check_thread("add_signal_handler");
  core_.signals().set(signal, std::move(callback), detail::Signals::Times::all);
}

bool EventLoop::remove_signal_handler(int signal) {
  core_.check_thread("remove_signal_handler");
  return core_.signals().remove(signal);
}

EventLoop &get_running_loop() { return detail::running_core("get_running_loop").face(); }

void detail::record_future(FutureBase &future, const std::source_location &where) {
  future.loop()->debug()->created(future, where);
  future.set_recorded();
}

void detail::check_no_running_loop(const char *operation, const std::source_location &where) {
  if (context.loop)
    throw RuntimeError(std::string(operation) +
                       ": an event loop is running in this thread; use co_await instead; called at " + place_of(where));
}

} // namespace aio
