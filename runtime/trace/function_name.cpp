#include "runtime/trace/function_name.hpp"

namespace loopglass {

std::string_view function_name(std::string_view pretty) {
  // The parameter list is the last balanced pair of parentheses; what stands before it is the name.
  std::size_t end = pretty.rfind(')');
  if (end == std::string_view::npos) return pretty;
  int depth = 0;
  while (true) {
    if (pretty[end] == ')') ++depth;
    if (pretty[end] == '(' && --depth == 0) break;
    if (end == 0) return pretty;
    --end;
  }
  std::size_t begin = end;
  while (begin > 0 && pretty[begin - 1] != ' ' && pretty[begin - 1] != ':' && pretty[begin - 1] != '*' &&
         pretty[begin - 1] != '&') {
    --begin;
  }
  return pretty.substr(begin, end - begin);
}

}  // namespace loopglass
