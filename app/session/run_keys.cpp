#include "app/session/run_keys.hpp"

#include <algorithm>
#include <array>

#include "app/session/nearest_name.hpp"
#include "app/session/read_number.hpp"
#include "app/session/shown_text.hpp"

namespace loopglass {
namespace {

constexpr std::array policies = {Policy::fifo,  Policy::lifo,    Policy::random,
                                 Policy::tokio, Policy::asyncio, Policy::node};
constexpr std::size_t most_choices = 10'000;

std::optional<std::vector<std::uint32_t>> read_choices(std::string_view text) {
  std::vector<std::uint32_t> choices;
  while (true) {
    const std::size_t dot = std::min(text.find('.'), text.size());
    const auto choice = read_number<std::uint32_t>(text.substr(0, dot));
    if (!choice || choices.size() == most_choices) return std::nullopt;
    choices.push_back(*choice);
    if (dot == text.size()) return choices;
    text.remove_prefix(dot + 1);
  }
}

std::string choices_text(const std::vector<std::uint32_t>& choices) {
  std::string text;
  for (const std::uint32_t choice : choices) text += (text.empty() ? "" : ".") + std::to_string(choice);
  return text;
}

std::string budget_text(std::uint32_t budget) { return budget == 0 ? "off" : std::to_string(budget); }

Complaint no_such_policy(std::string_view name) {
  const std::string nearest = nearest_name(name, policy_names());
  std::string all;
  for (const std::string& policy : policy_names()) all += (all.empty() ? "" : ", ") + policy;
  return Complaint("There is no policy " + in_quotes(name) + "." +
                   (nearest.empty() ? "" : " Did you mean '" + nearest + "'?") + " There are " + all + ".");
}

std::optional<Complaint> read_policy(std::string_view name, Schedule& schedule) {
  const auto policy = std::ranges::find(policies, name, [](Policy p) { return loopglass::name(p); });
  if (policy == policies.end()) return no_such_policy(name);
  schedule.policy = *policy;
  return std::nullopt;
}

std::optional<Complaint> read_budget(std::string_view text, Schedule& schedule) {
  const auto budget = read_number<std::uint32_t>(text);
  if (text != "off" && (!budget || *budget < 1 || *budget > largest_budget)) {
    return Complaint("The budget cannot be " + in_quotes(text) + ": give a whole number from 1 to " +
                     std::to_string(largest_budget) + ", or off.");
  }
  schedule.budget = text == "off" ? 0 : *budget;
  return std::nullopt;
}

}  // namespace

const std::vector<std::string>& run_keys() {
  static const std::vector<std::string> keys = {"policy", "choices", "budget", "seed"};
  return keys;
}

const std::vector<std::string>& policy_names() {
  static const std::vector<std::string> names = [] {
    std::vector<std::string> list;
    for (const Policy policy : policies) list.emplace_back(name(policy));
    return list;
  }();
  return names;
}

std::optional<Complaint> read_run_key(const Recipe::Entry& entry, Settings& settings) {
  const auto& [key, value] = entry;
  if (key == "policy") return read_policy(value, settings.schedule);
  if (key == "budget") return read_budget(value, settings.schedule);
  if (key == "choices") {
    auto choices = read_choices(value);
    if (!choices) {
      return Complaint("The choices cannot be " + in_quotes(value) +
                       ": give places in the ready queue with dots between them, such as 0.2.1, " +
                       std::to_string(most_choices) + " at most.");
    }
    settings.schedule.choices = std::move(*choices);
    return std::nullopt;
  }
  const auto seed = read_number<std::uint64_t>(value);
  if (!seed) return Complaint("The seed cannot be " + in_quotes(value) + ": give a whole number from 0 on.");
  settings.seed = *seed;
  return std::nullopt;
}

std::vector<Recipe::Entry> run_key_entries(const Settings& settings, const Schedule& standard) {
  const Schedule& schedule = settings.schedule;
  std::vector<Recipe::Entry> entries;
  if (schedule.policy != standard.policy) entries.push_back({"policy", name(schedule.policy)});
  if (schedule.choices != standard.choices) entries.push_back({"choices", choices_text(schedule.choices)});
  if (schedule.budget != standard.budget) entries.push_back({"budget", budget_text(schedule.budget)});
  if (settings.seed != 0) entries.push_back({"seed", std::to_string(settings.seed)});
  return entries;
}

}  // namespace loopglass
