// What will happen outside at a known time: the reactor's view of the world on the virtual clock. Bytes
// arrive, a signal is raised.
//
// Invariant: what is planned for the same time happens in the order of planning.
#pragma once
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <utility>

#include "runtime/time.hpp"

namespace loopglass {

class Agenda {
 public:
  /// `happening` must stay good until `time`; it may plan more.
  void plan(Instant time, std::function<void()> happening) {
    plans_.emplace(std::pair(time, ++sequence_), std::move(happening));
  }
  bool empty() const { return plans_.empty(); }
  /// When the next thing happens; nothing if nothing is planned.
  std::optional<Instant> next() const {
    return plans_.empty() ? std::optional<Instant>() : plans_.begin()->first.first;
  }
  /// Lets all that is planned up to `now` happen.
  void happen(Instant now) {
    while (!plans_.empty() && plans_.begin()->first.first <= now) {
      const auto happening = std::move(plans_.begin()->second);
      plans_.erase(plans_.begin());
      happening();
    }
  }

 private:
  std::map<std::pair<Instant, std::uint64_t>, std::function<void()>> plans_;
  std::uint64_t sequence_ = 0;
};

}  // namespace loopglass
