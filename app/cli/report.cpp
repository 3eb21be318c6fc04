#include "app/cli/report.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include "app/cli/columns.hpp"
#include "app/model/questions.hpp"
#include "app/model/stuck.hpp"

namespace loopglass {
namespace {

using Json = nlohmann::ordered_json;

std::string counted(std::uint64_t n, const std::string& what) {
  return std::to_string(n) + " " + what + (n == 1 ? "" : "s");
}

std::string end_text(const Run& run) {
  const std::string when = to_text(run.chronicle().latest().now);
  switch (run.result()) {
    case RunResult::finished: return "finished at " + when;
    case RunResult::panicked: return "main panicked at " + when;
    case RunResult::deadlock: return "stuck at " + when;
    case RunResult::stopped: return "stopped at " + when;
  }
  return "";
}

/// Rows of words in columns: the first two to the left, the rest to the right.
using Row = std::array<std::string, 6>;

std::string table(const std::vector<Row>& rows) {
  std::array<std::size_t, 6> widths{};
  for (const Row& row : rows) {
    for (std::size_t i = 0; i < row.size(); ++i) {
      widths[i] = std::max(widths[i], left(row[i], 0).size() - (row[i].find("µ") != std::string::npos));
    }
  }
  std::string text;
  for (const Row& row : rows) {
    std::string line;
    for (std::size_t i = 0; i < row.size(); ++i) {
      line += (i == 0 ? "" : "  ") + (i < 2 ? left(row[i], widths[i]) : right(row[i], widths[i]));
    }
    text += trimmed(line) + "\n";
  }
  return text;
}

/// The message of the panic that ended a task.
std::string panic_message(const Trace& trace, TaskId task) {
  for (EventNumber n = trace.size(); n > 0; --n) {
    const Event& event = trace[n];
    if (event.kind == EventKind::task_finished && event.task == task) {
      return std::string(trace.string(static_cast<StringId>(event.value)));
    }
  }
  return "";
}

/// What the tasks were waiting for when nothing went on any more.
std::string who_waits(Run& run) {
  const Trace& trace = run.trace();
  EventNumber end = trace.size();
  while (end > 0 && trace[end].kind != EventKind::shutdown_began) --end;
  const World& world = run.chronicle().at(end == 0 ? 0 : end - 1);
  return who_is_stuck(world, run.chronicle().names());
}

constexpr const char* see_story = " Add --show story to see how it comes to that.";

}  // namespace

const char* name(RunResult result) {
  switch (result) {
    case RunResult::finished: return "finished";
    case RunResult::panicked: return "panicked";
    case RunResult::deadlock: return "deadlock";
    case RunResult::stopped: return "stopped";
  }
  return "";
}

std::string hash_text(const Trace& trace) { return fmt::format("{:016x}", trace.hash()); }

std::string json_report(const Run& run) {
  const Chronicle& chronicle = run.chronicle();
  const World& world = chronicle.latest();
  Json output = Json::array();
  for (const EventNumber n : world.output) {
    output.push_back(std::string(run.trace().string(static_cast<StringId>(run.trace()[n].value))));
  }
  Json tasks = Json::array();
  for (const TaskState& task : world.tasks) {
    const LateTimers late = chronicle.lanes().late_of(task.id, world.position);
    tasks.push_back({{"name", chronicle.names().task(task.id)},
                     {"state", name(task.status)},
                     {"polls", task.polls},
                     {"busy_ns", task.busy.count()},
                     {"queued_ns", task.queued.count()},
                     {"idle_ns", task.idle.count()},
                     {"late_timers", late.count},
                     {"latest_timer_ns", late.span.count()}});
  }
  Json warnings = Json::array();
  for (const Warning& warning : chronicle.warnings()) {
    warnings.push_back(
        {{"id", warning.id()}, {"task", chronicle.names().task(warning.task)}, {"text", warning.text}});
  }
  const Json report = {{"recipe", run.recipe()},
                       {"clock", name(run.clock())},
                       {"output", output},
                       {"result", name(run.result())},
                       {"virtual_ns", world.now.time_since_epoch().count()},
                       {"polls", world.polls},
                       {"wakes", world.wakes},
                       {"tasks", tasks},
                       {"warnings", warnings},
                       {"events", run.trace().size()},
                       {"hash", hash_text(run.trace())}};
  return report.dump(2, ' ', false, Json::error_handler_t::replace);
}

std::string summary(const Run& run) {
  const Chronicle& chronicle = run.chronicle();
  const World& world = chronicle.latest();
  std::vector<Row> rows = {{"task", "state", "polls", "busy", "queued", "idle"}};
  Duration busy{};
  Duration queued{};
  Duration idle{};
  for (const TaskState& task : world.tasks) {
    rows.push_back({chronicle.names().task(task.id), name(task.status), std::to_string(task.polls),
                    to_text(task.busy), to_text(task.queued), to_text(task.idle)});
    busy += task.busy;
    queued += task.queued;
    idle += task.idle;
  }
  rows.push_back(
      {"all together", "", std::to_string(world.polls), to_text(busy), to_text(queued), to_text(idle)});

  std::string text = run.recipe() + " on the " + name(run.clock()) + " clock: " + end_text(run) + "\n\n" +
                     table(rows) + "\n" + counted(world.tasks.size(), "task") + ", " +
                     counted(world.polls, "poll") + ", " + counted(world.wakes, "wake") + ", " +
                     counted(run.trace().size(), "event") + ", hash " + hash_text(run.trace()) + "\n";
  const auto& warnings = chronicle.warnings();
  text += warnings.empty() ? "no warnings\n" : counted(warnings.size(), "warning") + ":\n";
  for (const Warning& warning : warnings) text += "  ! " + warning.text + "\n";
  return text;
}

std::string questions(Run& run) {
  const auto asked = pose(*run.order().scenario, run.order().settings.variant, run.chronicle());
  if (asked.empty()) return "There is no question about this run.\n";
  std::string text;
  std::string answers = "\nAnswers\n";
  for (std::size_t i = 0; i < asked.size(); ++i) {
    const PosedQuestion& question = asked[i];
    const std::string number = std::to_string(i + 1);
    text += (i > 0 ? "\n" : "") + number + "  " + question.moment + " (Event " + std::to_string(question.at) +
            ".)\n   " + question.text + "\n";
    for (std::size_t c = 0; c < question.choices.size(); ++c) {
      text += "     " + std::string(1, static_cast<char>('a' + c)) + "  " + question.choices[c] + "\n";
    }
    answers += number + "  " + std::string(1, static_cast<char>('a' + question.answer)) + "  " +
               question.choices[question.answer] + ". " + question.because + " (Event " +
               std::to_string(question.decided) + ".)\n";
  }
  return text + answers;
}

namespace {

/// What is known without a trace that has the end.
std::optional<std::string> failure_off_the_record(const Run& run) {
  if (run.result() == RunResult::deadlock) return "The run is stuck: no task is ready and no timer is set.";
  if (run.result() == RunResult::panicked) return "main panicked, and that ends the run.";
  if (const auto panics = run.unobserved_panics(); panics > 0) {
    return counted(static_cast<std::size_t>(panics), "task") +
           " panicked, and no task joined to hear of it. What led to it is not on record any more.";
  }
  return std::nullopt;
}

}  // namespace

std::optional<std::string> failure(Run& run, bool warnings_fail) {
  const World& world = run.chronicle().latest();
  const Names& names = run.chronicle().names();
  const std::string when = to_text(world.now);
  if (!run.is_recorded()) return failure_off_the_record(run);
  if (run.result() == RunResult::deadlock) {
    return "The run is stuck at " + when + ": no task is ready and no timer is set. " + who_waits(run) + "." +
           see_story;
  }
  if (const TaskState* main = world.task(static_cast<TaskId>(1));
      run.result() == RunResult::stopped && main && main->abort_requested && !run.order().deeds.empty()) {
    return "main was aborted by hand, and that ends the run at " + when + "." + see_story;
  }
  if (run.result() == RunResult::stopped) {
    return "The run is stopped at " + when + ": after " + counted(run.trace().size(), "event") +
           " it has not come to an end. Choose smaller parameters, or a longer recording, such as "
           "?events=10000000.";
  }
  for (const TaskState& task : world.tasks) {
    if (task.status != TaskStatus::panicked || task.result_taken) continue;
    return names.task(task.id) + " panicked with “" + panic_message(run.trace(), task.id) + "”" +
           (run.result() == RunResult::panicked && raw(task.id) == 1
                ? ", and that ends the run."
                : ", and no task joined it to hear of it.") +
           see_story;
  }
  if (const auto& warnings = run.chronicle().warnings(); warnings_fail && !warnings.empty()) {
    return "The run has " + counted(warnings.size(), "warning") +
           ", and --strict lets none pass. The first: " + warnings.front().text;
  }
  return std::nullopt;
}

}  // namespace loopglass
