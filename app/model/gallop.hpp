// Looking for something that is near, as a rule.
#pragma once
#include <algorithm>
#include <concepts>
#include <ranges>

namespace loopglass {

/// The first number in [from, end) of which `is_before` is false, or `end` if it is true of all: it must be
/// true up to some number and false from there on. It is looked for in strides that double, and then in the
/// last one (exponential search, Bentley and Yao, 1976), so what is near costs little however far `end` is.
/// Precondition: from <= end, stride > 0 and about as far as it is expected.
template <std::integral Number, std::predicate<Number> Predicate>
Number gallop(Number from, Number end, const Predicate& is_before, Number stride = 1) {
  for (; end - from > stride && is_before(from + stride - 1); stride *= 2) from += stride;
  return *std::ranges::partition_point(std::views::iota(from, from + std::min(stride, end - from)),
                                       is_before);
}

}  // namespace loopglass
