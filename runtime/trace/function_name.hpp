// The bare name of a function, from what the compiler calls it.
#pragma once
#include <string_view>

namespace loopglass {

/// "fetch" of "Future<int> loopglass::(anonymous namespace)::fetch(int)"; a lambda stays as it is written.
std::string_view function_name(std::string_view pretty);

}  // namespace loopglass
