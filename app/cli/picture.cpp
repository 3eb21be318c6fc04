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
  std::string out;
  std::string why;
  std::string theme;
  FrameWords frame{.size = "1600x900"};
};

int picture(const Words& words, Environment& environment) {
  const auto order = resolve_and_try(words.recipe, environment.scenarios);
  if (!order) return refuse(order.error());
  auto frame = read_frame(words.frame, environment.scenarios);
  if (!frame) return refuse(frame.error());
  PictureRequest request = frame.unwrap();
  if (!words.theme.empty()) {
    const auto theme = read_theme(words.theme);
    if (!theme) return refuse(theme.error());
    request.theme = theme.value();
  }
  if (!words.out.ends_with(".png") || words.out.size() == 4) {
    return refuse(Complaint("A picture cannot be written to " + in_quotes(words.out) +
                            ": give --out the name of a file that ends with .png."));
  }

  request.order = placed_within_run(order.value());
  request.out = words.out;
  request.why = words.why;
  const auto drawn = environment.screens.picture(request);
  return drawn ? 0 : refuse(drawn.error());
}

}  // namespace

Action declare_picture(CLI::App& command, Environment& environment) {
  const auto words = std::make_shared<Words>();
  command.add_option("RECIPE", words->recipe, "What to draw, at its position")->required();
  command.add_option("--with", words->frame.with, "A recipe to set beside it; may be given several times")
      ->allow_extra_args(false);
  command.add_option("--out", words->out, "The PNG file to write")->required();
  command.add_option("--view", words->frame.view,
                     "all: the whole window (standard). loop, timeline: only that");
  command.add_option(
      "--why", words->why,
      "A task, by name or letter, to tell why it is where it is; or what tasks share, by name");
  command.add_option("--size", words->frame.size, "Width and height in pixels; standard 1600x900");
  command.add_option("--theme", words->theme, "The theme's name, for example light");
  command.add_option("--scale", words->frame.scale, "How large things are drawn, from 0.75 to 3; standard 1");
  return [words, &environment] { return picture(*words, environment); };
}

}  // namespace loopglass
