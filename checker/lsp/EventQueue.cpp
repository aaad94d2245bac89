#include "EventQueue.h"

#include <algorithm>

namespace corolint {

void EventQueue::post(std::function<void()> event) {
  {
    const std::lock_guard lock(mutex);
    events.push_back(std::move(event));
  }
  changed.notify_one();
}

void EventQueue::schedule(const std::string &name, Clock::time_point due, std::function<void()> event) {
  timers.insert_or_assign(name, Timer{due, std::move(event)});
}

void EventQueue::cancel(const std::string &name) { timers.erase(name); }

std::map<std::string, EventQueue::Timer>::iterator EventQueue::earliest() {
  return std::min_element(timers.begin(), timers.end(),
                          [](const auto &a, const auto &b) { return a.second.due < b.second.due; });
}

/// Messages come before what is due: a newer text makes the check of the older one needless.
std::function<void()> EventQueue::next() {
  std::unique_lock lock(mutex);
  const auto timer = earliest();
  const auto hasEvent = [this] { return !events.empty(); };
  if (timer == timers.end())
    changed.wait(lock, hasEvent);
  else if (!changed.wait_until(lock, timer->second.due, hasEvent))
    return std::move(timers.extract(timer).mapped().event);
  std::function<void()> event = std::move(events.front());
  events.pop_front();
  return event;
}

void EventQueue::run() {
  while (!stopped)
    next()();
}

} // namespace corolint
