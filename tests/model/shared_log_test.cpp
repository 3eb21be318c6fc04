#include "app/model/shared_log.hpp"

#include "tests/catch.hpp"

namespace loopglass {

TEST_CASE("copies of a log go on each in its own way, and share what they have in common") {
  SharedLog<int> first;
  for (int i = 0; i < 10'000; ++i) first.push_back(i);
  SharedLog<int> same = first;
  SharedLog<int> other = first;
  SharedLog<int> changed = first;
  for (int i = 0; i < 10'000; ++i) {
    first.push_back(i);
    if (i < 5'000) same.push_back(i);
    other.push_back(-i - 1);
  }
  changed.replace(9'999, 7);
  CHECK(first.size() == 20'000);
  CHECK(same.size() == 15'000);
  for (std::size_t i = 0; i < 20'000; ++i) {
    const int expected = static_cast<int>(i % 10'000);
    REQUIRE(first[i] == expected);
    if (i < same.size()) REQUIRE(same[i] == expected);
    REQUIRE(other[i] == (i < 10'000 ? expected : -expected - 1));
  }
  CHECK(changed[9'999] == 7);
  CHECK(changed.size() == 10'000);
  // A later copy that tells the same story has no memory of its own but the way to it.
  CHECK(same.bytes_beside(first) < 10'000 * sizeof(int));
  CHECK(other.bytes_beside(first) > 10'000 * sizeof(int));
  CHECK_FALSE(first == other);
  CHECK(first != same);
  while (same.size() < first.size()) same.push_back(static_cast<int>(same.size() - 10'000));
  CHECK(first == same);
}

}  // namespace loopglass
