// What tasks share, laid out in the waiting room: a card each, with the line of those that wait for it; and
// the ring of tasks that wait for one another.
//
// Invariants:
// 1. While all have a card each keeps its place for the whole run. Where they have not, those that are over
// give way first.
// 2. Who is served first stands nearest to the thing. Where messages pass, those who send stand on its left.
#pragma once
#include "app/views/loop_scene.hpp"

namespace loopglass {

/// Gives what tasks share its part of the waiting room, and leaves room for one other row at least. Where
/// that is too little, there are no cards.
void arrange_cards(LoopPlaces& places, float scale, const LoopNeeds& needs);

/// Whether something in this world, the last one of a run, has many holders and a line besides.
bool has_long_lines(const World& last);

/// Those that have a card, by id.
std::vector<const ResourceState*> with_a_card(const World& world, std::size_t cards);

ResourcePost lay_out_card(const ResourceState& resource, const Rect& card, const LoopPlaces& places,
                          float scale);

/// A ring of tasks of which none can ever go on, where all of them wait; without members if there is none, or
/// no room for it.
RingPost lay_out_ring(const LoopPlaces& places, float scale, const World& world, const WaitCycle& cycle);

}  // namespace loopglass
