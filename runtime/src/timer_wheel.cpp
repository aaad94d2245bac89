#include <aio/detail/timer_wheel.h>

#include <algorithm>
#include <bit>

namespace aio::detail {

static std::uint64_t to_ticks(TimePoint time) noexcept {
  return static_cast<std::uint64_t>(std::max<Duration::rep>(time.time_since_epoch().count(), 0));
}

void TimerWheel::add(Timer &timer) noexcept {
  const std::uint64_t when = std::max(to_ticks(timer.when()), now_);
  const std::uint64_t differing = when ^ now_;
  const unsigned level = differing == 0 ? 0 : (static_cast<unsigned>(std::bit_width(differing)) - 1) / digit_bits;
  const unsigned slot = (when >> level * digit_bits) & ((1 << digit_bits) - 1);
  slots_[level][slot].push_back(timer);
  occupied_[level] |= std::uint64_t{1} << slot;
  levels_ |= 1u << level;
}

// All timers of a level share the digits above it with the wheel's time, and those of the next level differ there: so
// the first slot of the lowest level is the earliest.
bool TimerWheel::find_first(Position &first) noexcept {
  while (levels_ != 0) {
    const unsigned level = static_cast<unsigned>(std::countr_zero(levels_));
    while (occupied_[level] != 0) {
      const unsigned slot = static_cast<unsigned>(std::countr_zero(occupied_[level]));
      if (!slots_[level][slot].empty()) {
        first = {level, slot};
        return true;
      }
      occupied_[level] &= occupied_[level] - 1;
    }
    levels_ &= levels_ - 1;
  }
  return false;
}

std::uint64_t TimerWheel::start_of(Position position) const noexcept {
  const unsigned shift = position.level * digit_bits;
  const std::uint64_t above = shift + digit_bits < 64 ? now_ >> (shift + digit_bits) << (shift + digit_bits) : 0;
  return above | std::uint64_t{position.slot} << shift;
}

void TimerWheel::take(Position position, WorkList &timers) noexcept {
  timers.take_all(slots_[position.level][position.slot]);
  occupied_[position.level] &= ~(std::uint64_t{1} << position.slot);
}

TimePoint TimerWheel::next() noexcept {
  Position first;
  return find_first(first) ? TimePoint(Duration(static_cast<Duration::rep>(start_of(first)))) : TimePoint::max();
}

void TimerWheel::expire(TimePoint now, WorkList &due) noexcept {
  const std::uint64_t target = std::max(to_ticks(now), now_);
  for (Position first; find_first(first);) {
    const std::uint64_t start = start_of(first);
    if (start > target)
      break;
    now_ = std::max(now_, start);
    if (first.level == 0) {
      take(first, due);
      continue;
    }
    WorkList timers;
    take(first, timers);
    while (!timers.empty())
      add(static_cast<Timer &>(timers.pop_front()));
  }
  now_ = target;
}

void TimerWheel::clear(WorkList &rest) noexcept {
  for (Position first; find_first(first);)
    take(first, rest);
}

} // namespace aio::detail
