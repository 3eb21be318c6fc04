#include "app/views/screens.hpp"

#include <cstdlib>

#include "app/platform/film.hpp"
#include "app/platform/headless.hpp"
#include "app/platform/window.hpp"
#include "app/session/shown_text.hpp"
#include "app/views/workbench.hpp"

namespace loopglass {
namespace {

/// What is shown when nobody said what to show: small, and with every place of the loop in use.
constexpr const char* first_recipe = "timers?tasks=2";

const Theme& theme_named(const std::string& name) {
  const Theme* theme = platform::find_theme(name);
  return theme ? *theme : platform::dark();
}

/// What was open in the last session, if that is still to be had.
Order first_order(const std::string& last, const std::vector<Scenario>& scenarios) {
  for (const std::string_view recipe : {std::string_view(last), std::string_view(first_recipe)}) {
    const auto order = resolve(recipe, scenarios);
    if (order) return order.value();
  }
  Recipe recipe;
  recipe.scenario = scenarios.front().name;
  return resolve(recipe, scenarios).value();
}

std::unique_ptr<platform::HeadlessHost> open_host(const PictureRequest& request, std::string& error) {
  return platform::HeadlessHost::open(
      {request.width, request.height, static_cast<float>(request.scale), theme_named(request.theme)}, error);
}

}  // namespace

Result<void, Complaint> open_window(const OpenRequest& request) {
  Workbench workbench(*request.scenarios);
  if (const char* path = std::getenv("LOOPGLASS_REPORT")) workbench.report_to(path);
  const Remembered last = workbench.recall(MemoryFile());
  if (request.recorded) {
    workbench.open(*request.recorded, request.file);
  } else {
    Order order = request.order ? *request.order : first_order(last.recipe, *request.scenarios);
    if (request.clock == ClockKind::real_time) {
      order.position.reset();
      workbench.open_live(order.untouched());
    } else {
      workbench.open(std::move(order));
    }
  }
  if (!request.with.empty()) workbench.compare_with(request.with);
  workbench.welcome();
  std::string error;
  const platform::WindowOptions options{
      .title = "Loopglass",
      .scale = static_cast<float>(request.scale != 0 ? request.scale : last.scale),
      .chosen_where = request.scale != 0 ? 0 : static_cast<float>(last.screen_scale),
      .theme = theme_named(request.theme.empty() ? last.theme : request.theme)};
  if (platform::run_window(options, workbench, error) != 0) return Complaint(error + ".");
  workbench.keep();
  return {};
}

Result<void, Complaint> draw_picture(const PictureRequest& request) {
  std::string error;
  const auto host = open_host(request, error);
  if (!host) return Complaint(error + ".");
  Workbench workbench(*request.scenarios);
  workbench.show_only(request.view);
  Order order = request.order;
  // Without a position the picture shows the end of the run, where nothing more will change.
  if (!order.position) order.position = Instant::max();
  workbench.open(std::move(order));
  if (!request.with.empty()) workbench.compare_with(request.with);
  host->settle(workbench);
  if (!request.why.empty()) {
    if (!workbench.ask_about(request.why)) {
      return Complaint("The run has no task " + in_quotes(request.why) +
                       ": give a name or letter that the picture without --why shows.");
    }
    host->settle(workbench);
  }
  if (!platform::write_png(request.out, host->pixels(), error)) return Complaint(error + ".");
  return {};
}

namespace {

/// Draws pictures of the whole stretch for the choice of colours, and goes back to the beginning.
bool show_colours(const FilmRequest& request, Workbench& workbench, platform::HeadlessHost& host,
                  platform::Film& film, std::string& error) {
  constexpr EventNumber samples = 24;
  const EventNumber begin = workbench.shown_event();
  for (EventNumber i = 0; i <= samples; ++i) {
    workbench.stand_at(begin + (request.end - begin) * i / samples);
    host.settle(workbench);
    if (!film.take_colours(host.pixels(), error)) return false;
  }
  workbench.stand_at(request.picture.order.position.value_or(EventNumber{0}));
  host.settle(workbench);
  return true;
}

}  // namespace

Result<void, Complaint> draw_film(const FilmRequest& request) {
  constexpr double picture_seconds = 1.0 / platform::Film::pictures_a_second;
  const PictureRequest& picture = request.picture;
  std::string error;
  const auto host = open_host(picture, error);
  if (!host) return Complaint(error + ".");
  const auto form = request.form == FilmForm::gif ? platform::Film::Form::gif : platform::Film::Form::webm;
  const auto film = platform::Film::begin(picture.out, form, picture.width, picture.height, error);
  if (!film) return Complaint(error + ".");

  Workbench workbench(*picture.scenarios);
  workbench.show_only(picture.view);
  if (request.recorded) {
    workbench.open(*request.recorded, "");
    workbench.stand_at(request.picture.order.position.value_or(EventNumber{0}));
  } else {
    workbench.open(picture.order);
  }
  if (!picture.with.empty()) workbench.compare_with(picture.with);
  host->settle(workbench);
  if (film->wants_colours() && !show_colours(request, workbench, *host, *film, error)) {
    return Complaint(error + ".");
  }
  // It stands still for a moment before it moves and when it has moved.
  bool plays = false;
  int still = platform::Film::pictures_a_second / 2;
  while (still > 0 || plays) {
    if (request.is_stopped && request.is_stopped()) return Complaint("Stopped: there is no film.");
    if (!film->add(host->pixels(), error)) return Complaint(error + ".");
    if (!plays && --still == 0 && workbench.shown_event() < request.end) {
      workbench.play(request.speed);
      plays = true;
    }
    host->step(workbench, picture_seconds);
    if (plays && (workbench.shown_event() >= request.end || !workbench.is_playing())) {
      plays = false;
      workbench.stand_at(request.end);
      still = platform::Film::pictures_a_second;
      host->settle(workbench);
    }
  }
  if (!film->finish(error)) return Complaint(error + ".");
  return {};
}

}  // namespace loopglass
