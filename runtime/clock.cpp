#include "runtime/clock.hpp"

#include <algorithm>
#include <thread>

namespace loopglass {

void VirtualClock::advance(Duration d) {
  // A run that adds up more than 292 years stays at the end of time instead of wrapping round.
  if (d > Duration::zero()) advance_to(d > Instant::max() - now_ ? Instant::max() : now_ + d);
}

void VirtualClock::advance_to(Instant t) {
  for (auto at = next(); at && *at <= t; at = next()) advance_to_next();
  now_ = std::max(now_, t);
}

bool VirtualClock::advance_to_next() {
  now_ = std::max(now_, *next());
  return meanwhile_->happen();
}

RealClock::RealClock() : start_(std::chrono::steady_clock::now()) {}

Instant RealClock::read() {
  now_ = elapsed();
  return now_;
}

Instant RealClock::elapsed() const {
  return Instant(std::chrono::duration_cast<Duration>(std::chrono::steady_clock::now() - start_));
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
