// Spawning tasks, and running one to its end.
#pragma once
#include <stdexcept>
#include <string_view>

#include "runtime/executor.hpp"
#include "runtime/future.hpp"
#include "runtime/join_handle.hpp"
#include "runtime/trace/function_name.hpp"

namespace loopglass {

template <Pollable F>
JoinHandle<typename F::Output> Executor::spawn(F future, std::string_view name, std::source_location site) {
  FutureId root{};
  if constexpr (requires { requires std::same_as<decltype(future.id()), FutureId>; }) root = future.id();
  auto* task = new TaskOf<F>(std::move(future));
  JoinHandle<typename F::Output> handle(*task);
  adopt(*task, name, root, site);
  return handle;
}

template <Pollable F>
typename F::Output Executor::block_on(F future, std::source_location site) {
  auto main = spawn(std::move(future), "main", site);
  if (!run_until_done(main.task()))
    throw std::logic_error("the loop is stuck: main waits for something that cannot happen");
  return main.try_take()->unwrap();
}

/// Spawns a task on the current executor: it is queued, not run. An empty name takes the name of the
/// async function it was made by.
///
///     auto handle = spawn(fetch(1), "fetch 1");
///     Result<int, JoinError> answer = co_await handle;
template <Pollable F>
JoinHandle<typename F::Output> spawn(F future, std::string_view name = {},
                                     std::source_location site = std::source_location::current()) {
  assert(Executor::current() && "spawn is called inside a task");
  return Executor::current()->spawn(std::move(future), name, site);
}

}  // namespace loopglass
