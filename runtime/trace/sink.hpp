// Where events go. The runtime knows only this interface; with no sink attached an event costs one branch.
#pragma once
#include <source_location>
#include <string_view>

#include "runtime/trace/event.hpp"

namespace loopglass {

class EventLog;

class Sink {
 public:
  virtual ~Sink() = default;
  /// Takes the next event and returns its number, counted from 1.
  virtual EventNumber record(const Event& event) = 0;
  /// Where events may be appended without `record`, by a sink that does nothing else with them; else null.
  virtual EventLog* log() { return nullptr; }
  /// The id of a text or a place; the same text or place has the same id all through a run.
  virtual StringId intern(std::string_view text) = 0;
  virtual SiteId intern(const std::source_location& place) = 0;
};

}  // namespace loopglass
