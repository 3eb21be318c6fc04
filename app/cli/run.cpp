// `loopglass run`: plays a recipe without a window and prints its output, its events, its story or its
// figures.
#include <filesystem>
#include <memory>
#include <optional>

#include "app/cli/clock.hpp"
#include "app/cli/columns.hpp"
#include "app/cli/command.hpp"
#include "app/cli/interrupt.hpp"
#include "app/cli/report.hpp"
#include "app/cli/saved.hpp"
#include "app/model/story.hpp"
#include "app/platform/whole_file.hpp"
#include "app/session/run.hpp"
#include "app/session/shown_text.hpp"
#include "runtime/trace/text.hpp"

namespace loopglass {
namespace {

enum class Show { output, events, story, summary, questions, json };

struct Words {
  std::string recipe;
  std::string clock = "virtual";
  std::string show = "output";
  bool json = false;
  bool strict = false;
  std::string save;
  bool force = false;
};

/// Whether nothing is printed in the end that needs the whole run.
bool is_shown_as_it_happens(Show show) {
  return show == Show::output || show == Show::events || show == Show::story;
}

/// Prints a run while it goes on.
class Printer {
 public:
  Printer(Show show, Output& output) : show_(show), output_(output) {}

  void print_line(std::string_view line) {
    if (show_ == Show::output) output_.line(line);
  }

  /// Prints what was not printed yet.
  void follow(const Chronicle& chronicle) {
    if (show_ == Show::events) {
      if (!events_) events_ = std::make_unique<TraceText>(chronicle.trace());
      while (printed_ < chronicle.trace().size() && output_.is_open())
        output_.line(events_->line(++printed_));
    } else if (show_ == Show::story) {
      if (!teller_) teller_ = std::make_unique<Storyteller>(chronicle.trace());
      for (const StoryLine& line : teller_->go_on(chronicle.warnings())) {
        output_.line(right(to_text(line.time), 11) + (line.is_warning ? "  ! " : "  ") + line.text);
      }
    }
  }

  void say_that_recording_ends(EventNumber events) const {
    complain("The recording is full after " + std::to_string(events) + " events. The run goes on and " +
             (show_ == Show::output ? "prints its lines" : "is not shown") +
             "; of what comes there are no warnings.");
  }

 private:
  Show show_;
  Output& output_;
  std::unique_ptr<TraceText> events_;
  std::unique_ptr<Storyteller> teller_;
  EventNumber printed_ = 0;
};

/// Plays it to its end; whether that was not hurried by Ctrl-C.
bool play(Run& run, Printer& printer, Output& output) {
  const StopOnInterrupt stop(run);
  bool was_recorded = true;
  while (run.advance(run.clock() == ClockKind::real_time ? 1 : 1024)) {
    printer.follow(run.chronicle());
    if (was_recorded && !run.is_recorded()) printer.say_that_recording_ends(run.trace().size());
    was_recorded = run.is_recorded();
    if (!output.is_open()) run.stop();
  }
  return !stop.happened();
}

/// Writes the run where `words` want it; a complaint if that cannot be done.
std::optional<Complaint> save(const Run& run, const Words& words) {
  if (words.save.empty()) return std::nullopt;
  std::string text;
  write_trace(run, [&](std::string_view piece) { text += piece; });
  std::string error;
  if (platform::write_whole_file(words.save, text, error)) return std::nullopt;
  return Complaint(error + ".");
}

/// Prints what is asked for of a run that is over; the exit status.
int report(Run& run, Printer& printer, Show show, const Words& words, bool hurried, Output& output) {
  printer.follow(run.chronicle());
  if (show == Show::json) output.line(json_report(run));
  if (show == Show::summary) output.write(summary(run));
  if (show == Show::questions) output.write(questions(run));
  output.flush();
  if (!output.is_open()) return 0;  // Output::finish says it
  if (show == Show::output || show == Show::events) {
    for (const Warning& warning : run.chronicle().warnings()) complain("warning: " + warning.text);
  }
  if (const auto fault = save(run, words)) return refuse(*fault);
  if (hurried && run.result() == RunResult::stopped) {
    complain("The run is stopped by Ctrl-C at " + to_text(run.now()) + ".");
    return status_interrupted;
  }
  const auto failed = failure(run, words.strict);
  if (!failed) return 0;
  complain(*failed);
  return status_failed;
}

int play_recipe(const Words& words, ClockKind clock, Show show, Environment& environment) {
  const auto order = resolve_and_try(words.recipe, environment.scenarios);
  if (!order) return refuse(order.error());
  if (clock == ClockKind::real_time) {
    if (const auto complaint = on_real_clock(order.value())) return refuse(*complaint);
  }
  if (order.value().position) {
    return refuse(Complaint("A run is played to its end, and the recipe " + in_quotes(words.recipe) +
                            " has a position: leave out what follows the @, or give the recipe to open or "
                            "picture, which show that moment."));
  }
  Output& output = environment.output;
  Printer printer(show, output);
  Run::Options options;
  options.clock = clock;
  options.output = [&](std::string_view line) { printer.print_line(line); };
  options.outlives_recording =
      clock == ClockKind::real_time && is_shown_as_it_happens(show) && words.save.empty() && !words.strict;
  if (clock == ClockKind::real_time) {
    output.go_live();
    options.watch = [&](const Chronicle& chronicle) { printer.follow(chronicle); };
  }
  Run run(order.value(), std::move(options));
  const bool hurried = !play(run, printer, output);
  return report(run, printer, show, words, hurried, output);
}

int tell_file(const Words& words, Show show, Environment& environment) {
  auto recorded = read_saved(words.recipe);
  if (!recorded) return refuse(recorded.error());
  Run run(recorded.unwrap(), environment.scenarios);
  Printer printer(show, environment.output);
  for (const EventNumber line : run.chronicle().latest().output) {
    printer.print_line(run.trace().string(static_cast<StringId>(run.trace()[line].value)));
  }
  return report(run, printer, show, words, false, environment.output);
}

int run(const Words& words, bool show_given, bool clock_given, Environment& environment) {
  const auto clock = read_clock(words.clock);
  if (!clock) return refuse(clock.error());
  const auto show =
      choose("way to show a run called", words.show, {"output", "events", "story", "summary", "questions"});
  if (!show) return refuse(show.error());
  if (words.json && show_given) {
    return refuse(Complaint("--json prints everything in one object: give it or --show, not both."));
  }
  if (!words.save.empty() && !words.force && std::filesystem::exists(words.save)) {
    return refuse(Complaint("There is a file " + in_quotes(words.save) +
                            " already: choose another name, or add --force to replace it."));
  }
  const Show how = words.json ? Show::json : static_cast<Show>(show.value());
  if (is_trace_file(words.recipe)) {
    if (clock_given) return refuse(Complaint("A saved run has its clock: leave --clock out."));
    return tell_file(words, how, environment);
  }
  return play_recipe(words, clock.value(), how, environment);
}

}  // namespace

Action declare_run(CLI::App& command, Environment& environment) {
  const auto words = std::make_shared<Words>();
  command.add_option("RECIPE", words->recipe, "What to run to its end; or a FILE.json that --save wrote")
      ->required();
  const CLI::Option* clock =
      command.add_option("--clock", words->clock, "virtual: exact and at once (standard). real: real time");
  const CLI::Option* show = command.add_option(
      "--show", words->show,
      "output: its lines (standard). events: one a line. story: in sentences. summary: figures. questions: "
      "what a class may be asked, with the answers");
  command.add_flag("--json", words->json, "Print one JSON object, for programs");
  command.add_flag("--strict", words->strict, "Fail if there is any warning");
  command.add_option("--save", words->save, "Write the run to this file, which trace viewers open, too");
  command.add_flag("--force", words->force, "Replace the file of --save if there is one");
  return [words, show, clock, &environment] {
    return run(*words, show->count() > 0, clock->count() > 0, environment);
  };
}

}  // namespace loopglass
