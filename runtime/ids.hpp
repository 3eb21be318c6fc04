// Strong identifiers of everything a trace can name.
//
// Every id is a sequence number counted from 1 by the executor that hands it out; 0 means "none".
// Ids never hold an address, so they are the same in every run of the same recipe.
#pragma once
#include <cstdint>

namespace loopglass {

enum class TaskId : std::uint32_t { none = 0 };
enum class FutureId : std::uint32_t { none = 0 };
enum class TimerId : std::uint32_t { none = 0 };
enum class TokenId : std::uint32_t { none = 0 };
enum class ResourceId : std::uint32_t { none = 0 };
enum class JobId : std::uint32_t { none = 0 };
enum class SourceId : std::uint32_t { none = 0 };

/// The number of an event in its trace. Event n leads from position n - 1 to position n; 0 is "no event".
using EventNumber = std::uint64_t;

template <class Id>
constexpr std::uint32_t raw(Id id) {
  return static_cast<std::uint32_t>(id);
}

}  // namespace loopglass
