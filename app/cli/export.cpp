// `loopglass export`: a run in a form that other programs take: its timeline as a drawing, its tasks or its
// events as a table.
#include <filesystem>
#include <memory>

#include "app/cli/command.hpp"
#include "app/cli/look.hpp"
#include "app/platform/theme.hpp"
#include "app/platform/whole_file.hpp"
#include "app/session/run.hpp"
#include "app/session/shown_text.hpp"
#include "app/session/table_export.hpp"
#include "app/session/trace_file.hpp"
#include "app/views/timeline_svg.hpp"

namespace loopglass {
namespace {

struct Words {
  std::string what;
  std::string as;
  std::string out;
  std::string theme = "light";
  bool force = false;
};

enum class Form { svg, tasks, events };

/// The run of a recipe or of a file, over.
Result<std::unique_ptr<Run>, Complaint> run_of(const std::string& what, const Environment& environment) {
  if (is_trace_file(what)) {
    auto recorded = read_trace_file(what);
    if (!recorded) return recorded.error();
    return std::make_unique<Run>(recorded.unwrap(), environment.scenarios);
  }
  const auto order = resolve(what, environment.scenarios);
  if (!order) return order.error();
  auto run = std::make_unique<Run>(order.value());
  run->finish();
  return run;
}

std::string exported(const Run& run, Form form, const Words& words) {
  switch (form) {
    case Form::tasks: return tasks_csv(run.chronicle());
    case Form::events: return events_csv(run.chronicle());
    case Form::svg: break;
  }
  return timeline_svg(run.chronicle(), {.title = run.recipe(), .theme = platform::find_theme(words.theme)});
}

int write_export(const Words& words, Environment& environment) {
  const auto form = choose("form called", words.as, {"svg", "tasks", "events"});
  if (!form) return refuse(form.error());
  const auto theme = read_theme(words.theme);
  if (!theme) return refuse(theme.error());
  const auto kind = static_cast<Form>(form.value());
  const std::string ending = kind == Form::svg ? ".svg" : ".csv";
  if (!words.out.ends_with(ending) || words.out.size() == ending.size()) {
    return refuse(Complaint("This cannot be written to " + in_quotes(words.out) +
                            ": give --out the name of a file that ends with " + ending + "."));
  }
  std::error_code ignored;
  if (!words.force && std::filesystem::exists(words.out, ignored)) {
    return refuse(Complaint("There is a file " + in_quotes(words.out) +
                            " already: choose another name, or add --force to replace it."));
  }
  const auto run = run_of(words.what, environment);
  if (!run) return refuse(run.error());
  std::string error;
  if (!platform::write_whole_file(words.out, exported(*run.value(), kind, words), error)) {
    return refuse(Complaint(error + "."));
  }
  return 0;
}

}  // namespace

Action declare_export(CLI::App& command, Environment& environment) {
  const auto words = std::make_shared<Words>();
  command.add_option("RECIPE", words->what, "What to export, or a FILE.json with a saved run")->required();
  command.add_option("--as", words->as, "svg: the timeline. tasks, events: a table (CSV)")->required();
  command.add_option("--out", words->out, "The file to write, .svg or .csv")->required();
  command.add_option("--theme", words->theme, "The theme of a drawing; standard light");
  command.add_flag("--force", words->force, "Replace the file if there is one");
  return [words, &environment] { return write_export(*words, environment); };
}

}  // namespace loopglass
