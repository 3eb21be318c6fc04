// `loopglass list`: the scenarios by chapter, for a person or for a program.
#include <algorithm>
#include <memory>
#include <nlohmann/json.hpp>
#include <set>

#include "app/cli/columns.hpp"
#include "app/cli/command.hpp"
#include "app/session/run_keys.hpp"
#include "app/views/memory_file.hpp"
#include "scenarios/chapter.hpp"
#include "scenarios/course.hpp"

namespace loopglass {
namespace {

using Json = nlohmann::ordered_json;

Json json_of(const Teaching& teaching) {
  return {{"point", teaching.point},
          {"belief", teaching.belief},
          {"question", teaching.question},
          {"minutes", teaching.minutes}};
}

/// The scenarios that were seen to their end in the window.
using Seen = std::set<std::string>;

Json json_of(const Scenario& scenario, const Seen& seen) {
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
  return {{"name", scenario.name},
          {"chapter", scenario.chapter},
          {"title", scenario.title},
          {"concept", scenario.topic},
          {"variants", variants},
          {"summary", scenario.summary},
          {"parameters", parameters},
          {"teaching", json_of(scenario.teaching)},
          {"done", seen.contains(scenario.name)}};
}

std::size_t widest_name(const std::vector<Scenario>& scenarios) {
  std::size_t widest = 0;
  for (const Scenario& scenario : scenarios) widest = std::max(widest, scenario.name.size());
  return widest;
}

/// A line for the scenario, its summary, and lines for its variants and parameters as a recipe names them.
void print(const Scenario& scenario, std::size_t name_width, const Seen& seen, Output& output) {
  constexpr std::size_t line_width = 80;
  const std::size_t indent = 3 + name_width + 2;
  output.line((seen.contains(scenario.name) ? " ✓ " : "   ") + left(scenario.name, name_width) + "  " +
              scenario.title + " (" + scenario.topic + ")");
  for (const std::string& line : wrapped(scenario.summary, line_width - indent)) {
    output.line(std::string(indent, ' ') + line);
  }

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

void print(const std::vector<Scenario>& scenarios, const Seen& seen, Output& output) {
  const std::size_t name_width = widest_name(scenarios);
  int chapter = -1;
  for (const Scenario& scenario : scenarios) {
    if (scenario.chapter != chapter) {
      if (chapter != -1) output.line("");
      chapter = scenario.chapter;
      output.line((chapter > 0 ? std::to_string(chapter) + "  " : "   ") +
                  std::string(chapter_title(chapter)));
    }
    print(scenario, name_width, seen, output);
  }
  std::string policies;
  for (const std::string& policy : policy_names()) policies += (policies.empty() ? "" : "|") + policy;
  output.line("");
  if (std::ranges::any_of(scenarios, [&](const Scenario& s) { return seen.contains(s.name); })) {
    output.line(" ✓ seen to its end in the window");
    output.line("");
  }
  output.line("Every scenario also takes");
  output.line("      ?policy=" + policies);
  output.line("      ?choices=0.2.1  ?budget=128|off  ?seed=7  ?events=10000000");
}

/// A lesson after the other, each scenario with how long it takes and its point.
void print_courses(const std::vector<Scenario>& scenarios, Output& output) {
  const std::size_t name_width = widest_name(scenarios);
  bool first = true;
  for (const Course& course : courses()) {
    if (!std::exchange(first, false)) output.line("");
    output.line(course.title);
    for (const CourseLesson& lesson : course.lessons) {
      output.line("");
      output.line("   " + lesson.title + ", " + std::to_string(minutes(lesson, scenarios)) + " minutes");
      for (const std::string& name : lesson.scenarios) {
        const auto scenario = std::ranges::find(scenarios, name, &Scenario::name);
        if (scenario == scenarios.end()) continue;
        output.line("   " + right(std::to_string(scenario->teaching.minutes), 5) + "  " +
                    left(name, name_width) + "  " + scenario->teaching.point);
      }
    }
  }
}

void print_teaching(const Scenario& scenario, Output& output) {
  constexpr std::size_t width = 84;
  const Teaching& teaching = scenario.teaching;
  output.line(scenario.name + ": " + scenario.title + " (" + std::to_string(teaching.minutes) + " minutes)");
  const std::pair<const char*, const std::string&> rows[] = {
      {"The point", teaching.point},
      {"What many believe", teaching.belief},
      {"For the class", teaching.question},
  };
  for (const auto& [head, text] : rows) {
    std::string before = head;
    for (const std::string& line : wrapped(text, width)) {
      output.line("   " + left(std::exchange(before, ""), 19) + line);
    }
  }
  output.line("");
}

}  // namespace

Action declare_list(CLI::App& command, Environment& environment) {
  struct Words {
    std::string find;
    bool json = false;
    bool course = false;
    bool teacher = false;
  };
  const auto words = std::make_shared<Words>();
  command
      .add_option("--find", words->find, "Only those in whose name, title, concept or summary WORD stands")
      ->type_name("WORD");
  command.add_flag("--course", words->course, "Ways through them: a first lesson, and a course of four");
  command.add_flag("--teacher", words->teacher, "The teacher's pages: the point, the belief, a question");
  command.add_flag("--json", words->json, "Print a JSON array, for programs");
  return [words, &environment] {
    if (words->json + words->course + words->teacher > 1) {
      return refuse(Complaint("--course, --teacher and --json are three lists: give one of them."));
    }
    if (words->course && !words->find.empty()) {
      return refuse(Complaint("--course shows all of a course: leave --find out."));
    }
    std::vector<Scenario> found;
    for (const Scenario& scenario : environment.scenarios) {
      if (speaks_of(scenario, words->find)) found.push_back(scenario);
    }
    if (found.empty() && !words->find.empty()) {
      return refuse(Complaint("No scenario speaks of '" + words->find +
                              "'. Try another word, or see all of them with 'loopglass list'."));
    }
    if (words->json) {
      const Seen seen = MemoryFile().seen();
      Json list = Json::array();
      for (const Scenario& scenario : found) list.push_back(json_of(scenario, seen));
      environment.output.line(list.dump(2, ' ', false, Json::error_handler_t::replace));
    } else if (words->course) {
      print_courses(environment.scenarios, environment.output);
    } else if (words->teacher) {
      for (const Scenario& scenario : found) print_teaching(scenario, environment.output);
    } else {
      print(found, MemoryFile().seen(), environment.output);
    }
    return 0;
  };
}

}  // namespace loopglass
