// `loopglass run`: plays a recipe without a window and prints its output, its events, its story or its
// figures.
#include <memory>

#include "app/cli/columns.hpp"
#include "app/cli/command.hpp"
#include "app/cli/interrupt.hpp"
#include "app/cli/report.hpp"
#include "app/model/story.hpp"
#include "app/session/run.hpp"
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
};

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

 private:
  Show show_;
  Output& output_;
  std::unique_ptr<TraceText> events_;
  std::unique_ptr<Storyteller> teller_;
  EventNumber printed_ = 0;
};

int play(const Order& order, ClockKind clock, Show show, bool strict, Output& output) {
  Printer printer(show, output);
  Run::Options options;
  options.clock = clock;
  options.output = [&](std::string_view line) { printer.print_line(line); };
  if (clock == ClockKind::real_time) {
    output.go_live();
    options.watch = [&](const Chronicle& chronicle) { printer.follow(chronicle); };
  }
  Run run(order, std::move(options));
  bool interrupted = false;
  {
    const StopOnInterrupt stop(run);
    while (run.advance(clock == ClockKind::real_time ? 1 : 1024)) {
      printer.follow(run.chronicle());
      if (!output.is_open()) run.stop();
    }
    interrupted = stop.happened();
  }
  printer.follow(run.chronicle());

  if (show == Show::json) output.line(json_report(run));
  if (show == Show::summary) output.write(summary(run));
  if (show == Show::questions) output.write(questions(run));
  output.flush();
  if (!output.is_open()) return 0;  // Output::finish says it
  if (show == Show::output || show == Show::events) {
    for (const Warning& warning : run.chronicle().warnings()) complain("warning: " + warning.text);
  }
  if (interrupted && run.result() == RunResult::stopped) {
    complain("The run is stopped by Ctrl-C at " + to_text(run.chronicle().latest().now) + ".");
    return status_interrupted;
  }
  const auto failed = failure(run, strict);
  if (!failed) return 0;
  complain(*failed);
  return status_failed;
}

int run(const Words& words, bool show_given, Environment& environment) {
  const auto clock = choose("clock", words.clock, {"virtual", "real"});
  if (!clock) return refuse(clock.error());
  const auto show =
      choose("way to show a run called", words.show, {"output", "events", "story", "summary", "questions"});
  if (!show) return refuse(show.error());
  if (words.json && show_given) {
    return refuse(Complaint("--json prints everything in one object: give it or --show, not both."));
  }
  const auto order = resolve(words.recipe, environment.scenarios);
  if (!order) return refuse(order.error());
  return play(order.value(), clock.value() == 1 ? ClockKind::real_time : ClockKind::virtual_time,
              words.json ? Show::json : static_cast<Show>(show.value()), words.strict, environment.output);
}

}  // namespace

Action declare_run(CLI::App& command, Environment& environment) {
  const auto words = std::make_shared<Words>();
  command.add_option("RECIPE", words->recipe, "What to run; it is played to its end")->required();
  command.add_option("--clock", words->clock, "virtual: exact and at once (standard). real: real time");
  const CLI::Option* show = command.add_option(
      "--show", words->show,
      "output: its lines (standard). events: one a line. story: in sentences. summary: figures. questions: "
      "what a class may be asked, with the answers");
  command.add_flag("--json", words->json, "Print one JSON object, for programs");
  command.add_flag("--strict", words->strict, "Fail if there is any warning");
  return [words, show, &environment] { return run(*words, show->count() > 0, environment); };
}

}  // namespace loopglass
