// The executor's pen: stamps events with the time and hands them to the sink, if one is attached.
//
// Use: `if (tracer.on()) tracer.emit({...});` so that an unwatched run pays one branch that is not taken.
//
// The time of an event is the clock's now(): that of the last reading. The clock is read when a turn begins,
// when a poll ends, when a task prints, when it has worked or blocked, and when it asks for the time or
// begins a sleep. So polls begin and end on time; what happens within one may carry the time of its
// beginning.
#pragma once
#include "runtime/clock.hpp"
#include "runtime/trace/event_log.hpp"
#include "runtime/trace/function_name.hpp"
#include "runtime/trace/sink.hpp"
#include "runtime/trace/site_cache.hpp"

namespace loopglass {

class Tracer {
 public:
  /// Borrows both; the sink may be null.
  Tracer(Sink* sink, Clock& clock) : sink_(sink), log_(sink ? sink->log() : nullptr), clock_(&clock) {}

  bool on() const { return sink_ != nullptr; }

  /// Preconditions of all below: on().
  EventNumber emit(Event event) {
    event.time_ns = clock_->now().time_since_epoch().count();
    if (log_) [[likely]]
      return log_->append(event);
    const Event copy = event;  // so that the one above can go from registers into the log
    return sink_->record(copy);
  }
  SiteId site(const std::source_location& place) { return known(place).id; }
  /// The bare name of the function that the place is in.
  StringId function(const std::source_location& place) {
    SiteCache::Entry& entry = known(place);
    if (entry.function_name == StringId::none) entry.function_name = string(function_name(entry.function));
    return entry.function_name;
  }
  StringId string(std::string_view text) { return sink_->intern(text); }

  /// Gives `id` the next number of its kind if it has none yet.
  void assign(FutureId& id) { assign(id, futures_); }
  void assign(TimerId& id) { assign(id, timers_); }
  void assign(TokenId& id) { assign(id, tokens_); }
  void assign(ResourceId& id) { assign(id, resources_); }
  void assign(JobId& id) { assign(id, jobs_); }
  void assign(SourceId& id) { assign(id, sources_); }

 private:
  template <class Id>
  static void assign(Id& id, std::uint32_t& last) {
    if (id == Id::none) id = static_cast<Id>(++last);
  }

  SiteCache::Entry& known(const std::source_location& place) {
    SiteCache::Entry& entry = sites_.at(place);
    if (!entry.is(place)) [[unlikely]] {
      entry = {place.file_name(), place.function_name(), place.line(), place.column(), sink_->intern(place)};
    }
    return entry;
  }

  Sink* sink_;
  EventLog* log_;  // the sink's own, where that is all there is to tell it
  Clock* clock_;
  SiteCache sites_;
  std::uint32_t futures_ = 0;
  std::uint32_t timers_ = 0;
  std::uint32_t tokens_ = 0;
  std::uint32_t resources_ = 0;
  std::uint32_t jobs_ = 0;
  std::uint32_t sources_ = 0;
};

}  // namespace loopglass
