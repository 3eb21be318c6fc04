// How the schedule's doings are told, and what the world makes of them.
#include <algorithm>

#include "app/model/brief.hpp"
#include "app/model/explain.hpp"
#include "tests/catch.hpp"
#include "tests/model/played.hpp"

namespace loopglass {
namespace {

/// The sentences of all events of a kind, in order.
std::vector<std::string> sentences(Run& run, EventKind kind) {
  std::vector<std::string> list;
  for (EventNumber n = 1; n <= run.trace().size(); ++n) {
    if (run.trace()[n].kind != kind) continue;
    list.push_back(explain(run.trace(), run.chronicle().names(), run.chronicle().at(n - 1), run.trace()[n]));
  }
  return list;
}

std::vector<std::string> sentences(const std::string& recipe, EventKind kind) {
  return sentences(*played(recipe), kind);
}

/// Whether one of the sentences of a kind is this one.
bool tells(const std::string& recipe, EventKind kind, const std::string& sentence) {
  const auto list = sentences(recipe, kind);
  for (const std::string& line : list) UNSCOPED_INFO(line);
  return std::ranges::find(list, sentence) != list.end();
}

TEST_CASE("a choice is told with its rule, its place and those that it goes ahead of") {
  CHECK(tells("fairness/lifo?tasks=2", EventKind::task_chosen,
              "Last in, first out: the executor takes runner 2 from the back of the ready queue, ahead of "
              "runner 1."));
  CHECK(tells("fairness/lifo?tasks=3", EventKind::task_chosen,
              "Last in, first out: the executor takes runner 3 from the back of the ready queue, ahead of "
              "runner 1 and runner 2."));
  CHECK(tells("fairness/lifo?tasks=9", EventKind::task_chosen,
              "Last in, first out: the executor takes runner 9 from the back of the ready queue, ahead of "
              "runner 1 and 7 others."));
  CHECK(tells("fairness?choices=1", EventKind::task_chosen,
              "The recipe decides: the executor takes runner 2 from place 2 of the ready queue, ahead of "
              "runner 1."));
  const auto by_chance = sentences("fairness/random", EventKind::task_chosen);
  REQUIRE_FALSE(by_chance.empty());
  for (const std::string& line : by_chance) CHECK(line.starts_with("Chance decides: the executor takes "));
}

TEST_CASE("a poll after a choice does not speak of the head of the queue, and one without a choice does") {
  CHECK(tells("fairness/lifo?tasks=2", EventKind::poll_began,
              "The executor polls runner 2 for the first time."));
  for (const std::string& line : sentences("fairness/fifo", EventKind::poll_began)) {
    CHECK(line.find("from the head of the ready queue") != std::string::npos);
  }
}

TEST_CASE("a turn says how its policy takes the tasks") {
  CHECK(tells("fairness/lifo", EventKind::turn_began,
              "Turn 2 of the loop: 4 polls, each of the task that came last into the ready queue."));
  CHECK(tells("fairness/random", EventKind::turn_began,
              "Turn 2 of the loop: 4 polls, each of a task that chance picks from the ready queue."));
  CHECK(tells("fairness?choices=1", EventKind::turn_began,
              "Turn 2 of the loop: 4 polls, each of a task that the recipe chooses from the ready queue."));
  CHECK(tells("fairness", EventKind::turn_began,
              "Turn 2 of the loop: it polls the 4 tasks that are ready now, runner 1 first."));
}

TEST_CASE("a budget that is spent is told with its number, and the wake as its doing") {
  CHECK(
      tells("budget/on", EventKind::budget_spent,
            "8 awaits of reader were ready in this poll, and that is its budget: it has to let the others go "
            "first."));
  CHECK(tells("budget/on?budget=1", EventKind::budget_spent,
              "1 await of reader was ready in this poll, and that is its budget: it has to let the others go "
              "first."));
  CHECK(tells("budget/on", EventKind::task_woken,
              "Its budget will put reader at the back of the ready queue when this poll ends."));
}

TEST_CASE("in few words, a choice says how many stood ahead, and a budget how large it was") {
  const auto run = played("fairness/lifo?tasks=3");
  std::vector<std::string> words;
  for (EventNumber n = 1; n <= run->trace().size(); ++n) {
    if (run->trace()[n].kind == EventKind::task_chosen) {
      words.push_back(brief(run->trace(), run->chronicle().names(), run->trace()[n]));
    }
  }
  REQUIRE(words.size() > 1);
  CHECK(words.front() == "taken ahead of 2 others");
  CHECK(words.back() == "taken ahead of 1 other");
}

TEST_CASE("the world takes the chosen task out of the queue, and the others keep their order") {
  const auto run = played("fairness/random?tasks=6");
  std::size_t choices = 0;
  for (EventNumber n = 1; n <= run->trace().size(); ++n) {
    const Event& event = run->trace()[n];
    if (event.kind != EventKind::task_chosen) continue;
    ++choices;
    World before = run->chronicle().at(n - 1);
    REQUIRE(before.ready.at(event.subject) == event.task);
    REQUIRE(run->trace()[n + 1].kind == EventKind::poll_began);
    auto expected = before.ready;
    erase(expected, event.task);
    const World& after = run->chronicle().at(n + 1);
    CHECK(after.ready == expected);
    CHECK(after.polling == event.task);
    CHECK(after.turn_boundary() == 0);
  }
  CHECK(choices > 5);
}

TEST_CASE("only first in, first out has a boundary between this turn and the next one") {
  const auto fifo = played("fairness/fifo");
  const auto lifo = played("fairness/lifo");
  const auto most = [](Run& run) {
    std::size_t boundary = 0;
    for (EventNumber n = 0; n <= run.trace().size(); ++n) {
      boundary = std::max(boundary, run.chronicle().at(n).turn_boundary());
    }
    return boundary;
  };
  CHECK(most(*fifo) == 3);
  CHECK(most(*lifo) == 0);
}

}  // namespace
}  // namespace loopglass
