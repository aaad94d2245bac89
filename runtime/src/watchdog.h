// Tells from another thread that the loop hangs, while it hangs.
//
// A callback that never returns would otherwise never be reported.

#pragma once

#include <aio/clock.h>

#include <condition_variable>
#include <mutex>
#include <source_location>
#include <string>
#include <thread>

namespace aio::detail {

/// set_limit(), begin() and end() are the loop's to call, check() anybody's.
class Watchdog {
public:
  /// Does not look by itself until watch().
  explicit Watchdog(Duration limit) noexcept : limit_(limit) {}
  Watchdog(const Watchdog &) = delete;
  Watchdog &operator=(const Watchdog &) = delete;
  ~Watchdog();

  /// Starts a thread that looks twice in the time of the limit.
  void watch();

  /// What hangs for less is not reported. Counts from the next look on.
  void set_limit(Duration limit);

  /// `what` begins to run.
  void begin(std::string what, std::source_location where, TimePoint now);
  void end();

  /// The report that is due at `now`, once for each thing that hangs; empty if none is.
  std::string check(TimePoint now);

private:
  void look();

  std::mutex mutex_; // Guards what follows.
  std::condition_variable changed_;
  Duration limit_;
  std::string what_; // Empty when nothing runs, and when it was reported.
  std::source_location where_;
  TimePoint since_{};
  bool closing_ = false;
  std::thread thread_;
};

} // namespace aio::detail
