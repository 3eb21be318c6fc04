// A recorded run: an append-only list of events, with the texts and source places they name.
//
// Positions: position n is the state after the first n events; event n leads to it.
#pragma once
#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <utility>

#include "runtime/trace/event_log.hpp"
#include "runtime/trace/interner.hpp"
#include "runtime/trace/sink.hpp"

namespace loopglass {

class Trace {
 public:
  EventNumber append(const Event& event) { return events_.append(event); }
  StringId add_string(std::string_view text);
  SiteId add_site(Site site);

  EventNumber size() const { return events_.size(); }
  /// Precondition: 1 <= n <= size().
  const Event& operator[](EventNumber n) const { return events_[n]; }
  /// Empty for an id that is not in the trace, as in a damaged one.
  std::string_view string(StringId id) const { return strings_[raw(id) < strings_.size() ? raw(id) : 0]; }
  const Site& site(SiteId id) const { return sites_[raw(id) < sites_.size() ? raw(id) : 0]; }
  std::size_t string_count() const { return strings_.size(); }
  std::size_t site_count() const { return sites_.size(); }

  /// A number that is the same for the same run on every machine: FNV-1a, 64 bits, over every field of
  /// every event in order and every text and place in the order of their ids.
  /// http://www.isthe.com/chongo/tech/comp/fnv/
  std::uint64_t hash() const;

 private:
  friend class Recorder;

  // Growing moves nothing: what was handed out stays good.
  EventLog events_;
  std::deque<std::string> strings_{std::string()};
  std::deque<Site> sites_{Site{}};
};

/// The sink that keeps everything.
class Recorder final : public Sink {
 public:
  EventNumber record(const Event& event) override { return trace_.append(event); }
  EventLog* log() override { return &trace_.events_; }
  StringId intern(std::string_view text) override;
  SiteId intern(const std::source_location& place) override;

  const Trace& trace() const { return trace_; }

 private:
  Trace trace_;
  Interner interner_;
};

/// 64-bit FNV-1a, fed piece by piece.
class Fnv1a {
 public:
  void add(std::uint64_t value) {
    for (int i = 0; i < 8; ++i) byte(static_cast<std::uint8_t>(value >> (8 * i)));
  }
  void add(std::string_view text) {
    for (char c : text) byte(static_cast<std::uint8_t>(c));
    byte(0);
  }
  std::uint64_t value() const { return hash_; }

 private:
  void byte(std::uint8_t b) { hash_ = (hash_ ^ b) * 0x100000001b3ull; }
  std::uint64_t hash_ = 0xcbf29ce484222325ull;
};

}  // namespace loopglass
