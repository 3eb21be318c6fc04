// Using the thread: computing, and blocking. In a task neither gives the loop a chance to do anything else;
// on a worker thread the loop goes on meanwhile.
#pragma once
#include <source_location>

#include "runtime/ids.hpp"
#include "runtime/time.hpp"

namespace loopglass {

/// Computes for `d`: the processor is busy and so is the loop. Under the virtual clock time moves by `d`.
/// Precondition: called inside a task, or on a worker.
void work(Duration d, std::source_location site = std::source_location::current());

/// Blocks the thread for `d`, as a synchronous read or sleep does: nothing is computed, and nothing else
/// runs.
void block(Duration d, std::source_location site = std::source_location::current());

namespace detail {

/// The same, because the task waits for something that only threads can wait for.
void block_at(ResourceId lock, Duration d, const std::source_location& site);

}  // namespace detail

}  // namespace loopglass
