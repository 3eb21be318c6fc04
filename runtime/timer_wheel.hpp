// Timers that are not next, roughly in order: setting and removing one costs the same however many there are.
//
// Time is cut into ticks of some 17 milliseconds. The wheel stands at one of them, and keeps the timers of
// later ones in levels of 64 rings each: a ring of level 0 holds one tick, one of level 1 holds 64, and so
// on. A timer is on the level of the highest digit, to the base 64, in which its tick differs from the
// wheel's.
//
// Invariants:
// 1. Where a timer is follows from its deadline and from the tick of the wheel alone. So timers of the same
//    deadline are in the same ring, in order of insertion.
// 2. Whatever is on a lower level is due before whatever is on a higher one.
#pragma once
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <utility>

#include "runtime/timer.hpp"

namespace loopglass {

class TimerWheel {
 public:
  using Tick = std::uint64_t;

  static Tick tick_of(Instant t) {
    const auto ns = t.time_since_epoch().count();
    return ns < 0 ? 0 : static_cast<Tick>(ns) >> tick_bits;
  }

  bool empty() const { return occupied_ == 0; }
  /// The timer of this id; null if there is none. Looks at every timer.
  Timer* find(TimerId id) const;
  /// Whether a timer of this deadline belongs here: its tick is later than that of the wheel.
  bool takes(Instant deadline) const { return tick_of(deadline) > now_; }
  /// Precondition: takes(timer.deadline()).
  void insert(Timer& timer);
  /// Precondition: the timer is in this wheel.
  void remove(Timer& timer);

  /// When the first ring begins: no timer of the wheel is due earlier. Precondition: !empty().
  Tick next_tick() const {
    const Place place = first();
    return begin_of(place);
  }
  /// Goes on to the first ring, and gives the timers that the wheel does not take any more to `out`, in order
  /// of insertion. There may be none: then they were spread over lower levels. Precondition: !empty().
  template <class Out>
  void turn(Out out) {
    const Place place = first();
    now_ = begin_of(place);
    Timer* timer = take_ring(place);
    Timer* const last = timer->previous_;
    for (bool more = true; more;) {
      Timer* const next = timer->next_;
      more = timer != last;
      if (takes(timer->deadline_)) {
        insert(*timer);
      } else {
        out(*timer);
      }
      timer = next;
    }
  }

 private:
  // Ticks of 2^24 ns. Shorter ones would move each timer more often, longer ones leave the heap more to sort.
  static constexpr unsigned tick_bits = 24;
  static constexpr unsigned digit_bits = 6;
  static constexpr std::size_t rings = std::size_t{1} << digit_bits;
  static constexpr std::size_t levels = (63 - tick_bits + digit_bits - 1) / digit_bits;

  struct Place {
    std::size_t level;
    std::size_t ring;
  };

  Place place_of(Instant deadline) const {
    const Tick tick = tick_of(deadline);
    const auto level = (static_cast<std::size_t>(std::bit_width(tick ^ now_)) - 1) / digit_bits;
    return {level, (tick >> (level * digit_bits)) % rings};
  }
  Place first() const {
    const auto level = static_cast<std::size_t>(std::countr_zero(occupied_));
    return {level, static_cast<std::size_t>(std::countr_zero(rings_used_[level]))};
  }
  /// The first tick of a ring: the wheel's own above its level, and zeros below.
  Tick begin_of(const Place& place) const {
    const auto shift = place.level * digit_bits;
    const Tick above = now_ >> shift >> digit_bits << digit_bits;
    return (above | place.ring) << shift;
  }
  Timer* take_ring(const Place& place);

  std::array<std::array<Timer*, rings>, levels> first_{};  // of each ring; null where it is empty
  std::array<std::uint64_t, levels> rings_used_{};         // a bit for each ring that is not empty
  std::uint64_t occupied_ = 0;                             // a bit for each level that is not empty
  Tick now_ = 0;
};

}  // namespace loopglass
