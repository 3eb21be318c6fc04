// The ids of texts and places: the same text or place has the same id all through a run.
#pragma once
#include <cstdint>
#include <functional>
#include <source_location>
#include <string>
#include <string_view>
#include <unordered_map>

#include "runtime/trace/event.hpp"
#include "runtime/trace/function_name.hpp"

namespace loopglass {

/// A line of source text. `file` is relative to the project's root; `function` is the bare name.
struct Site {
  std::string file;
  std::uint32_t line = 0;
  std::string function;
};

class Interner {
 public:
  /// The text's id. Of one that is new `add()` says which.
  template <class Add>
  StringId id(std::string_view text, Add add) {
    const auto known = strings_.find(text);
    if (known != strings_.end()) return known->second;
    return strings_.emplace(text, add()).first->second;
  }
  /// The same of a place, by `add(Site)`.
  template <class Add>
  SiteId id(const std::source_location& place, Add add) {
    const Place key{place.file_name(), place.line(), place.column(), place.function_name()};
    auto [it, added] = places_.try_emplace(key);
    if (added) it->second = add(Site{key.file, key.line, std::string(function_name(key.function))});
    return it->second;
  }

 private:
  // Looked up by address because that is fast; ids are given in order of first use, so no address
  // reaches the trace.
  struct Place {
    const char* file;
    std::uint32_t line;
    std::uint32_t column;
    const char* function;
    bool operator==(const Place&) const = default;
  };
  struct PlaceHash {
    std::size_t operator()(const Place& p) const {
      return std::hash<const void*>()(p.file) ^ (std::size_t{p.line} * 0x9e3779b97f4a7c15ull) ^
             (std::size_t{p.column} << 20);
    }
  };
  struct TextHash : std::hash<std::string_view> {
    using is_transparent = void;
  };

  std::unordered_map<std::string, StringId, TextHash, std::equal_to<>> strings_;
  std::unordered_map<Place, SiteId, PlaceHash> places_;
};

}  // namespace loopglass
