// `loopglass picture`: a recipe drawn into a PNG file, without a display.
#include <memory>

#include "app/cli/command.hpp"
#include "app/cli/look.hpp"
#include "app/cli/position.hpp"
#include "app/session/run.hpp"
#include "app/session/shown_text.hpp"

namespace loopglass {
namespace {

struct Words {
  std::string recipe;
  std::vector<std::string> with;
  std::string out;
  std::string view = "all";
  std::string why;
  std::string size = "1600x900";
  std::string theme;
  std::string scale = "1";
};

int picture(const Words& words, Environment& environment) {
  PictureRequest request;
  const auto order = resolve_and_try(words.recipe, environment.scenarios);
  if (!order) return refuse(order.error());
  const auto with = read_with(words.with, environment.scenarios);
  if (!with) return refuse(with.error());
  request.with = with.value();
  const auto view = choose("view", words.view, {"all", "loop", "timeline"});
  if (!view) return refuse(view.error());
  const auto size = read_size(words.size);
  if (!size) return refuse(size.error());
  if (!words.theme.empty()) {
    const auto theme = read_theme(words.theme);
    if (!theme) return refuse(theme.error());
    request.theme = theme.value();
  }
  const auto scale = read_scale(words.scale);
  if (!scale) return refuse(scale.error());
  if (!words.out.ends_with(".png") || words.out.size() == 4) {
    return refuse(Complaint("A picture cannot be written to " + in_quotes(words.out) +
                            ": give --out the name of a file that ends with .png."));
  }

  request.order = placed_within_run(order.value());
  request.scenarios = &environment.scenarios;
  request.out = words.out;
  request.view = static_cast<PictureView>(view.value());
  request.why = words.why;
  request.width = size.value().width;
  request.height = size.value().height;
  request.scale = scale.value();
  const auto drawn = environment.screens.picture(request);
  return drawn ? 0 : refuse(drawn.error());
}

}  // namespace

Action declare_picture(CLI::App& command, Environment& environment) {
  const auto words = std::make_shared<Words>();
  command.add_option("RECIPE", words->recipe, "What to draw, at its position")->required();
  command.add_option("--with", words->with, "A recipe to set beside it; may be given several times")
      ->allow_extra_args(false);
  command.add_option("--out", words->out, "The PNG file to write")->required();
  command.add_option("--view", words->view, "all: the whole window (standard). loop, timeline: only that");
  command.add_option(
      "--why", words->why,
      "A task, by name or letter, to tell why it is where it is; or what tasks share, by name");
  command.add_option("--size", words->size, "Width and height in pixels; standard 1600x900");
  command.add_option("--theme", words->theme, "The theme's name, for example light");
  command.add_option("--scale", words->scale, "How large things are drawn, from 0.75 to 3; standard 1");
  return [words, &environment] { return picture(*words, environment); };
}

}  // namespace loopglass
