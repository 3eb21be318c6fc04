// What tasks share, in words: what kind of thing it is, and how it stands at a moment.
//
// Invariant: it says only what the world at that moment shows.
#pragma once
#include <string>

#include "app/model/names.hpp"
#include "app/model/world.hpp"

namespace loopglass {

/// What such a thing does to the tasks that use it, in a sentence or two.
std::string about(ResourceKind kind);

/// How it stands, short enough to stand beside its name: "free", "held by ben", "full: 8 of 8".
std::string short_state(const ResourceState& resource, const Names& names);

/// The same as sentences, with who holds it and how many wait.
std::string state_sentence(const ResourceState& resource, const Names& names);

/// The plain lock that the task on the executor waits for, keeping the thread; null if there is none.
const ResourceState* lock_that_blocks(const World& world);

/// Whether messages go through it: those who send stand on one side, those who receive on the other.
bool is_passage(ResourceKind kind);

/// Whether nothing can happen to it any more: it is closed and empty, or has given what it had, and nobody
/// waits for it or has it.
bool is_over(const ResourceState& resource);

}  // namespace loopglass
