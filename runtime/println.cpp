#include "runtime/println.hpp"

#include <cassert>

#include "runtime/blocking/worker.hpp"
#include "runtime/executor.hpp"

namespace loopglass {

void print_line(std::string_view line, const std::source_location& site) {
  if (Worker* worker = Worker::current()) return worker->print(line, site);
  assert(Executor::current() && "println is called inside a task");
  Executor::current()->print(line, site);
}

}  // namespace loopglass
