#include "runtime/clock.hpp"

#include <thread>

namespace loopglass {

void VirtualClock::advance(Duration d) {
  // A run that adds up more than 292 years stays at the end of time instead of wrapping round.
  if (d > Duration::zero()) now_ = d > Instant::max() - now_ ? Instant::max() : now_ + d;
}

RealClock::RealClock() : start_(std::chrono::steady_clock::now()) {}

Instant RealClock::read() {
  now_ = Instant(std::chrono::duration_cast<Duration>(std::chrono::steady_clock::now() - start_));
  return now_;
}

void RealClock::work(Duration d) {
  const Instant end = read() + d;
  while (read() < end) {
  }
}

void RealClock::block(Duration d) {
  std::this_thread::sleep_for(d);
  read();
}

}  // namespace loopglass
