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
  /// Whom a happening reaches, so that it can be delayed; a number of the planner's own.
  using Whom = std::uint32_t;
  static constexpr Whom nobody = 0;

  /// `happening` must stay good until `time`; it may plan more.
  void plan(Instant time, std::function<void()> happening, Whom whom = nobody) {
    plans_.emplace(std::pair(time, ++sequence_), Plan{std::move(happening), whom});
  }
  bool empty() const { return plans_.empty(); }
  bool has_plans_for(Whom whom) const;
  /// All that reaches them happens so much later.
  void delay(Whom whom, Duration by);
  /// When the next thing happens; nothing if nothing is planned.
  std::optional<Instant> next() const {
    return plans_.empty() ? std::optional<Instant>() : plans_.begin()->first.first;
  }
  /// Lets all that is planned up to `now` happen.
  void happen(Instant now) {
    while (!plans_.empty() && plans_.begin()->first.first <= now) {
      const auto happening = std::move(plans_.begin()->second.happening);
      plans_.erase(plans_.begin());
      happening();
    }
  }

 private:
  struct Plan {
    std::function<void()> happening;
    Whom whom = nobody;
  };
  std::map<std::pair<Instant, std::uint64_t>, Plan> plans_;
  std::uint64_t sequence_ = 0;
};

}  // namespace loopglass
