// An event in a few words, for a list where the task stands beside it.
#pragma once
#include <string>

#include "app/model/names.hpp"
#include "runtime/trace/trace.hpp"

namespace loopglass {

/// For example "polled", "waits for timer 3", "woken by timer 3". No full stop, no task in front.
std::string brief(const Trace& trace, const Names& names, const Event& event);

}  // namespace loopglass
