// What a person can run to or stop at: what happens to a task, a kind of thing that happens, a line of code.
//
// A target is a value and names things by their words, so it means the same in another run of the scenario.
#pragma once
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "app/model/chronicle.hpp"

namespace loopglass {

/// The kinds of things that a person looks for. Events of other kinds are reached by their task or line.
enum class Happening : std::uint8_t {
  spawn,
  poll,
  wake,
  timer,
  print,
  work,
  message,
  lock,
  abort,
  finish,
  warning,
};
inline constexpr std::size_t happening_count = static_cast<std::size_t>(Happening::warning) + 1;

struct TaskTarget {
  std::string name;
  bool operator==(const TaskTarget&) const = default;
};
struct LineTarget {
  std::string file;
  std::uint32_t line = 0;
  bool operator==(const LineTarget&) const = default;
};
using Target = std::variant<Happening, TaskTarget, LineTarget>;

/// None for kinds that nobody looks for by themselves. A warning is not an event: see `matches`.
std::optional<Happening> happening_of(EventKind kind);

/// The word for it, for example "wake".
const char* name(Happening happening);
/// None if there is no such word.
std::optional<Happening> find_happening(std::string_view name);

/// What it is about, for a list: "a task is woken", "reader", "line 42".
std::string words_of(const Target& target);

/// Whether event `n` is one. A line is matched by what is done there, not by where a function begins; a
/// warning by the event that makes it certain; a task by its own events and by an abort that is aimed at it.
/// Precondition: n is an event that the chronicle has taken in.
bool matches(const Target& target, const Chronicle& chronicle, EventNumber n);

/// The nearest match after `from` (direction 1) or before it (-1); 0 if there is none.
EventNumber find_match(const Target& target, const Chronicle& chronicle, EventNumber from, int direction);

/// How often each kind of thing happens in a run, as far as it is recorded.
class Tally {
 public:
  /// Takes in the events that it does not know yet; always the same chronicle.
  void follow(const Chronicle& chronicle);
  std::size_t operator[](Happening happening) const { return counts_[static_cast<std::size_t>(happening)]; }

 private:
  std::array<std::size_t, happening_count> counts_{};
  EventNumber known_ = 0;
};

}  // namespace loopglass
