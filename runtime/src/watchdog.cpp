#include "watchdog.h"

#include <aio/exception_context.h>

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
  return describe({"the loop hangs for " + std::to_string(milliseconds) + " ms in " + what + place, nullptr, {}, {}});
}

void Watchdog::look() {
  SystemClock clock;
  std::unique_lock lock(mutex_);
  while (!changed_.wait_for(lock, limit_ / 2, [&] { return closing_; })) {
    lock.unlock();
    if (const std::string report = check(clock.now()); !report.empty())
      std::fprintf(stderr, "aio: %s\n", report.c_str());
    lock.lock();
  }
}

} // namespace aio::detail
