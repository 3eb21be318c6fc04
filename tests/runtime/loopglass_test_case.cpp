#include "tests/runtime/loopglass_test_case.hpp"

#include <deque>

#include "runtime/trace/text.hpp"

namespace loopglass {
namespace {

/// Lets an exception of the body, a failed REQUIRE perhaps, out of the run as it is.
Future<> test(Future<> body, std::exception_ptr* thrown) {
  try {
    co_await body;
  } catch (...) {
    *thrown = std::current_exception();
  }
}

/// The names of the tasks that still live and that nobody aborted, in the order of spawning.
Lines living(const Trace& trace) {
  std::vector<std::pair<std::uint32_t, std::string>> tasks;
  for (EventNumber n = 1; n <= trace.size(); ++n) {
    const Event& event = trace[n];
    const auto gone = event.kind == EventKind::task_finished     ? raw(event.task)
                      : event.kind == EventKind::abort_requested ? event.subject
                                                                 : 0;
    if (gone != 0) std::erase_if(tasks, [&](const auto& task) { return task.first == gone; });
    if (event.kind != EventKind::task_spawned) continue;
    const std::string_view name = trace.string(static_cast<StringId>(event.value >> 32));
    tasks.emplace_back(raw(event.task),
                       name.empty() ? "task " + std::to_string(raw(event.task)) : std::string(name));
  }
  Lines names;
  for (auto& [id, name] : tasks) names.push_back(std::move(name));
  return names;
}

std::string joined(const Lines& names) {
  std::string text;
  for (const std::string& name : names) text += (text.empty() ? "" : ", ") + name;
  return text;
}

/// Every event in words; of a long run the last ones.
std::string story(const Trace& trace) {
  constexpr std::size_t most = 200;
  TraceText words(trace);
  std::deque<std::string> lines;
  for (EventNumber n = 1; n <= trace.size(); ++n) {
    lines.push_back(words.line(n));
    if (lines.size() > most) lines.pop_front();
  }
  std::string text =
      trace.size() > most ? "… after " + std::to_string(trace.size() - most) + " events\n" : "";
  for (const std::string& line : lines) text += line + "\n";
  return text;
}

}  // namespace

std::string fault_of(Future<> (*body)(Loop&), const TestRules& rules) {
  Loop loop;
  std::exception_ptr thrown;
  const auto main = loop.spawn(test(body(loop), &thrown), "test");
  while (!main.is_finished()) {
    if (loop.tick() == Tick::stuck) {
      return "the test waits for something that cannot happen. These tasks wait: " +
             joined(living(loop.trace())) + "\n" + story(loop.trace());
    }
  }
  if (thrown) std::rethrow_exception(thrown);
  const Lines left = living(loop.trace());
  if (left.empty() || rules.leaves_tasks) return "";
  return "the test has ended and leaves tasks behind: " + joined(left) + "\n" + story(loop.trace());
}

void run_test_case(Future<> (*body)(Loop&), const TestRules& rules) {
  const std::string fault = fault_of(body, rules);
  if (!fault.empty()) FAIL(fault);
}

}  // namespace loopglass
