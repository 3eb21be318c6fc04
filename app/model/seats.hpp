// Who has which place in a picture of those that wait, for the whole run: others that come and go move
// nobody.
//
// Invariants:
// 1. A number once given never changes, however much more of the trace becomes known.
// 2. At no time do two that may be seen have the same number, as long as there are fewer than `most`. One
// that
//    is over gives its number away.
#pragma once
#include <array>
#include <cstdint>
#include <vector>

#include "app/model/world.hpp"

namespace loopglass {

class Seats {
 public:
  static constexpr std::size_t most = 64;
  static constexpr std::uint8_t none = 0xff;

  /// `after` is the world just after the event.
  void observe(const World& after, const Event& event);

  /// The lowest number that nobody had when the task began to wait for something other than time, a source or
  /// a resource for the first time. It keeps it until it is done.
  std::uint8_t of(TaskId task) const { return known(tasks_, raw(task)); }
  /// The same for a future that nobody has polled; only the first few thousand of a run have one.
  std::uint8_t of(FutureId future) const { return known(futures_, raw(future)); }
  /// The lowest number that no other resource had when this one was made. Who is over gives its own away.
  std::uint8_t card_of(ResourceId resource) const { return known(resources_, raw(resource)); }

  std::size_t bytes() const { return tasks_.capacity() + futures_.capacity() + resources_.capacity(); }

 private:
  struct Sitter {
    TaskId task{};
    FutureId future{};
  };

  static std::uint8_t known(const std::vector<std::uint8_t>& numbers, std::size_t id) {
    return id >= 1 && id <= numbers.size() ? numbers[id - 1] : none;
  }
  static void note(std::vector<std::uint8_t>& numbers, std::size_t id, std::uint8_t number);
  std::uint8_t take(const World& world, Sitter sitter);

  std::vector<std::uint8_t> tasks_;      // by id
  std::vector<std::uint8_t> futures_;    // by id
  std::vector<std::uint8_t> resources_;  // by id
  std::vector<bool> asked_;              // by task: whether it has waited so before
  std::array<Sitter, most> sitters_{};
  std::array<ResourceId, most> cards_{};
};

}  // namespace loopglass
