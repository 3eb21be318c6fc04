#include "app/model/shared_sequence.hpp"

#include <random>

#include "app/model/short_list.hpp"
#include "tests/catch.hpp"

namespace loopglass {

TEST_CASE("a shared sequence does as a vector does, and its copies stay as they were") {
  std::mt19937 random(3);  // NOLINT: the same order every time
  SharedSequence<std::uint32_t> sequence;
  std::vector<std::uint32_t> vector;
  SharedSequence<std::uint32_t> kept;
  std::vector<std::uint32_t> kept_vector;
  const auto some = [&](std::size_t below) { return static_cast<std::ptrdiff_t>(random() % below); };
  for (std::uint32_t step = 0; step < 6000; ++step) {
    // It grows at first, then it is taken from at the front, then anything happens.
    const std::uint32_t what = step < 2000 ? 0 : step < 2500 ? 1 : random() % 6;
    if (what == 0 || vector.empty()) {
      sequence.push_back(step);
      vector.push_back(step);
    } else if (what == 1) {
      sequence.erase(sequence.begin());
      vector.erase(vector.begin());
    } else if (what == 2) {
      const auto at = some(vector.size() + 1);
      sequence.insert(sequence.begin() + at, step);
      vector.insert(vector.begin() + at, step);
    } else if (what == 3) {
      const auto at = some(vector.size());
      sequence.erase(sequence.begin() + at);
      vector.erase(vector.begin() + at);
    } else if (what == 4) {
      const auto at = static_cast<std::size_t>(some(vector.size()));
      sequence.edit(at) = step;
      vector[at] = step;
    } else {
      sequence.pop_back();
      vector.pop_back();
    }
    if (step % 50 == 0) {
      REQUIRE(kept == kept_vector);
      kept = sequence;
      kept_vector = vector;
    }
    if (step % 10 != 0 || vector.empty()) continue;
    REQUIRE(sequence == vector);
    const auto at = static_cast<std::size_t>(some(vector.size()));
    REQUIRE(sequence[at] == vector[at]);
    REQUIRE(sequence.front() == vector.front());
    REQUIRE(sequence.back() == vector.back());
    REQUIRE(sequence.end() - (sequence.begin() + static_cast<std::ptrdiff_t>(at)) ==
            static_cast<std::ptrdiff_t>(vector.size() - at));
  }
}

TEST_CASE("a place among sorted values is found in pieces of any size") {
  SharedSequence<int> sequence;
  for (int value : {7, 3, 9, 1}) {
    for (int i = 0; i < 300; ++i) {
      sequence.insert(sequence.partition_point([&](int v) { return v <= value; }), value);
    }
  }
  CHECK(std::ranges::is_sorted(sequence));
  CHECK(sequence.partition_point([](int v) { return v < 3; }) - sequence.begin() == 300);
  CHECK(sequence.partition_point([](int v) { return v < 8; }) - sequence.begin() == 900);
  CHECK(sequence.partition_point([](int v) { return v < 100; }) == sequence.end());
}

TEST_CASE("copies of a sequence take memory only for what differs") {
  SharedSequence<std::uint64_t> all;
  for (std::uint64_t i = 0; i < 100'000; ++i) all.push_back(i);
  SharedSequence<std::uint64_t> copy = all;
  CHECK(copy.bytes() > 800'000);
  CHECK(copy.bytes_beside(all) < 10'000);
  copy.edit(50'000) = 1;
  CHECK(copy.bytes_beside(all) < 20'000);
  CHECK(all[50'000] == 50'000);
}

TEST_CASE("a short list grows past what lies in it, and is copied and moved whole") {
  ShortList<int, 2> list;
  for (int i = 0; i < 7; ++i) list.push_back(i);
  ShortList<int, 2> copy = list;
  copy.erase(copy.begin() + 1);
  CHECK(std::vector<int>(copy.begin(), copy.end()) == std::vector{0, 2, 3, 4, 5, 6});
  erase_if(copy, [](int i) { return i > 2; });
  CHECK(std::vector<int>(copy.rbegin(), copy.rend()) == std::vector{2, 0});
  const ShortList<int, 2> moved = std::move(list);
  CHECK(moved.size() == 7);
  CHECK(moved.back() == 6);
  copy = moved;
  CHECK(copy == moved);
  CHECK(copy.bytes() > 0);
}

}  // namespace loopglass
