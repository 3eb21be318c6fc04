// `loopglass export`: a run in a form that other programs take: its timeline as a drawing, its tasks or its
// events as a table, a stretch of it as a film.
#include <filesystem>
#include <memory>

#include "app/cli/command.hpp"
#include "app/cli/film.hpp"
#include "app/cli/look.hpp"
#include "app/cli/saved.hpp"
#include "app/platform/theme.hpp"
#include "app/platform/whole_file.hpp"
#include "app/session/run.hpp"
#include "app/session/shown_text.hpp"
#include "app/session/table_export.hpp"
#include "app/views/timeline_svg.hpp"

namespace loopglass {
namespace {

struct Words {
  std::string what;
  std::string as;
  std::string out;
  std::string theme;
  bool force = false;
  FilmWords film;
};

enum class Form { svg, tasks, events, gif, webm };

bool is_film(Form form) { return form == Form::gif || form == Form::webm; }

std::string ending_of(Form form) {
  switch (form) {
    case Form::svg: return ".svg";
    case Form::tasks:
    case Form::events: return ".csv";
    case Form::gif: return ".gif";
    case Form::webm: return ".webm";
  }
  return "";
}

/// The run of a recipe or of a file, over.
Result<std::unique_ptr<Run>, Complaint> run_of(const std::string& what, const Environment& environment) {
  if (is_trace_file(what)) {
    auto recorded = read_saved(what);
    if (!recorded) return recorded.error();
    return std::make_unique<Run>(recorded.unwrap(), environment.scenarios);
  }
  const auto order = resolve_and_try(what, environment.scenarios);
  if (!order) return order.error();
  auto run = std::make_unique<Run>(order.value());
  run->finish();
  return run;
}

std::string exported(const Run& run, Form form, const std::string& theme) {
  switch (form) {
    case Form::tasks: return tasks_csv(run.chronicle());
    case Form::events: return events_csv(run.chronicle());
    case Form::svg:
    case Form::gif:
    case Form::webm: break;
  }
  return timeline_svg(run.chronicle(), {.title = run.recipe(), .theme = platform::find_theme(theme)});
}

int write_export(const Words& words, Environment& environment) {
  const auto form = choose("form called", words.as, {"svg", "tasks", "events", "gif", "webm"});
  if (!form) return refuse(form.error());
  const auto kind = static_cast<Form>(form.value());
  const auto theme = read_theme(!words.theme.empty() ? words.theme : is_film(kind) ? "dark" : "light");
  if (!theme) return refuse(theme.error());
  const std::string ending = ending_of(kind);
  if (!words.out.ends_with(ending) || words.out.size() == ending.size()) {
    return refuse(Complaint("This cannot be written to " + in_quotes(words.out) +
                            ": give --out the name of a file that ends with " + ending + "."));
  }
  std::error_code ignored;
  if (!words.force && std::filesystem::exists(words.out, ignored)) {
    return refuse(Complaint("There is a file " + in_quotes(words.out) +
                            " already: choose another name, or add --force to replace it."));
  }
  if (is_film(kind)) {
    const FilmForm film = kind == Form::gif ? FilmForm::gif : FilmForm::webm;
    return export_film(words.what, film, words.out, theme.value(), words.film, environment);
  }
  if (const std::string given = words.film.first_given(); !given.empty()) {
    return refuse(Complaint(given + " is for films: leave it out, or export --as gif or webm."));
  }
  const auto run = run_of(words.what, environment);
  if (!run) return refuse(run.error());
  std::string error;
  if (!platform::write_whole_file(words.out, exported(*run.value(), kind, theme.value()), error)) {
    return refuse(Complaint(error + "."));
  }
  return 0;
}

}  // namespace

Action declare_export(CLI::App& command, Environment& environment) {
  const auto words = std::make_shared<Words>();
  command.add_option("RECIPE", words->what, "What to export, or a FILE.json with a saved run")->required();
  command.add_option("--as", words->as, "svg: the timeline. tasks, events: a table (CSV). gif, webm: a film")
      ->required();
  command.add_option("--out", words->out, "The file to write, .svg, .csv, .gif or .webm")->required();
  command.add_option("--theme", words->theme, "The theme; standard light for a drawing, dark for a film");
  command.add_flag("--force", words->force, "Replace the file if there is one");
  FilmWords& film = words->film;
  command.add_option("--from", film.from,
                     "Where a film begins, for example 250ms or #42; standard: the start");
  command.add_option("--to", film.to, "Where a film ends; standard: the end of the run");
  command.add_option("--speed", film.speed, "How fast a film goes, from 0.01 to 100; standard 1");
  command
      .add_option("--with", film.frame.with,
                  "A recipe to set beside it in a film; may be given several times")
      ->allow_extra_args(false);
  command.add_option("--view", film.frame.view, "What a film shows: all, loop or timeline; standard all");
  command.add_option("--size", film.frame.size, "Width and height of a film in pixels; standard 1280x720");
  command.add_option("--scale", film.frame.scale,
                     "How large things are in a film, from 0.75 to 3; standard 1");
  return [words, &environment] { return write_export(*words, environment); };
}

}  // namespace loopglass
