// What is being awaited, as a trace names it.
#pragma once
#include <concepts>
#include <cstdint>

#include "runtime/trace/event.hpp"
#include "runtime/trace/tracer.hpp"

namespace loopglass {

struct AwaitInfo {
  AwaitKind kind = AwaitKind::other;
  std::uint32_t object = 0;
};

/// A pollable that can say what it waits for. Called only while a sink is attached; may take an id.
template <class F>
concept Describable = requires(F& future, Tracer& tracer) {
  { future.await_info(tracer) } -> std::same_as<AwaitInfo>;
};

template <class F>
AwaitInfo await_info_of(F& future, Tracer& tracer) {
  if constexpr (Describable<F>) {
    return future.await_info(tracer);
  } else {
    return {};
  }
}

}  // namespace loopglass
