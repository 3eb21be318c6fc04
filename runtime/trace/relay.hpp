// The sink of a run that another thread watches: the loop puts its events in, the watcher takes them out.
// There are no locks, so watching never holds the loop up, and a loop that is blocked never holds the watcher
// up.
#pragma once
#include <atomic>
#include <variant>

#include "runtime/trace/spsc_queue.hpp"
#include "runtime/trace/trace.hpp"

namespace loopglass {

class Relay final : public Sink {
 public:
  // On the loop's thread.

  EventNumber record(const Event& event) override {
    events_.push(event);
    const EventNumber number = recorded_.load(std::memory_order_relaxed) + 1;
    recorded_.store(number, std::memory_order_relaxed);
    return number;
  }
  StringId intern(std::string_view text) override;
  SiteId intern(const std::source_location& place) override;

  /// How many events were recorded so far. On any thread.
  EventNumber recorded() const { return recorded_.load(std::memory_order_relaxed); }

  /// Appends the next events, `most` at most, to the watcher's trace, with all that they name; how many.
  /// `into` is the same trace every time, and was empty the first time.
  std::size_t take(Trace& into, std::size_t most);

 private:
  using Named = std::variant<std::string, Site>;

  SpscQueue<Event, 8192> events_;
  SpscQueue<Named, 64> named_;  // in the order of their ids; before the events that name them
  Interner interner_;
  std::uint32_t last_string_ = 0;
  std::uint32_t last_site_ = 0;
  std::atomic<EventNumber> recorded_{0};
};

}  // namespace loopglass
