// What is true of every scenario's words and source.
#include <algorithm>
#include <set>
#include <sstream>

#include "tests/catch.hpp"
#include "tests/scenarios/play.hpp"

namespace loopglass {
namespace {

std::vector<std::string> story_lines(const Scenario& scenario) {
  std::vector<std::string> lines;
  std::istringstream source(scenario.source);
  int number = 0;
  for (std::string line; std::getline(source, line);) {
    ++number;
    if (number >= scenario.first_line && number <= scenario.last_line) lines.push_back(line);
  }
  return lines;
}

TEST_CASE("the catalogue holds the scenarios in the order in which they are taught") {
  std::vector<std::string> names;
  std::vector<int> chapters;
  for (const Scenario& s : all_scenarios()) {
    names.push_back(s.name);
    chapters.push_back(s.chapter);
  }
  CHECK(names.size() == std::set<std::string>(names.begin(), names.end()).size());
  CHECK(std::ranges::is_sorted(chapters));
  CHECK(names.front() == "hello");
}

TEST_CASE("every scenario has all of its words, and none shouts") {
  for (const Scenario& s : all_scenarios()) {
    CAPTURE(s.name);
    CHECK(s.chapter >= 1);
    CHECK(s.chapter <= 8);
    for (const std::string& text :
         {s.title, s.topic, s.summary, s.lesson.watch, s.lesson.why, s.lesson.next}) {
      CHECK_FALSE(text.empty());
      CHECK(text.find('!') == std::string::npos);
      CHECK(text.find("  ") == std::string::npos);
    }
    for (const std::string& text : {s.summary, s.lesson.watch, s.lesson.why}) CHECK(text.back() == '.');
    CHECK(s.title.size() <= 40);
    CHECK(s.summary.size() <= 100);
    const auto sentences = std::ranges::count(s.lesson.watch, '.');
    CHECK(sentences >= 2);
    CHECK(sentences <= 5);
  }
}

TEST_CASE("variants and parameters have names for a recipe, words, and sensible ranges") {
  const auto fits_a_recipe = [](const std::string& name) {
    return !name.empty() &&
           std::ranges::all_of(name, [](char c) { return (c >= 'a' && c <= 'z') || c == '_'; });
  };
  for (const Scenario& s : all_scenarios()) {
    CAPTURE(s.name);
    CHECK(fits_a_recipe(s.name));
    CHECK(s.variants.size() != 1);
    for (const Variant& v : s.variants) {
      CHECK(fits_a_recipe(v.name));
      CHECK(v.summary.ends_with('.'));
    }
    for (const Parameter& p : s.parameters) {
      CAPTURE(p.name);
      CHECK(fits_a_recipe(p.name));
      for (const char* taken : {"seed", "policy", "choices", "budget"}) CHECK(p.name != taken);
      CHECK(p.summary.ends_with('.'));
      CHECK(p.least <= p.standard);
      CHECK(p.standard <= p.most);
      CHECK(p.least < p.most);
    }
  }
}

TEST_CASE("the code that students see is found, short, and free of the words around it") {
  for (const Scenario& s : all_scenarios()) {
    CAPTURE(s.name);
    const auto lines = story_lines(s);
    REQUIRE(lines.size() >= 10);
    CHECK(lines.size() <= 80);
    std::string code;
    for (const std::string& line : lines) {
      CAPTURE(line);
      CHECK(line.size() <= 84);
      code += line + "\n";
    }
    CHECK(code.find("co_await") != std::string::npos);
    CHECK(code.find("lesson") == std::string::npos);
    CHECK(code.find("#include") == std::string::npos);
  }
}

TEST_CASE("every line that a trace names in a scenario's file is one that students see") {
  for (const Play& order : every_play()) {
    CAPTURE(order.label());
    const Trace trace = play(order).trace;
    for (std::uint32_t id = 1; id < trace.site_count(); ++id) {
      const Site& site = trace.site(static_cast<SiteId>(id));
      if (site.line == 0) continue;  // the root task, which no line of the scenario spawns
      CHECK(site.file == order.scenario->file);
      CHECK(static_cast<int>(site.line) >= order.scenario->first_line);
      CHECK(static_cast<int>(site.line) <= order.scenario->last_line);
    }
  }
}

TEST_CASE("tasks of one run have different names that are short enough for a lane") {
  for (const Play& order : every_play()) {
    CAPTURE(order.label());
    const Trace trace = play(order).trace;
    std::set<std::string> names;
    for (EventNumber n = 1; n <= trace.size(); ++n) {
      if (trace[n].kind != EventKind::task_spawned) continue;
      const std::string name(trace.string(static_cast<StringId>(trace[n].value >> 32)));
      CAPTURE(name);
      CHECK_FALSE(name.empty());
      CHECK(name.size() <= 14);
      CHECK(names.insert(name).second);
    }
  }
}

TEST_CASE("a run with standard values is long enough to watch and short enough to follow") {
  for (const Play& order : every_play()) {
    CAPTURE(order.label());
    const Played played = play(order);
    CHECK(played.trace.size() >= 12);
    CHECK(played.trace.size() <= 500);
    CHECK(played.result == (order.label() == "panic.unwrapped" ? RunResult::panicked : RunResult::finished));
  }
}

}  // namespace
}  // namespace loopglass
