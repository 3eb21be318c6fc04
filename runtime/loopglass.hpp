// All that a program on this runtime needs, in one include.
#pragma once
#include "runtime/cancellation_token.hpp"
#include "runtime/executor.hpp"
#include "runtime/future.hpp"
#include "runtime/interval.hpp"
#include "runtime/join_handle.hpp"
#include "runtime/println.hpp"
#include "runtime/result.hpp"
#include "runtime/sleep.hpp"
#include "runtime/spawn.hpp"
#include "runtime/timeout.hpp"
#include "runtime/work.hpp"
#include "runtime/yield_now.hpp"
