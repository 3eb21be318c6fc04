// The kinds of warnings there are. To add one: a file in this folder, a line here, a line in kinds.cpp.
#pragma once
#include <span>

#include "app/model/warnings/check.hpp"

namespace loopglass::warning {

extern const WarningKind blocked_loop;
extern const WarningKind self_wakes;
extern const WarningKind never_awaited;
extern const WarningKind panic_unheard;
extern const WarningKind cancelled_inside;
extern const WarningKind lock_over_await;
extern const WarningKind lost_waker;
extern const WarningKind unbounded_growth;
extern const WarningKind starved_task;
extern const WarningKind never_yields;
extern const WarningKind wait_cycle;

/// All of them, in the order in which a list shows them.
std::span<const WarningKind* const> kinds();

}  // namespace loopglass::warning
