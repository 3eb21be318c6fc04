// A kind of warning: words that teach, and a check that looks at a run event by event. Each kind has a file
// of its own in this folder; app/model/warnings/kinds.cpp lists them.
//
// Invariant: a check draws on the events alone and is never wrong; where it is not sure, it is silent.
#pragma once
#include <cstdint>
#include <initializer_list>
#include <memory>
#include <string>
#include <vector>

#include "app/model/names.hpp"
#include "app/model/world.hpp"

namespace loopglass {

struct WarningKind;

struct Warning {
  const WarningKind* kind = nullptr;  // never null once it is given out
  TaskId task{};                      // who did it
  std::string text;                   // one sentence: what happened, and to whom
  EventNumber event = 0;              // where it became certain
  EventNumber evidence = 0;           // where it can be seen in the world: not after that
  SiteId site{};                      // the line that did it, if it is known

  /// For programs: "blocked-loop".
  const char* id() const;
};

/// The next event, with the world that it finds.
struct Look {
  const Trace& trace;
  const Names& names;
  const World& before;
  const Event& event;

  EventNumber number() const { return before.position + 1; }
  std::string me() const { return names.task(event.task); }
};

/// Watches one run for one thing.
class Check {
 public:
  Check() = default;
  Check(const Check&) = delete;
  Check& operator=(const Check&) = delete;
  virtual ~Check() = default;

  /// Takes in the next event of the kinds that it asked for, and adds what became certain with it.
  virtual void observe(const Look& look, std::vector<Warning>& found) = 0;
};

/// A set of kinds of events.
using EventKinds = std::uint64_t;
static_assert(event_kinds <= 64);
constexpr EventKinds kinds_of(std::initializer_list<EventKind> kinds) {
  EventKinds set = 0;
  for (const EventKind kind : kinds) set |= EventKinds{1} << static_cast<unsigned>(kind);
  return set;
}
constexpr EventKinds every_kind = ~EventKinds{0};

struct WarningKind {
  const char* id;     // for programs, and for good
  const char* title;  // a few words
  const char* why;    // why it matters, in a sentence or two
  const char* fix;    // what to do
  EventKinds looks_at;
  std::unique_ptr<Check> (*make)();
};

inline const char* Warning::id() const { return kind->id; }

template <class C>
std::unique_ptr<Check> make_check() {
  return std::make_unique<C>();
}

}  // namespace loopglass
