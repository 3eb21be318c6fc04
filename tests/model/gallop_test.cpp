#include "app/model/gallop.hpp"

#include "tests/catch.hpp"

namespace loopglass {
namespace {

TEST_CASE("a gallop finds the same from every start and with every stride") {
  for (unsigned bound = 0; bound <= 12; ++bound) {
    for (unsigned from = 0; from <= 12; ++from) {
      for (unsigned end = from; end <= 12; ++end) {
        for (unsigned stride = 1; stride <= 14; ++stride) {
          const unsigned found = gallop(
              from, end,
              [&](unsigned n) {
                REQUIRE((n >= from && n < end));
                return n < bound;
              },
              stride);
          REQUIRE(found == std::clamp(bound, from, end));
        }
      }
    }
  }
}

TEST_CASE("a gallop looks at little where what it looks for is near") {
  unsigned looks = 0;
  const auto before_five = [&](unsigned n) {
    ++looks;
    return n < 5;
  };
  CHECK(gallop(0u, 4'000'000'000u, before_five) == 5);
  CHECK(looks <= 6);
}

}  // namespace
}  // namespace loopglass
