#include "app/views/key_list.hpp"

#include <set>

#include "tests/catch.hpp"

namespace loopglass {

TEST_CASE("a key is found by what it does and by its place in the line") {
  CHECK(key_of("play") == "Space");
  CHECK(key_of("event", 1) == "←");
  CHECK(key_of("poll", 1) == "Shift ←");
  CHECK(key_of("quiz", 2) == "N");
  CHECK(key_of("play", 1).empty());
  CHECK(key_of("no such thing").empty());
  CHECK(with_key("Choose a scenario", "scenario") == "Choose a scenario (S)");
  CHECK(with_key("Something", "no such thing") == "Something");
}

TEST_CASE("each line has a name of its own, and no key means two things") {
  std::set<std::string_view> ids;
  std::set<std::string_view> keys{"Esc"};  // leaves whatever is open
  for (const KeyGroup& group : key_groups()) {
    for (const KeyLine& line : group.lines) {
      CAPTURE(line.id, line.keys);
      CHECK(ids.insert(line.id).second);
      for (std::size_t i = 0; !key_of(line.id, i).empty(); ++i) {
        const std::string_view key = key_of(line.id, i);
        CAPTURE(key);
        if (key != "Esc") CHECK(keys.insert(key).second);
      }
    }
  }
}

}  // namespace loopglass
