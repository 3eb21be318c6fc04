#include "runtime/context.hpp"

#include <utility>

namespace loopglass {

void Context::keep_panic() noexcept { panic_ = std::current_exception(); }

void Context::throw_panic() { std::rethrow_exception(std::exchange(panic_, nullptr)); }

}  // namespace loopglass
