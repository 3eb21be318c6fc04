#include "app/views/key_list.hpp"

#include <algorithm>

namespace loopglass {
namespace {

// tests/docs_test.py holds the README's table to these lines.
constexpr KeyLine moving[] = {
    {"play", "Space", "play or pause"},
    {"event", "→  ←", "one event on or back"},
    {"poll", "Shift →  Shift ←", "one poll on or back"},
    {"ends", "Home  End", "to the start, to the end"},
    {"speed", "+  −", "faster, slower"},
    {"restart", "R", "start the run again"},
    {"live", "K", "run on the real clock and watch it live; end that run"},
};

constexpr KeyLine asking[] = {
    {"cause", "↓  ↑", "to the cause of this event, to what came of it"},
    {"why", "Y  Esc", "tell why this event happened, no more"},
    {"act", "A", "act on the task by hand: the run goes on as a branch"},
    {"undo", "Ctrl Z", "back to the run before that (with Shift: again)"},
    {"quiz", "Q  1…4  N", "quiz: open or close, choose, next question"},
};

constexpr KeyLine jumping[] = {
    {"run_to_task", ".  ,", "next event of the task, the one before"},
    {"run_again", "J  Shift J", "next wake, or what G chose; the one before"},
    {"run_to_breakpoint", "F8  Shift F8", "next breakpoint, the one before"},
    {"breakpoint", "F9", "breakpoint at this line, or no more"},
    {"revisit", "[  ]", "back from a jump, forward again (Alt ← →)"},
    {"bookmark", "B", "bookmark this moment, with a note"},
    {"find", "Ctrl F", "find events and list only those; Enter goes to the next"},
    {"go", "G", "go to: events, breakpoints, bookmarks"},
};

constexpr KeyLine choosing[] = {
    {"scenario", "S", "choose a scenario"},
    {"beside", "Shift Enter", "in that list: set the scenario beside this run"},
    {"variant", "V", "next variant of the scenario"},
    {"compare", "C", "compare with another variant (Enter: next), or stop"},
    {"parameters", "P", "parameters, policy, seed"},
    {"copy", "Ctrl C  Ctrl V", "copy the recipe; open a copied one, or a file by its path"},
};

constexpr KeyLine looking[] = {
    {"log", "O  E  W  F", "output, events, warnings, figures"},
    {"axis", "X", "timeline by time or by events"},
    {"lanes", "L", "lanes as spawned, in families, by name, first poll, busy"},
    {"finished", "H", "hide the lanes of finished tasks, or show them"},
    {"zoom", "Z  Shift Z  0", "zoom the timeline in, out, all of it"},
    {"theme", "T", "next theme: dark, light, high contrast"},
    {"motion", "M", "movement on or off"},
    {"size", "Ctrl +  Ctrl −", "larger, smaller"},
    {"panels", "Ctrl 1  …  Ctrl 6", "hide or show loop, lesson, source, tasks, log, timeline"},
    {"present", "F5", "present the run, large; Tab turns to the timeline"},
    {"laser", "D", "a laser pointer, on or off"},
    {"focus", "Tab  F6  Enter", "next control (↑ ↓ in a list), next group of them, press it"},
    {"palette", "Ctrl P  :", "find what to do by a few letters"},
    {"fullscreen", "F11", "full screen"},
    {"help", "F1  Esc", "show or close this page"},
};

constexpr KeyGroup groups[] = {
    {"THROUGH THE RUN", moving}, {"WHY, AND WHAT IF", asking}, {"TO A MOMENT", jumping},
    {"WHAT RUNS", choosing},     {"HOW IT LOOKS", looking},
};

}  // namespace

std::span<const KeyGroup> key_groups() { return groups; }

std::string_view key_of(std::string_view id, std::size_t which) {
  for (const KeyGroup& group : groups) {
    const auto line = std::ranges::find(group.lines, id, &KeyLine::id);
    if (line == group.lines.end()) continue;
    std::string_view keys = line->keys;
    for (; which > 0; --which) {
      const std::size_t gap = keys.find("  ");
      if (gap == std::string_view::npos) return {};
      keys.remove_prefix(gap + 2);
    }
    return keys.substr(0, keys.find("  "));
  }
  return {};
}

std::string with_key(std::string_view what, std::string_view id, std::size_t which) {
  const std::string_view key = key_of(id, which);
  std::string text(what);
  if (!key.empty()) text += " (" + std::string(key) + ")";
  return text;
}

}  // namespace loopglass
