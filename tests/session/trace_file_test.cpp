#include "app/session/trace_file.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <random>
#include <sstream>

#include "app/session/run.hpp"
#include "scenarios/catalogue.hpp"
#include "tests/catch.hpp"
#include "tests/model/played.hpp"

namespace loopglass {
namespace {

const std::vector<Scenario>& scenarios() {
  static const std::vector<Scenario> all = compiled_scenarios();
  return all;
}

std::string saved(const Run& run) {
  std::string text;
  write_trace(run, [&](std::string_view piece) { text += piece; });
  return text;
}

std::string saved(const std::string& recipe) { return saved(*played(recipe)); }

Result<Recorded, Complaint> read(const std::string& text) {
  std::istringstream in(text);
  return read_trace(in, "run.json");
}

std::string fault(const std::string& text) {
  const auto run = read(text);
  return run ? "" : run.error().message();
}

TEST_CASE("a run that is saved, read and saved again is the same file, for every scenario and variant") {
  for (const std::string& recipe : all_recipes()) {
    CAPTURE(recipe);
    const std::string text = saved(recipe);
    auto run = read(text);
    REQUIRE(run.ok());
    CHECK(run.value().recipe == resolve(recipe, scenarios()).value().recipe().text());
    CHECK(saved(Run(run.unwrap(), scenarios())) == text);
  }
}

TEST_CASE("reading tells how far it is, and can be stopped") {
  const std::string text = saved("crowd?tasks=1000");
  REQUIRE(text.size() > 3'000'000);
  std::vector<double> told;
  std::istringstream in(text);
  const auto whole = read_trace(in, "run.json", [&](double share) {
    told.push_back(share);
    return true;
  });
  CHECK(whole.ok());
  REQUIRE(told.size() >= 10);
  CHECK(std::ranges::is_sorted(told));
  CHECK(told.front() > 0);
  CHECK(told.front() < 0.1);
  CHECK(told.back() > 0.9);
  CHECK(told.back() <= 1);

  std::istringstream again(text);
  const auto stopped = read_trace(again, "run.json", [](double share) { return share < 0.3; });
  REQUIRE_FALSE(stopped.ok());
  CHECK(stopped.error().message() == "Reading 'run.json' was stopped.");
}

TEST_CASE("text that is not UTF-8 is kept as it is") {
  Recorded run{.recipe = "hello", .clock = {}, .file = {}, .source = {}, .trace = {}};
  run.trace.add_string("a\xff\xfe z");
  run.trace.add_string("");
  const auto again = read(saved(Run(std::move(run), scenarios())));
  REQUIRE(again.ok());
  CHECK(again.value().trace.string(static_cast<StringId>(1)) == "a\xff\xfe z");
}

TEST_CASE("a recorded run keeps its own source, and its recipe where this version lacks the scenario") {
  std::string text = saved("hello");
  auto run = read(text).unwrap();
  run.recipe = "goodbye/slowly?times=3";
  run.source = "co_await goodbye();\n";
  const Run again(std::move(run), scenarios());
  CHECK(again.is_over());
  CHECK(again.recipe() == "goodbye/slowly?times=3");
  CHECK(again.order().scenario->source == "co_await goodbye();\n");
  CHECK(again.chronicle().latest().tasks.size() == 1);
  CHECK(saved(Run(read(saved(again)).unwrap(), scenarios())) == saved(again));
}

TEST_CASE("a file that is not a saved run is refused with the line and the reason") {
  CHECK(fault("").find("run.json', line 1: ") != std::string::npos);
  CHECK(fault("[1, 2]").find("(it is a list)") != std::string::npos);
  CHECK(fault("{\"traceEvents\": []}").find("no \"loopglass\" in it") != std::string::npos);
  CHECK(fault("{\n\n\"loopglass\": 7}").find("line 3: \"loopglass\" is not an object") != std::string::npos);
  CHECK(fault("{\n\"loopglass\": {\"kinds\": [\"task_slept\"]}}")
            .find("line 2: this version knows no event called 'task_slept'") != std::string::npos);
  CHECK(fault("{\"loopglass\": {\"kinds\": [\"output\"], \"events\": [[1,0,0]]}}").find("here are fewer") !=
        std::string::npos);
  CHECK(fault("{\"loopglass\": {\"events\": [[0,0,0,0,0,0,0,0]]}}")
            .find("a kind that \"kinds\" does not list") != std::string::npos);
  CHECK(fault("{\"loopglass\": {\"events\": [[0,0,-1,0,0,0,0,0]]}}")
            .find("number 3 of an event is out of its range") != std::string::npos);
  CHECK(fault(std::string(100'000, '[')).size() < 300);
  std::string changed = saved("hello");
  changed.replace(changed.rfind("],\n["), 4, "],\n[9");  // the time of the last event
  CHECK(fault(changed).find("its events are not those that were saved") != std::string::npos);
}

TEST_CASE("whatever the bytes of a file, reading it ends in a run or in one line of complaint") {
  const std::string whole = saved("panic/unwrapped");
  std::mt19937 random(7);
  for (int i = 0; i < 300; ++i) {
    std::string text = whole.substr(random() % 50 == 0 ? random() % whole.size() : 0);
    for (std::size_t n = random() % 4; n > 0; --n) {
      const std::size_t at = random() % text.size();
      switch (random() % 4) {
        case 0: text.resize(at); break;
        case 1: text[at] = static_cast<char>(random()); break;
        case 2: text.erase(at, random() % 40); break;
        default: text.insert(at, text.substr(random() % text.size(), random() % 40)); break;
      }
      if (text.empty()) text = "{";
    }
    CAPTURE(i);
    const std::string message = fault(text);
    CHECK(message.find('\n') == std::string::npos);
    if (text == whole) CHECK(message.empty());
  }
}

}  // namespace
}  // namespace loopglass
