// The await stack of a task: from its function to what it waits for in the end, branches beside each other.
#include "app/model/await_stack.hpp"

#include <string>

#include "tests/catch.hpp"
#include "tests/model/played.hpp"

namespace loopglass {
namespace {

/// A row a line: depth, what is awaited, how the branch stands.
std::string stack_at(const std::string& recipe, EventNumber n, std::uint32_t task) {
  const auto run = played(recipe);
  std::string text;
  for (const StackRow& row : stack_rows(run->trace(), run->chronicle().at(n), TaskId{task})) {
    const char* const branches[] = {"", " pending", " ready", " dropped", " idle"};
    text += std::to_string(row.depth) + " " +
            run->chronicle().names().object(row.await.kind, row.await.object) +
            branches[static_cast<int>(row.branch)] + (row.is_end ? " end" : "") + "\n";
  }
  return text;
}

}  // namespace

TEST_CASE("a joined pair stands side by side, each above what it waits for") {
  CHECK(stack_at("sequence/joined", 18, 1) ==
        "0 several futures\n"
        "1 ask() pending\n"
        "2 timer 1 end\n"
        "1 ask() pending\n"
        "2 timer 2 end\n");
}

TEST_CASE("a poll asks first for what the one before left pending, and then the code runs") {
  const auto run = played("blocking/blocking");
  const auto stage_at = [&](EventNumber n) {
    const World& world = run->chronicle().at(n);
    return poll_stage(*world.task(world.polling));
  };
  EventNumber n = 1;
  const auto next = [&](EventKind kind) {
    while (run->trace()[n].kind != kind || raw(run->trace()[n].task) != 2) ++n;
    return n++;
  };
  CHECK(stage_at(next(EventKind::poll_began)) == PollStage::runs);
  CHECK(stage_at(next(EventKind::await_began)) == PollStage::awaits);
  CHECK(stage_at(next(EventKind::timer_set)) == PollStage::awaits);
  CHECK(stage_at(next(EventKind::poll_began)) == PollStage::asks_again);
  CHECK(stage_at(next(EventKind::await_ended)) == PollStage::runs);
  CHECK(stage_at(next(EventKind::work_began)) == PollStage::runs);
}

TEST_CASE("a branch that is ready stays while its group waits for the other") {
  CHECK(stack_at("sequence/joined", 29, 1) ==
        "0 several futures\n"
        "1 ask() ready end\n"
        "1 ask() pending\n"
        "2 timer 2 end\n");
}

TEST_CASE("the stack names what the group of a select waits for") {
  CHECK(stack_at("select_loses/kept", 28, 3) ==
        "0 the first of several futures\n"
        "1 read_word() pending\n"
        "2 news from channel line end\n"
        "1 timer 2 pending end\n");
}

TEST_CASE("a future that its select has left half-way is alive, and nothing polls it") {
  CHECK(stack_at("futurelock/borrowed", 43, 1) ==
        "0 write()\n"
        "1 mutex log end\n"
        "0 write() idle end\n");
  CHECK(stack_at("futurelock/dropped", 43, 1).find("idle") == std::string::npos);
  // Where the next select takes it up again it is a branch of that.
  CHECK(stack_at("select_loses/kept", 60, 3).find("idle") == std::string::npos);
}

TEST_CASE("at every event of every scenario each await stands on the stack once") {
  for (const std::string& recipe : all_recipes()) {
    const auto run = played(recipe);
    CAPTURE(recipe);
    World world;
    std::size_t wrong = 0;
    for (EventNumber n = 1; n <= std::min<EventNumber>(run->trace().size(), 300); ++n) {
      apply(world, run->trace()[n]);
      for (const TaskState& task : world.tasks) {
        if (task.awaits.empty()) continue;
        std::size_t live = 0;
        for (const StackRow& row : stack_rows(run->trace(), world, task.id))
          live += row.branch == StackRow::Branch::none || row.branch == StackRow::Branch::pending ? 1 : 0;
        wrong += live == task.awaits.size() ? 0 : 1;
      }
    }
    CHECK(wrong == 0);
  }
}

}  // namespace loopglass
