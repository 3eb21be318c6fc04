// The executor's pen: stamps events with the time and hands them to the sink, if one is attached.
//
// Use: `if (tracer.on()) tracer.emit({...});` so that an unwatched run pays one branch that is not taken.
#pragma once
#include "runtime/clock.hpp"
#include "runtime/trace/sink.hpp"

namespace loopglass {

class Tracer {
 public:
  /// Borrows both; the sink may be null.
  Tracer(Sink* sink, Clock& clock) : sink_(sink), clock_(&clock) {}

  bool on() const { return sink_ != nullptr; }

  /// Preconditions of all below: on().
  EventNumber emit(Event event) {
    event.time_ns = clock_->read().time_since_epoch().count();
    return sink_->record(event);
  }
  SiteId site(const std::source_location& place) { return sink_->intern(place); }
  StringId string(std::string_view text) { return sink_->intern(text); }

  /// Gives `id` the next number of its kind if it has none yet.
  void assign(FutureId& id) { assign(id, futures_); }
  void assign(TimerId& id) { assign(id, timers_); }
  void assign(TokenId& id) { assign(id, tokens_); }
  void assign(ResourceId& id) { assign(id, resources_); }
  void assign(SourceId& id) { assign(id, sources_); }

 private:
  template <class Id>
  static void assign(Id& id, std::uint32_t& last) {
    if (id == Id::none) id = static_cast<Id>(++last);
  }

  Sink* sink_;
  Clock* clock_;
  std::uint32_t futures_ = 0;
  std::uint32_t timers_ = 0;
  std::uint32_t tokens_ = 0;
  std::uint32_t resources_ = 0;
  std::uint32_t sources_ = 0;
};

}  // namespace loopglass
