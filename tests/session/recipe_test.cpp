#include "app/session/recipe.hpp"

#include "tests/catch.hpp"

namespace loopglass {
namespace {

Future<> nothing(Settings) { co_return; }

std::vector<Scenario> two_scenarios() {
  Scenario plain;
  plain.name = "plain";
  plain.make = nothing;
  Scenario rich;
  rich.name = "rich";
  rich.make = nothing;
  rich.variants = {{"slow", "Takes its time."},
                   {"fast", "Does not."},
                   {.name = "odd",
                    .summary = "Takes the last.",
                    .schedule = {.policy = Policy::lifo, .choices = {1}, .budget = 8}}};
  rich.parameters = {{"tasks", "How many.", Unit::count, 10, 1, 1000},
                     {"pause", "How long.", Unit::duration, 300'000'000, 0, 60'000'000'000}};
  return {plain, rich};
}

std::string complaint_about(std::string_view text) {
  static const std::vector<Scenario> scenarios = two_scenarios();
  const auto order = resolve(text, scenarios);
  return order ? "" : order.error().message();
}

constexpr const char* shape = "; a recipe is name/variant?key=value&key=value@position.";

}  // namespace

TEST_CASE("a recipe that was parsed says the same text again") {
  const auto* const text =
      GENERATE("hello", "blocking/offloaded", "blocking?tasks=4", "blocking/x?tasks=4&seed=7",
               "a_b-C1/v@250ms", "hello@#42", "hello@#0", "hello@0s", "hello?k=300us@1s", "hello@1ns",
               "hello?when=1-2:3,4.5@18us", "hello@#18446744073709551615");
  const auto recipe = Recipe::parse(text);
  REQUIRE(recipe);
  CHECK(recipe.value().text() == text);
}

TEST_CASE("the parts of a recipe are where they belong") {
  const Recipe recipe = Recipe::parse("blocking/offloaded?tasks=4&seed=7@250ms").value();
  CHECK(recipe.scenario == "blocking");
  CHECK(recipe.variant == "offloaded");
  REQUIRE(recipe.entries.size() == 2);
  CHECK(recipe.entries[0].key == "tasks");
  CHECK(recipe.entries[0].value == "4");
  CHECK(recipe.entries[1].key == "seed");
  CHECK(recipe.position == Position(Instant(std::chrono::milliseconds(250))));
  CHECK(Recipe::parse("hello@#42").value().position == Position(EventNumber{42}));
  CHECK_FALSE(Recipe::parse("hello").value().position.has_value());
}

TEST_CASE("a malformed recipe is refused with its place and what was expected there") {
  struct Row {
    std::string text;
    std::string begin;
  };
  const std::string time_or_event = "a time such as 250ms or an event such as #42";
  const auto row = GENERATE_COPY(values<Row>({
      {"", "The recipe '' is wrong at character 1: expected the name of a scenario"},
      {"/fast", "The recipe '/fast' is wrong at character 1: expected the name of a scenario"},
      {"?tasks=4", "The recipe '?tasks=4' is wrong at character 1: expected the name of a scenario"},
      {"two words", "The recipe 'two words' is wrong at character 1: expected the name of a scenario"},
      {"rich/", "The recipe 'rich/' is wrong at character 6: expected the name of a variant"},
      {"rich/a/b", "The recipe 'rich/a/b' is wrong at character 6: expected the name of a variant"},
      {"rich?", "The recipe 'rich?' is wrong at character 6: expected the name of a parameter"},
      {"rich?=4", "The recipe 'rich?=4' is wrong at character 6: expected the name of a parameter"},
      {"rich?tasks", "The recipe 'rich?tasks' is wrong at character 11: expected '=' and a value"},
      {"rich?tasks=", "The recipe 'rich?tasks=' is wrong at character 12: expected a value"},
      {"rich?tasks=4&",
       "The recipe 'rich?tasks=4&' is wrong at character 14: expected the name of a parameter"},
      {"rich?tasks=4&&",
       "The recipe 'rich?tasks=4&&' is wrong at character 14: expected the name of a parameter"},
      {"rich@", "The recipe 'rich@' is wrong at character 6: expected " + time_or_event},
      {"rich@250", "The recipe 'rich@250' is wrong at character 6: expected " + time_or_event},
      {"rich@-5ms", "The recipe 'rich@-5ms' is wrong at character 6: expected " + time_or_event},
      {"rich@#", "The recipe 'rich@#' is wrong at character 6: expected " + time_or_event},
      {"rich@#-1", "The recipe 'rich@#-1' is wrong at character 6: expected " + time_or_event},
      {"rich@#99999999999999999999",
       "The recipe 'rich@#99999999999999999999' is wrong at character 6: expected " + time_or_event},
      {"rich@9999999999999s",
       "The recipe 'rich@9999999999999s' is wrong at character 6: expected " + time_or_event},
      {"rich@1ms@2ms", "The recipe 'rich@1ms@2ms' is wrong at character 6: expected " + time_or_event},
      {"ri\nch", "The recipe 'ri?ch' is wrong at character 1: expected the name of a scenario"},
      {"\xff\xfe",
       "The recipe '?"
       "?' is wrong at character 1: expected the name of a scenario"},
      {"rich/\u00e4?", "The recipe 'rich/\u00e4?' is wrong at character 6: expected the name of a variant"},
  }));
  const auto recipe = Recipe::parse(row.text);
  REQUIRE_FALSE(recipe);
  CHECK(recipe.error().message() == row.begin + shape);
}

TEST_CASE("a very long recipe is refused with a short message") {
  const auto recipe = Recipe::parse(std::string(1'000'000, '\xc3'));
  REQUIRE_FALSE(recipe);
  CHECK(recipe.error().message().size() < 200);
}

TEST_CASE("an order has every parameter, and its recipe leaves out what is standard") {
  const std::vector<Scenario> scenarios = two_scenarios();
  const auto order = resolve("rich/slow?tasks=10&pause=500ms&seed=0@#3", scenarios);
  REQUIRE(order);
  CHECK(order.value().settings.variant == "slow");
  CHECK(order.value().settings.count("tasks") == 10);
  CHECK(order.value().settings.duration("pause") == std::chrono::milliseconds(500));
  CHECK(order.value().recipe().text() == "rich?pause=500ms@#3");
  CHECK(resolve("rich", scenarios).value().settings.count("tasks") == 10);
  CHECK(resolve("rich/fast?seed=18446744073709551615", scenarios).value().recipe().text() ==
        "rich/fast?seed=18446744073709551615");
}

TEST_CASE("what does not fit a scenario is refused with the nearest name or the range") {
  CHECK(complaint_about("plan") ==
        "There is no scenario 'plan'. Did you mean 'plain'? 'loopglass list' shows them all.");
  CHECK(complaint_about("zzzzzz") == "There is no scenario 'zzzzzz'. 'loopglass list' shows them all.");
  CHECK(complaint_about("rich/fest") ==
        "The scenario rich has no variant 'fest'. Did you mean 'fast'? It has slow, fast, odd.");
  CHECK(complaint_about("plain/fast") == "The scenario plain has no variant 'fast'. It has no variants.");
  CHECK(complaint_about("rich?task=4") ==
        "The scenario rich has no parameter 'task'. Did you mean 'tasks'? It has tasks, pause, policy, "
        "choices, budget, seed.");
  const std::string tasks = ": give a whole number from 1 to 1000.";
  CHECK(complaint_about("rich?tasks=-1") == "The parameter tasks cannot be '-1'" + tasks);
  CHECK(complaint_about("rich?tasks=0") == "The parameter tasks cannot be '0'" + tasks);
  CHECK(complaint_about("rich?tasks=1001") == "The parameter tasks cannot be '1001'" + tasks);
  CHECK(complaint_about("rich?tasks=4.5") == "The parameter tasks cannot be '4.5'" + tasks);
  CHECK(complaint_about("rich?tasks=four") == "The parameter tasks cannot be 'four'" + tasks);
  CHECK(complaint_about("rich?tasks=99999999999999999999") ==
        "The parameter tasks cannot be '99999999999999999999'" + tasks);
  CHECK(complaint_about("rich?pause=1h") ==
        "The parameter pause cannot be '1h': give a time such as 300ms from 0s to 60s.");
  CHECK(complaint_about("rich?pause=-1ms") ==
        "The parameter pause cannot be '-1ms': give a time such as 300ms from 0s to 60s.");
  CHECK(complaint_about("rich?seed=-1") == "The seed cannot be '-1': give a whole number from 0 on.");
  CHECK(complaint_about("rich?tasks=4&tasks=5") ==
        "The recipe gives the parameter 'tasks' twice: give it once.");
  CHECK(complaint_about("plain?seed=1&seed=1") ==
        "The recipe gives the parameter 'seed' twice: give it once.");
}

TEST_CASE("every scenario takes a policy, choices and a budget, and its recipe says them again") {
  const std::vector<Scenario> scenarios = two_scenarios();
  const auto schedule = [&](std::string_view text) {
    return resolve(text, scenarios).value().settings.schedule;
  };
  CHECK(schedule("plain") == Schedule{});
  CHECK(schedule("plain?policy=lifo") == Schedule{.policy = Policy::lifo});
  CHECK(schedule("plain?choices=0.2.1&budget=128") == Schedule{.choices = {0, 2, 1}, .budget = 128});
  const auto* const text = GENERATE("plain?policy=lifo", "plain?policy=tokio", "plain?policy=node",
                                    "plain?policy=random&seed=3", "plain?choices=0.2.1", "plain?budget=128",
                                    "rich?tasks=3&policy=random&choices=4294967295&budget=1&seed=2@#3");
  CHECK(resolve(text, scenarios).value().recipe().text() == text);
  CHECK(resolve("plain?policy=fifo&budget=off", scenarios).value().recipe().text() == "plain");
}

TEST_CASE("a variant has a schedule of its own, and a recipe may ask for another") {
  const std::vector<Scenario> scenarios = two_scenarios();
  const Order odd = resolve("rich/odd", scenarios).value();
  CHECK(odd.settings.schedule == Schedule{.policy = Policy::lifo, .choices = {1}, .budget = 8});
  CHECK(odd.recipe().text() == "rich/odd");
  const Order other = resolve("rich/odd?policy=fifo&choices=0&budget=off", scenarios).value();
  CHECK(other.settings.schedule == Schedule{.choices = {0}});
  CHECK(other.recipe().text() == "rich/odd?policy=fifo&choices=0&budget=off");
  CHECK(resolve("rich/odd?policy=lifo&budget=8", scenarios).value().recipe().text() == "rich/odd");
}

TEST_CASE("a schedule that cannot be had is refused with what there is") {
  CHECK(
      complaint_about("plain?policy=lilo") ==
      "There is no policy 'lilo'. Did you mean 'lifo'? There are fifo, lifo, random, tokio, asyncio, node.");
  CHECK(complaint_about("plain?policy=choices") ==
        "There is no policy 'choices'. There are fifo, lifo, random, tokio, asyncio, node.");
  const std::string choices =
      ": give places in the ready queue with dots between them, such as 0.2.1, 10000 at most.";
  for (const std::string text : {"x", "1.", ".1", "1..2", "-1", "4294967296", "0.1.x"}) {
    CHECK(complaint_about("plain?choices=" + text) == "The choices cannot be '" + text + "'" + choices);
  }
  for (const std::string text : {"0", "-1", "1000001", "on", "8ms"}) {
    CHECK(complaint_about("plain?budget=" + text) ==
          "The budget cannot be '" + text + "': give a whole number from 1 to 1000000, or off.");
  }
  CHECK(complaint_about("plain?polcy=lifo") ==
        "The scenario plain has no parameter 'polcy'. Did you mean 'policy'? It has policy, choices, budget, "
        "seed.");
}

TEST_CASE("a duration is a whole number with a unit, and is said in the largest unit that is exact") {
  CHECK(parse_duration("300ms") == std::chrono::milliseconds(300));
  CHECK(parse_duration("-2s") == std::chrono::seconds(-2));
  CHECK(parse_duration("7us") == std::chrono::microseconds(7));
  CHECK(parse_duration("0ns") == Duration::zero());
  for (const auto* const text : {"", "ms", "3", "3 ms", "3m", "1.5s", "--1s", "1-2ms", "+1ms", "9223372037s",
                                 "99999999999999999999ns", "3MS"}) {
    CAPTURE(text);
    CHECK_FALSE(parse_duration(text).has_value());
  }
  CHECK(duration_text(std::chrono::milliseconds(1500)) == "1500ms");
  CHECK(duration_text(std::chrono::seconds(2)) == "2s");
  CHECK(duration_text(Duration(1001)) == "1001ns");
  CHECK(parse_duration(duration_text(Duration::max())) == Duration::max());
  CHECK(parse_duration(duration_text(Duration::min())) == Duration::min());
}

}  // namespace loopglass
