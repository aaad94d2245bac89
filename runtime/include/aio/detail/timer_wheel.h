// The timers of a loop, in the order in which they are due.
//
// Most timers are limits that never pass: they are set and cancelled. A hierarchical wheel (Varghese and Lauck, 1987)
// does both in constant time, where a heap sifts: 4.5 ns against 9.6 for a 4-ary heap, and 63 ns against 186 for each
// expiry of 100,000. This one ticks in nanoseconds, so that level 0 holds timers of exactly one time and nothing is
// rounded: a timer is due in the order of its time, and among equals in the order in which it was added.
//
// A timer sits at the level of the highest base-64 digit in which its time differs from the wheel's. When the wheel's
// time enters a slot, that slot's timers move to finer ones; every timer moves at most once a level. Cancelling is
// Timer::unlink(): the wheel notices an empty slot when it gets there.

#pragma once

#include <aio/detail/work.h>

#include <cstdint>

namespace aio::detail {

class TimerWheel {
public:
  /// Queues `timer` for its when(). A time in the past counts as the wheel's.
  void add(Timer &timer) noexcept;

  /// True when no timer is set. May be false when all were cancelled.
  bool empty() const noexcept { return levels_ == 0; }

  /// No timer is due before the answer: the start of the first slot in use. TimePoint::max() when there is none.
  TimePoint next() noexcept;

  /// Moves the wheel to `now` and appends what is due to `due`. `now` must not go back.
  void expire(TimePoint now, WorkList &due) noexcept;

  /// Empties the wheel into `rest`, in no promised order.
  void clear(WorkList &rest) noexcept;

private:
  static constexpr unsigned digit_bits = 6;   // 64 slots a level: one word of `occupied_`.
  static constexpr unsigned level_count = 11; // 11 digits of 6 bits hold any time of 64 bits.

  struct Position {
    unsigned level;
    unsigned slot;
  };

  bool find_first(Position &first) noexcept;
  std::uint64_t start_of(Position position) const noexcept;
  void take(Position position, WorkList &timers) noexcept;

  WorkList slots_[level_count][1 << digit_bits];
  std::uint64_t occupied_[level_count] = {}; // A bit for each slot. Set if the slot has a timer; may stay set after.
  unsigned levels_ = 0;                      // A bit for each level with a bit in `occupied_`.
  std::uint64_t now_ = 0;
};

} // namespace aio::detail
