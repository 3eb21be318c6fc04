// SplitMix64: the project's generator of random numbers. The same seed gives the same numbers everywhere.
//
// Sebastiano Vigna's public-domain code, https://prng.di.unimi.it/splitmix64.c. Not for secrets.
#pragma once
#include <cassert>
#include <cstddef>
#include <cstdint>

namespace loopglass {

class SplitMix64 {
 public:
  explicit SplitMix64(std::uint64_t seed) : state_(seed) {}

  std::uint64_t next() {
    std::uint64_t z = (state_ += 0x9e3779b97f4a7c15u);
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return z ^ (z >> 31);
  }
  /// A number from 0 to `bound` - 1, each as likely as the next to one part in 2^32 / bound.
  /// Precondition: 0 < bound < 2^32.
  std::size_t below(std::size_t bound) {
    assert(bound > 0 && bound >> 32 == 0);
    return static_cast<std::size_t>((next() >> 32) * bound >> 32);
  }

 private:
  std::uint64_t state_;
};

}  // namespace loopglass
