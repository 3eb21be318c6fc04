#include "app/session/trail.hpp"

#include <utility>

namespace loopglass {
namespace {

void push(std::vector<Position>& places, const Position& place) {
  if (!places.empty() && places.back() == place) return;
  if (places.size() == Trail::most) places.erase(places.begin());
  places.push_back(place);
}

/// The last of `from` that is not `here`; `here` is put onto `to`.
std::optional<Position> move_on(std::vector<Position>& from, std::vector<Position>& to,
                                const Position& here) {
  while (!from.empty() && from.back() == here) from.pop_back();
  if (from.empty()) return std::nullopt;
  const Position place = from.back();
  from.pop_back();
  push(to, here);
  return place;
}

}  // namespace

void Trail::leave(const Position& place) {
  push(back_, place);
  forward_.clear();
}

std::optional<Position> Trail::back(const Position& here) { return move_on(back_, forward_, here); }

std::optional<Position> Trail::forward(const Position& here) { return move_on(forward_, back_, here); }

}  // namespace loopglass
