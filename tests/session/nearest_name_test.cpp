#include "app/session/nearest_name.hpp"

#include "tests/catch.hpp"

namespace loopglass {

TEST_CASE("the nearest name is the one a person probably meant") {
  const std::vector<std::string> names = {"hello", "lazy", "join", "blocking", "timers"};
  CHECK(nearest_name("helo", names) == "hello");
  CHECK(nearest_name("hlelo", names) == "hello");
  CHECK(nearest_name("timer", names) == "timers");
  CHECK(nearest_name("block", names) == "blocking");
  CHECK(nearest_name("lazy", names) == "lazy");
}

TEST_CASE("where nothing is near, no name is offered") {
  const std::vector<std::string> names = {"hello", "lazy", "join"};
  CHECK(nearest_name("xyzzyplugh", names).empty());
  CHECK(nearest_name("", names).empty());
  CHECK(nearest_name(std::string(1000, 'h'), names).empty());
  CHECK(nearest_name("hello", {}).empty());
}

}  // namespace loopglass
