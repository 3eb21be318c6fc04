// What tasks share, laid out in the waiting room: a card each, with the line of those that wait for it; and
// the ring of tasks that wait for one another.
//
// Invariants:
// 1. Each keeps its card for the whole run. Where not all have one, those that are over give theirs to the
// next one that is made.
// 2. Who is served first stands nearest to the thing. Where messages pass, those who send stand on its left.
#pragma once
#include "app/views/loop_scene.hpp"

namespace loopglass {

/// Gives what tasks share its part of the waiting room, and leaves room for one other row at least. Where
/// that is too little, there are no cards.
void arrange_cards(LoopPlaces& places, float scale, const LoopNeeds& needs);

/// Whether something in this world, the last one of a run, has many holders and a line besides.
bool has_long_lines(const World& last);

/// By card, null where it has none: those of the run where `all` of them have a card, by id; else those that
/// have a number as low as that.
std::vector<const ResourceState*> with_a_card(const World& world, std::size_t cards, bool all,
                                              const Seats& seats);

ResourcePost lay_out_card(const ResourceState& resource, const Rect& card, const LoopPlaces& places,
                          float scale);

/// A ring of tasks of which none can ever go on, where all of them wait; without members if there is none, or
/// no room for it.
RingPost lay_out_ring(const LoopPlaces& places, float scale, const World& world, const WaitCycle& cycle);

}  // namespace loopglass
