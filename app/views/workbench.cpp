#include "app/views/workbench.hpp"

#include <algorithm>

#include "app/views/help_view.hpp"
#include "app/views/keyboard.hpp"

namespace loopglass {

Workbench::Workbench(const std::vector<Scenario>& scenarios) : scenarios_(scenarios), panels_(scenarios) {}

// ---- what is watched

void Workbench::open(Order order) {
  selection_ = {};
  panels_.reset();
  viewing_.open(std::move(order));
}

void Workbench::open(Recorded recorded, std::string_view name) {
  selection_ = {};
  panels_.reset();
  viewing_.open(std::make_unique<Run>(std::move(recorded), scenarios_));
  toast_.say("Opened " + std::string(name) + ": " + viewing_.run().recipe() + ", recorded on the " +
             loopglass::name(viewing_.run().clock()) + " clock");
}

void Workbench::open_recipe(const Recipe& recipe) {
  auto order = resolve(recipe, scenarios_);
  if (order) {
    open(order.value());
  } else {
    toast_.say(order.error().message());
  }
}

void Workbench::open_next_variant() {
  const Order& order = viewing_.run().order();
  const auto& variants = order.scenario->variants;
  if (variants.empty()) return;
  const auto now = std::ranges::find(variants, order.settings.variant, &Variant::name);
  const auto next = now == variants.end() || now + 1 == variants.end() ? variants.begin() : now + 1;
  Recipe recipe = order.recipe();
  recipe.position.reset();
  recipe.variant = next->name;
  open_recipe(recipe);
}

void Workbench::copy_recipe(platform::Surface& surface) {
  Recipe recipe = viewing_.run().order().recipe();
  recipe.position = viewing_.playback().at();
  surface.set_clipboard(recipe.text());
  toast_.say("Copied: " + recipe.text());
}

// ---- what is asked

/// A second time, it is selected no more.
void Workbench::select(TaskId task) {
  const bool again = selection_.task == task && selection_.asked == 0;
  selection_ = {.task = again ? TaskId::none : task, .hovered = selection_.hovered};
  panels_.show_details();
}

bool Workbench::ask_about(std::string_view task) {
  const Names& names = viewing_.run().chronicle().names();
  for (std::uint32_t n = 1; n <= names.task_count(); ++n) {
    const auto id = static_cast<TaskId>(n);
    if (names.task(id) != task && letters(id) != task) continue;
    select(id);
    return true;
  }
  return false;
}

void Workbench::ask(EventNumber event) {
  if (event == 0 || event > viewing_.trace().size()) {
    return toast_.say("Nothing has happened yet, so there is no cause to tell.");
  }
  selection_ = {.task = viewing_.trace()[event].task, .hovered = selection_.hovered, .asked = event};
  panels_.show_details();
}

void Workbench::step_cause(int direction) {
  const EventNumber asked = selection_.asked;
  if (const EventNumber way = viewing_.step_cause(asked, direction); way != 0) return ask(way);
  toast_.say(direction < 0 ? "Nothing in this run led to this event: its chain begins here."
                           : "Nothing has come of this event.");
}

// ---- commands

void Workbench::carry_out(const Command& command, platform::Surface& surface) {
  Playback& playback = viewing_.playback();
  const Trace& trace = viewing_.trace();
  const auto act = [&]<class C>(const C& c) {
    using namespace command;
    if constexpr (std::is_same_v<C, TogglePlay>) {
      if (playback.is_playing()) {
        playback.pause();
      } else {
        playback.play(trace);
      }
    } else if constexpr (std::is_same_v<C, StepEvent>) {
      playback.step_event(trace, c.direction);
    } else if constexpr (std::is_same_v<C, StepPoll>) {
      playback.step_poll(trace, c.direction);
    } else if constexpr (std::is_same_v<C, Seek>) {
      playback.pause();
      viewing_.seek(c.position);
    } else if constexpr (std::is_same_v<C, SetSpeed>) {
      playback.set_speed(c.speed);
    } else if constexpr (std::is_same_v<C, Restart>) {
      playback.seek(trace, EventNumber{0});
      playback.play(trace);
    } else if constexpr (std::is_same_v<C, Open>) {
      open_recipe(c.recipe);
    } else if constexpr (std::is_same_v<C, Select>) {
      select(c.task);
    } else if constexpr (std::is_same_v<C, Hover>) {
      selection_.hovered = c.task;
    } else if constexpr (std::is_same_v<C, Ask>) {
      ask(c.event);
    } else if constexpr (std::is_same_v<C, StepCause>) {
      step_cause(c.direction);
    } else if constexpr (std::is_same_v<C, CloseDetails>) {
      selection_ = {};
    } else if constexpr (std::is_same_v<C, ShowScenarios>) {
      panels_.bar().open_scenarios();
    } else if constexpr (std::is_same_v<C, NextVariant>) {
      open_next_variant();
    } else if constexpr (std::is_same_v<C, ShowLog>) {
      panels_.show_log(c.page);
    } else if constexpr (std::is_same_v<C, ToggleAxis>) {
      panels_.timeline().toggle_axis();
    } else if constexpr (std::is_same_v<C, Zoom>) {
      panels_.timeline().zoom(c.factor);
    } else if constexpr (std::is_same_v<C, ShowAll>) {
      panels_.timeline().show_all();
    } else if constexpr (std::is_same_v<C, ToggleTheme>) {
      surface.set_theme(surface.theme().is_dark ? platform::light() : platform::dark());
    } else if constexpr (std::is_same_v<C, SetScale>) {
      surface.set_scale(std::clamp(c.scale, 1.0f, 2.5f));
    } else if constexpr (std::is_same_v<C, ToggleMotion>) {
      playback.set_motion(!playback.has_motion());
    } else if constexpr (std::is_same_v<C, ToggleHelp>) {
      help_ = !help_;
    } else if constexpr (std::is_same_v<C, ToggleFullscreen>) {
      surface.toggle_fullscreen();
    } else if constexpr (std::is_same_v<C, CopyRecipe>) {
      copy_recipe(surface);
    } else if constexpr (std::is_same_v<C, Quit>) {
      surface.request_quit();
    }
  };
  std::visit(act, command);
}

// ---- the frame

platform::Redraw Workbench::frame(const platform::FrameInput& input, platform::Surface& surface) {
  const ImGuiIO& io = ImGui::GetIO();
  controls_.begin_frame();
  viewing_.advance(input.headless);
  viewing_.update(input.dt);

  const Canvas canvas(surface.theme(), surface.fonts(), surface.scale(), controls_);
  const Rect window{0, 0, io.DisplaySize.x, io.DisplaySize.y};
  const Stage stage = viewing_.stage(selection_);
  Commands commands{command::Hover{TaskId::none}};

  take_keys({.help_is_open = help_,
             .details_are_open = panels_.shows_details(selection_),
             .scale = surface.scale(),
             .speed = viewing_.playback().speed(),
             .at = viewing_.playback().at(),
             .end = viewing_.trace().size()},
            commands);
  ImGui::SetNextWindowPos(window.min());
  ImGui::SetNextWindowSize({window.width(), window.height()});
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(0, 0));
  ImGui::Begin("workbench", nullptr,
               ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings |
                   ImGuiWindowFlags_NoBackground | ImGuiWindowFlags_NoBringToFrontOnFocus);
  ImGui::PopStyleVar();
  panels_.draw(canvas, window, stage, commands);
  ImGui::End();
  if (help_) draw_help(canvas, window, commands);
  const bool toast = toast_.draw(canvas, window, surface.now());

  const TaskId hovered = selection_.hovered;
  for (const Command& command : commands) carry_out(command, surface);
  surface.set_title(viewing_.run().order().scenario->title + " - Loopglass");
  if (report_) write_report(surface);
  const bool moving =
      !viewing_.run().is_over() || viewing_.playback().is_moving() || toast || hovered != selection_.hovered;
  return moving ? platform::Redraw::soon : platform::Redraw::on_input;
}

void Workbench::write_report(const platform::Surface& surface) {
  Run& run = viewing_.run();
  const Playback& playback = viewing_.playback();
  const EventNumber at = playback.at();
  const auto flag = [](bool on) { return std::string(on ? "true" : "false"); };
  report_->write({{"recipe", Report::quoted(run.order().recipe().text())},
                  {"at", std::to_string(at)},
                  {"time_ns", std::to_string(viewing_.moment().time.time_since_epoch().count())},
                  {"size", std::to_string(run.trace().size())},
                  {"resting", flag(!playback.is_moving())},
                  {"playing", flag(playback.is_playing())},
                  {"speed", std::to_string(playback.speed())},
                  {"motion", flag(playback.has_motion())},
                  {"theme", Report::quoted(surface.theme().name)},
                  {"scale", std::to_string(surface.scale())},
                  {"help", flag(help_)},
                  {"selected", Report::quoted(letters(selection_.task))},
                  {"asked", std::to_string(selection_.asked)},
                  {"note", Report::quoted(toast_.shown())},
                  {"world", Report::quoted(std::to_string(run.chronicle().at(at).hash()))}},
                 controls_);
}

}  // namespace loopglass
