#include "watchdog.h"

#include <aio/exception_context.h>

#include <algorithm>
#include <utility>

namespace aio::detail {

Watchdog::~Watchdog() {
  {
    const std::lock_guard lock(mutex_);
    closing_ = true;
  }
  changed_.notify_all();
  if (thread_.joinable())
    thread_.join();
}

void Watchdog::watch() {
  if (!thread_.joinable())
    thread_ = std::thread([this] { look(); });
}

void Watchdog::set_limit(Duration limit) {
  const std::lock_guard lock(mutex_);
  limit_ = limit;
}

void Watchdog::begin(std::string what, std::source_location where, TimePoint now) {
  const std::lock_guard lock(mutex_);
  what_ = std::move(what);
  where_ = where;
  since_ = now;
}

void Watchdog::end() {
  const std::lock_guard lock(mutex_);
  what_.clear();
}

std::string Watchdog::check(TimePoint now) {
  const std::lock_guard lock(mutex_);
  if (what_.empty() || now - since_ < limit_)
    return {};
  const auto milliseconds = std::chrono::duration_cast<std::chrono::milliseconds>(now - since_).count();
  const std::string what = std::exchange(what_, {});
  const std::string place = where_.line() == 0 ? std::string() : " from " + place_of(where_);
  return "the loop hangs for " + std::to_string(milliseconds) + " ms in " + what + place;
}

// Also where every callback counts as slow.
constexpr Duration shortest_pause = std::chrono::milliseconds(10);

void Watchdog::look() {
  SystemClock clock;
  std::unique_lock lock(mutex_);
  while (!changed_.wait_for(lock, std::max(limit_ / 2, shortest_pause), [&] { return closing_; })) {
    lock.unlock();
    if (const std::string report = check(clock.now()); !report.empty())
      print_exception({report, nullptr, {}, {}});
    lock.lock();
  }
}

} // namespace aio::detail
