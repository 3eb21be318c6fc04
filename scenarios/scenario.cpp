#include "scenarios/scenario.hpp"

#include <algorithm>
#include <cassert>

namespace loopglass {
namespace {

template <class List>
auto find_named(List& list, std::string_view name) {
  const auto it = std::ranges::find_if(list, [&](const auto& item) { return item.name == name; });
  return it == list.end() ? nullptr : &*it;
}

}  // namespace

Parameter count_parameter(std::string name, std::string summary, std::int64_t standard, std::int64_t least,
                          std::int64_t most) {
  return {std::move(name), std::move(summary), Unit::count, standard, least, most};
}

Parameter duration_parameter(std::string name, std::string summary, Duration standard, Duration least,
                             Duration most) {
  return {std::move(name), std::move(summary), Unit::duration, standard.count(), least.count(), most.count()};
}

std::int64_t Settings::count(std::string_view name) const {
  const Value* found = find_named(values, name);
  assert(found && "every parameter of the scenario has a value");
  return found->value;
}

Duration Settings::duration(std::string_view name) const { return Duration(count(name)); }

const Variant* Scenario::find_variant(std::string_view variant) const {
  return find_named(variants, variant);
}

const Parameter* Scenario::find_parameter(std::string_view parameter) const {
  return find_named(parameters, parameter);
}

}  // namespace loopglass
