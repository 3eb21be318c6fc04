// The ids of the places that were named last, so that an event seldom has to ask the sink for one.
//
// A place that falls on another's entry takes it over: nothing but time is lost, as the sink keeps the ids.
#pragma once
#include <array>
#include <cstdint>
#include <source_location>

#include "runtime/trace/event.hpp"

namespace loopglass {

class SiteCache {
 public:
  struct Entry {
    const char* file = nullptr;
    const char* function = nullptr;
    std::uint32_t line = 0;
    std::uint32_t column = 0;
    SiteId id{};
    StringId function_name{};  // none until somebody asks

    bool is(const std::source_location& place) const {
      return line == place.line() && column == place.column() && file == place.file_name() &&
             function == place.function_name();
    }
  };

  /// The entry of a place. It is the place's own if `is` says so; otherwise it is there to be replaced.
  Entry& at(const std::source_location& place) {
    return entries_[(place.line() * 8 + place.column()) % entries_.size()];
  }

 private:
  std::array<Entry, 128> entries_;
};

}  // namespace loopglass
