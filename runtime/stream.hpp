// Streams, all of them: what they are, where they come from, and what can be made of them.
#pragma once
#include "runtime/stream/buffered.hpp"
#include "runtime/stream/filter.hpp"
#include "runtime/stream/iter_stream.hpp"
#include "runtime/stream/map.hpp"
#include "runtime/stream/merge.hpp"
#include "runtime/stream/message_stream.hpp"
#include "runtime/stream/stream.hpp"
#include "runtime/stream/take.hpp"
#include "runtime/stream/tick_stream.hpp"
