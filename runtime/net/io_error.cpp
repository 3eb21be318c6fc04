#include "runtime/net/io_error.hpp"

#include <system_error>

namespace loopglass {
namespace {

const char* words(IoStep step) {
  switch (step) {
    case IoStep::listen: return "cannot listen: ";
    case IoStep::accept: return "cannot accept a connection: ";
    case IoStep::connect: return "cannot connect: ";
    case IoStep::read: return "cannot read: ";
    case IoStep::write: return "cannot write: ";
    case IoStep::shut_down: return "cannot close: ";
  }
  return "";
}

}  // namespace

std::string IoError::message() const { return words(step_) + std::generic_category().message(code_); }

}  // namespace loopglass
