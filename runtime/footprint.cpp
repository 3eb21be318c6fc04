#include "runtime/footprint.hpp"

#include <pthread.h>
#include <sys/resource.h>
#include <unistd.h>

#include <cassert>
#include <fstream>

#include "runtime/executor.hpp"

namespace loopglass {
namespace {

constexpr std::size_t usual_stack = std::size_t{8} << 20;

std::size_t stack_of_a_thread() {
  pthread_attr_t attributes;
  std::size_t size = usual_stack;
  if (pthread_attr_init(&attributes) != 0) return size;
  pthread_attr_getstacksize(&attributes, &size);
  pthread_attr_destroy(&attributes);
  return size;
}

std::optional<std::size_t> resident_bytes() {
  std::ifstream statm("/proc/self/statm");
  std::size_t total = 0;
  std::size_t resident = 0;
  if (!(statm >> total >> resident)) return std::nullopt;
  return resident * static_cast<std::size_t>(sysconf(_SC_PAGESIZE));
}

std::optional<std::size_t> context_switches() {
  rusage used{};
  if (getrusage(RUSAGE_SELF, &used) != 0) return std::nullopt;
  return static_cast<std::size_t>(used.ru_nvcsw + used.ru_nivcsw);
}

}  // namespace

Footprint footprint() {
  const Executor* executor = Executor::current();
  assert(executor && "footprint is called inside a task");
  const std::size_t workers = executor->workers();
  if (executor->on_virtual_clock()) return {1 + workers, workers * usual_stack, std::nullopt, std::nullopt};
  return {1 + workers, workers * stack_of_a_thread(), resident_bytes(), context_switches()};
}

}  // namespace loopglass
