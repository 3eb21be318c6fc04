#include "app/views/screens.hpp"

#include <cstdlib>

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

Order first_order(const std::vector<Scenario>& scenarios) {
  auto order = resolve(first_recipe, scenarios);
  if (order) return order.value();
  Recipe recipe;
  recipe.scenario = scenarios.front().name;
  return resolve(recipe, scenarios).value();
}

}  // namespace

Result<void, Complaint> open_window(const OpenRequest& request) {
  Workbench workbench(*request.scenarios);
  if (const char* path = std::getenv("LOOPGLASS_REPORT")) workbench.report_to(path);
  if (request.recorded) {
    workbench.open(*request.recorded, request.file);
  } else {
    workbench.open(request.order ? *request.order : first_order(*request.scenarios));
  }
  if (!request.with.empty()) workbench.compare_with(request.with);
  std::string error;
  const platform::WindowOptions options{
      .title = "Loopglass", .scale = static_cast<float>(request.scale), .theme = theme_named(request.theme)};
  if (platform::run_window(options, workbench, error) != 0) return Complaint(error + ".");
  return {};
}

Result<void, Complaint> draw_picture(const PictureRequest& request) {
  std::string error;
  const auto host = platform::HeadlessHost::open(
      {request.width, request.height, static_cast<float>(request.scale), theme_named(request.theme)}, error);
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

}  // namespace loopglass
