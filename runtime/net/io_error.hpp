// What can go wrong with a connection: an error's number of the system, and what was tried.
#pragma once
#include <cstdint>
#include <string>

#include "runtime/result.hpp"

namespace loopglass {

enum class IoStep : std::uint8_t { listen, accept, connect, read, write, shut_down };

/// The network of the virtual clock uses the same numbers as the system.
class IoError {
 public:
  IoError(IoStep step, int code) : code_(code), step_(step) {}

  /// As errno has it: ECONNREFUSED, ECONNRESET and so on.
  int code() const { return code_; }
  IoStep step() const { return step_; }
  /// "cannot connect: Connection refused".
  std::string message() const;

 private:
  int code_;
  IoStep step_;
};

template <class T>
using IoResult = Result<T, IoError>;

}  // namespace loopglass
