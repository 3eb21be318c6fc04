// `loopglass list`: the scenarios by chapter, for a person or for a program.
#include <algorithm>
#include <memory>
#include <nlohmann/json.hpp>

#include "app/cli/columns.hpp"
#include "app/cli/command.hpp"
#include "app/session/run_keys.hpp"
#include "scenarios/chapter.hpp"

namespace loopglass {
namespace {

using Json = nlohmann::ordered_json;

Json json_of(const Scenario& scenario) {
  Json variants = Json::array();
  for (const Variant& variant : scenario.variants) variants.push_back(variant.name);
  Json parameters = Json::array();
  for (const Parameter& p : scenario.parameters) {
    parameters.push_back({{"name", p.name},
                          {"summary", p.summary},
                          {"standard", value_text(p, p.standard)},
                          {"least", value_text(p, p.least)},
                          {"most", value_text(p, p.most)}});
  }
  return {{"name", scenario.name},     {"chapter", scenario.chapter}, {"title", scenario.title},
          {"concept", scenario.topic}, {"variants", variants},        {"summary", scenario.summary},
          {"parameters", parameters}};
}

std::size_t widest_name(const std::vector<Scenario>& scenarios) {
  std::size_t widest = 0;
  for (const Scenario& scenario : scenarios) widest = std::max(widest, scenario.name.size());
  return widest;
}

/// A line for the scenario, and lines for its variants and parameters as a recipe names them.
void print(const Scenario& scenario, std::size_t name_width, Output& output) {
  constexpr std::size_t line_width = 80;
  const std::size_t indent = 3 + name_width + 2;
  output.line("   " + left(scenario.name, name_width) + "  " + scenario.title + " (" + scenario.topic + ")");

  std::string variants;
  for (const Variant& variant : scenario.variants)
    variants += (variants.empty() ? "/" : "  /") + variant.name;
  std::string parameters;
  for (const Parameter& p : scenario.parameters) {
    parameters += (parameters.empty() ? "?" : "  ?") + p.name + "=" + value_text(p, p.standard);
  }
  for (const std::string& words : {variants, parameters}) {
    for (const std::string& line : wrapped(words, line_width - indent)) {
      output.line(std::string(indent, ' ') + line);
    }
  }
}

void print(const std::vector<Scenario>& scenarios, Output& output) {
  const std::size_t name_width = widest_name(scenarios);
  int chapter = -1;
  for (const Scenario& scenario : scenarios) {
    if (scenario.chapter != chapter) {
      if (chapter != -1) output.line("");
      chapter = scenario.chapter;
      output.line((chapter > 0 ? std::to_string(chapter) + "  " : "   ") +
                  std::string(chapter_title(chapter)));
    }
    print(scenario, name_width, output);
  }
  std::string policies;
  for (const std::string& policy : policy_names()) policies += (policies.empty() ? "" : "|") + policy;
  output.line("");
  output.line("Every scenario also takes");
  output.line("      ?policy=" + policies);
  output.line("      ?choices=0.2.1  ?budget=128|off  ?seed=7");
}

}  // namespace

Action declare_list(CLI::App& command, Environment& environment) {
  const auto json = std::make_shared<bool>(false);
  command.add_flag("--json", *json, "Print a JSON array, for programs");
  return [json, &environment] {
    if (*json) {
      Json list = Json::array();
      for (const Scenario& scenario : environment.scenarios) list.push_back(json_of(scenario));
      environment.output.line(list.dump(2, ' ', false, Json::error_handler_t::replace));
    } else {
      print(environment.scenarios, environment.output);
    }
    return 0;
  };
}

}  // namespace loopglass
