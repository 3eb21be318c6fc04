// The keys of a recipe that every scenario takes beside its own parameters.
//
//     seed=7          where the random numbers of the run begin; 0 is the standard
//     policy=lifo     which task of the ready queue is polled next: fifo, lifo, random,
//                     or as another loop does: tokio, asyncio, node
//     choices=0.2.1   the first decisions of the run, each a place in the queue; then the policy decides
//     budget=8        a task yields after so many awaits that were ready in one poll; or off
//
// What a recipe leaves out of the last three is as the variant has it.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/session/recipe.hpp"

namespace loopglass {

inline constexpr std::uint32_t largest_budget = 1'000'000;

/// The names of the keys, in the order in which a recipe's shortest form has them.
const std::vector<std::string>& run_keys();
/// The names of the policies that a recipe may ask for.
const std::vector<std::string>& policy_names();

/// Puts a value into the settings. Nothing is returned if it fits.
/// Precondition: `entry.key` is one of run_keys().
std::optional<Complaint> read_run_key(const Recipe::Entry& entry, Settings& settings);

/// The entries by which the settings differ from a variant's standard ones.
std::vector<Recipe::Entry> run_key_entries(const Settings& settings, const Schedule& standard);

}  // namespace loopglass
