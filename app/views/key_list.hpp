// The keys of the window, in the order of the help page and of the README's table: the one list that help,
// the tooltips and whatever else names a key read.
#pragma once
#include <span>
#include <string>
#include <string_view>

namespace loopglass {

struct KeyLine {
  std::string_view id;    // what is done, for programs; never shown
  std::string_view keys;  // with two spaces between the keys of different things
  std::string_view what;
};

struct KeyGroup {
  std::string_view title;
  std::span<const KeyLine> lines;
};

std::span<const KeyGroup> key_groups();

/// The keys of a line; of several, the one with this place. Empty if there is none.
std::string_view key_of(std::string_view id, std::size_t which = 0);

/// What is said, with the key in brackets: "Choose a scenario (S)".
std::string with_key(std::string_view what, std::string_view id, std::size_t which = 0);

}  // namespace loopglass
