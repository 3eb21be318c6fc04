#include "app/cli/film.hpp"

#include <cmath>
#include <memory>
#include <optional>

#include "app/cli/interrupt.hpp"
#include "app/cli/saved.hpp"
#include "app/session/playback.hpp"
#include "app/session/read_number.hpp"
#include "app/session/run.hpp"
#include "app/session/shown_text.hpp"

namespace loopglass {
namespace {

constexpr double most_seconds = 10 * 60;

struct Stretch {
  Position begin;
  EventNumber end = 0;
};

EventNumber event_at(const Trace& trace, const Position& position) {
  const auto* event = std::get_if<EventNumber>(&position);
  return event ? *event : position_at(trace, std::get<Instant>(position));
}

Result<Position, Complaint> read_place(std::string_view option, std::string_view word) {
  const auto place = parse_position(word);
  if (place) return *place;
  return Complaint(std::string(option) + " cannot be " + in_quotes(word) +
                   ": give a time such as 250ms or an event such as #42.");
}

Result<double, Complaint> read_speed(std::string_view word) {
  const auto speed = read_number<double>(word);
  if (speed && *speed >= Playback::slowest && *speed <= Playback::fastest) return *speed;
  return Complaint("The speed cannot be " + in_quotes(word) + ": give a number from 0.01 to 100.");
}

/// `at`: where the recipe stands; the film begins there if nothing else was said.
Result<Stretch, Complaint> read_stretch(const FilmWords& words, const std::optional<Position>& at,
                                        const Run& run) {
  const Trace& trace = run.trace();
  Stretch stretch{.begin = at.value_or(EventNumber{0}), .end = trace.size()};
  if (!words.from.empty()) {
    const auto from = read_place("--from", words.from);
    if (!from) return from.error();
    stretch.begin = from.value();
  }
  if (!words.to.empty()) {
    const auto to = read_place("--to", words.to);
    if (!to) return to.error();
    stretch.end = event_at(trace, to.value());
  }
  if (const EventNumber begin = event_at(trace, stretch.begin);
      begin < stretch.end && stretch.end <= trace.size()) {
    return stretch;
  }
  return Complaint("There is nothing to film there: the run has " + std::to_string(trace.size()) +
                   " events and ends at " + to_text(run.now()) + ", and --to must come after --from.");
}

/// How long playing it takes.
double seconds_of(const Stretch& stretch, const Trace& trace, double speed) {
  double seconds = 0;
  for (EventNumber n = event_at(trace, stretch.begin) + 1; n <= stretch.end; ++n) {
    const Pace p = pace(trace, n);
    seconds += p.flowing + p.moving + p.resting;
  }
  return seconds / speed;
}

}  // namespace

std::string FilmWords::first_given() const {
  const FilmWords standard;
  if (!frame.with.empty()) return "--with";
  if (from != standard.from) return "--from";
  if (to != standard.to) return "--to";
  if (speed != standard.speed) return "--speed";
  if (frame.view != standard.frame.view) return "--view";
  if (frame.size != standard.frame.size) return "--size";
  if (frame.scale != standard.frame.scale) return "--scale";
  return "";
}

int export_film(const std::string& what, FilmForm form, const std::string& out, const std::string& theme,
                const FilmWords& words, Environment& environment) {
  FilmRequest request;
  request.form = form;
  auto frame = read_frame(words.frame, environment.scenarios);
  if (!frame) return refuse(frame.error());
  request.picture = frame.unwrap();
  request.picture.out = out;
  request.picture.theme = theme;
  const auto speed = read_speed(words.speed);
  if (!speed) return refuse(speed.error());
  request.speed = speed.value();

  std::unique_ptr<Run> run;
  if (is_trace_file(what)) {
    auto recorded = read_saved(what);
    if (!recorded) return refuse(recorded.error());
    request.recorded = recorded.unwrap();
    run = std::make_unique<Run>(*request.recorded, environment.scenarios);
  } else {
    const auto order = resolve_and_try(what, environment.scenarios);
    if (!order) return refuse(order.error());
    request.picture.order = order.value();
    run = std::make_unique<Run>(order.value());
    run->finish();
  }
  const auto stretch = read_stretch(words, request.picture.order.position, *run);
  if (!stretch) return refuse(stretch.error());
  if (const double seconds = seconds_of(stretch.value(), run->trace(), request.speed);
      seconds > most_seconds) {
    return refuse(
        Complaint("The film would take " + std::to_string(std::llround(seconds / 60)) +
                  " minutes, and ten are the most: choose a shorter stretch with --from and --to, or a "
                  "higher --speed."));
  }
  request.picture.order.position = stretch.value().begin;
  request.end = stretch.value().end;

  const StopOnInterrupt interrupt(*run);
  request.is_stopped = [&] { return interrupt.happened(); };
  const auto filmed = environment.screens.film(request);
  if (interrupt.happened()) return status_interrupted;
  return filmed ? 0 : refuse(filmed.error());
}

}  // namespace loopglass
