// One attempt to read or write, with what it means for the readiness of the connection and for the trace.
#pragma once
#include <cerrno>
#include <cstddef>
#include <span>
#include <string_view>

#include "runtime/net/network.hpp"

namespace loopglass {

/// As `Connection::try_read`. Where the reactor has seen nothing since the last attempt in vain, this is one
/// without a call of the system.
std::ptrdiff_t attempt_read(Connection& connection, std::span<char> into);
std::ptrdiff_t attempt_write(Connection& connection, std::string_view bytes);

}  // namespace loopglass
