// Work that holds its thread, given to a thread of its own, so that the loop goes on.
#pragma once
#include <cassert>
#include <concepts>
#include <memory>
#include <string_view>

#include "runtime/blocking/blocking_handle.hpp"

namespace loopglass {

/// Hands `function` to the worker threads: there it may block or compute for as long as it likes. It runs
/// even if nobody awaits it, once a worker is free; work that finds all of them busy waits, first in first
/// out. It must own what it uses, as it may outlive the task; `work`, `block`, `now` and `println` are all of
/// the runtime that it may call. The executor's end waits for work that has started.
///
///     auto handle = spawn_blocking([] { return slow_sum(1000); }, "sum");
///     Result<int, JoinError> sum = co_await handle;
template <std::invocable F>
BlockingHandle<std::invoke_result_t<F&>> spawn_blocking(
    F function, std::string_view name = {}, std::source_location site = std::source_location::current()) {
  assert(Executor::current() && "spawn_blocking is called inside a task");
  auto job = std::make_unique<JobOf<F>>(std::move(function));
  Executor::current()->jobs().submit(*job, name, site);
  return BlockingHandle<std::invoke_result_t<F&>>(*job.release());
}

/// Lets there be so many worker threads at most from now on, instead of what the executor's options say.
/// Those that are there stay.
inline void allow_workers(std::size_t most) {
  assert(Executor::current() && "allow_workers is called inside a task");
  Executor::current()->jobs().allow_workers(most);
}

}  // namespace loopglass
