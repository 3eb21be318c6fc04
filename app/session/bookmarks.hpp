// Bookmarks: moments of a run that a person wants to find again, each with a note.
//
// Invariant: they are in the order of their moments, and a moment has one at most.
#pragma once
#include <string>
#include <vector>

#include "app/session/recipe.hpp"
#include "runtime/trace/trace.hpp"

namespace loopglass {

/// A moment: after event `at`, and at `time`, which may be later than the event's.
struct Bookmark {
  EventNumber at = 0;
  Instant time{};
  std::string note;

  bool is_at(EventNumber n, Instant t) const { return at == n && time == t; }
  bool operator==(const Bookmark&) const = default;
};

class Bookmarks {
 public:
  /// Sets one there, unless there is one; returns its place in the list.
  std::size_t set(EventNumber at, Instant time);
  void remove(std::size_t i) { all_.erase(all_.begin() + static_cast<std::ptrdiff_t>(i)); }
  void write(std::size_t i, std::string note) { all_[i].note = std::move(note); }
  /// Its place in the list; the number of all if there is none at this moment.
  std::size_t find(EventNumber at, Instant time) const;

  const std::vector<Bookmark>& all() const { return all_; }
  bool operator==(const Bookmarks&) const = default;

 private:
  std::vector<Bookmark> all_;
};

/// Where it is in its run: the event if nothing has passed since, else the time.
Position position_of(const Bookmark& bookmark, const Trace& trace);

}  // namespace loopglass
