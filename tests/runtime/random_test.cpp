#include "runtime/random.hpp"

#include <array>

#include "tests/catch.hpp"

namespace loopglass {
namespace {

TEST_CASE("SplitMix64 gives the numbers of its reference code") {
  SplitMix64 random(1234567);
  CHECK(random.next() == 6457827717110365317u);
  CHECK(random.next() == 3203168211198807973u);
  CHECK(random.next() == 9817491932198370423u);
}

TEST_CASE("a number below a bound is, and each comes up") {
  SplitMix64 random(7);
  std::array<int, 5> times{};
  for (int i = 0; i < 5000; ++i) ++times.at(random.below(5));
  for (const int n : times) CHECK((n > 900 && n < 1100));
  CHECK(random.below(1) == 0);
}

}  // namespace
}  // namespace loopglass
