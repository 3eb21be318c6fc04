#include "runtime/frame_pool.hpp"

#include <algorithm>
#include <cstdint>
#include <set>
#include <vector>

#include "tests/catch.hpp"

namespace loopglass {
namespace {

TEST_CASE("memory of a pool is aligned, does not overlap, and holds what is written") {
  struct Block {
    unsigned char* memory;
    std::size_t size;
    unsigned char mark;
  };
  std::vector<Block> blocks;
  unsigned char mark = 0;
  for (int round = 0; round < 20; ++round) {
    for (const std::size_t size : {1u, 31u, 32u, 33u, 500u, 2048u, 2049u, 2080u, 5000u, 100'000u}) {
      auto* memory = static_cast<unsigned char*>(FramePool::take(size));
      CHECK(reinterpret_cast<std::uintptr_t>(memory) % alignof(std::max_align_t) == 0);
      std::fill_n(memory, size, ++mark);
      blocks.push_back({memory, size, mark});
    }
  }
  for (const Block& block : blocks) {
    CHECK(std::all_of(block.memory, block.memory + block.size, [&](auto c) { return c == block.mark; }));
    FramePool::give(block.memory, block.size);
  }
}

TEST_CASE("what was given back is taken again by a frame of the same size") {
  if (!recycle_frames) return;  // the address sanitizer gets a fresh frame each time
  void* first = FramePool::take(200);
  FramePool::give(first, 200);
  void* second = FramePool::take(193);  // the same multiple of 32
  CHECK(second == first);
  void* other = FramePool::take(257);
  CHECK(other != first);
  FramePool::give(second, 193);
  FramePool::give(other, 257);
}

TEST_CASE("no two frames in use are the same memory") {
  std::set<void*> seen;
  for (int i = 0; i < 10'000; ++i) CHECK(seen.insert(FramePool::take(96)).second);
  for (void* memory : seen) FramePool::give(memory, 96);
}

}  // namespace
}  // namespace loopglass
