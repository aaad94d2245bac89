// What the session's one thread does next: messages, results of checks, and what falls due.
//
// Everything of the session happens on this thread, one thing after the other, so none of it needs a lock.
#pragma once

#include <chrono>
#include <condition_variable>
#include <deque>
#include <functional>
#include <map>
#include <mutex>
#include <string>

namespace corolint {

class EventQueue {
public:
  using Clock = std::chrono::steady_clock;

  /// For any thread.
  void post(std::function<void()> event);

  /// Does `event` at `due`, in place of an earlier one of the same name. For the session's thread, as what follows.
  void schedule(const std::string &name, Clock::time_point due, std::function<void()> event);
  void cancel(const std::string &name);

  /// Does what comes until stop() is called.
  void run();
  void stop() { stopped = true; }

private:
  struct Timer {
    Clock::time_point due;
    std::function<void()> event;
  };

  std::function<void()> next();
  std::map<std::string, Timer>::iterator earliest();

  std::mutex mutex;
  std::condition_variable changed;
  std::deque<std::function<void()>> events;
  std::map<std::string, Timer> timers; // of the session's thread
  bool stopped = false;
};

} // namespace corolint
