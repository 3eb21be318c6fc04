// What a run takes of the system: threads, and the memory that they stand in.
#pragma once
#include <cstddef>
#include <optional>

namespace loopglass {

struct Footprint {
  /// The loop's own and the workers made so far; counted.
  std::size_t threads = 1;
  /// Addresses set aside for the workers' stacks. On the real clock what the system gives each thread, on the
  /// virtual one the 8 MiB that are usual on Linux.
  std::size_t stack_bytes = 0;
  /// Memory that the whole process has in use, as the system says; none on the virtual clock, which uses no
  /// threads, or where the system does not say.
  std::optional<std::size_t> resident_bytes;
  /// How often the system has switched to another thread since the process began, because one of its threads
  /// waited or had its share (getrusage(2)); none on the virtual clock.
  std::optional<std::size_t> context_switches;
};

/// As it is now. Precondition: called inside a task.
Footprint footprint();

}  // namespace loopglass
