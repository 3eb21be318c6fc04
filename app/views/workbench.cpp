#include "app/views/workbench.hpp"

#include <algorithm>
#include <array>
#include <chrono>

#include "app/platform/keys.hpp"
#include "app/views/help_view.hpp"
#include "app/views/lesson_view.hpp"
#include "app/views/loop_view.hpp"
#include "app/views/tasks_view.hpp"

namespace loopglass {
namespace {

namespace key = platform::key;

constexpr std::array<const char*, 7> page_titles = {"Loop",  "Timeline", "Source", "Lesson",
                                                    "Tasks", "Output",   "Events"};
constexpr int warnings_page = 7;

constexpr double speed_step = 2.0;
constexpr float scale_step = 0.25f;

bool pressed(int code, bool repeat = false) { return ImGui::IsKeyPressed(code, repeat); }

}  // namespace

Workbench::Workbench(const std::vector<Scenario>& scenarios) : scenarios_(scenarios), bar_(scenarios) {}

// ---- the run

void Workbench::open(Order order) {
  const bool stands_still = order.position.has_value();
  wanted_ = order.position;
  run_ = std::make_unique<Run>(std::move(order));
  moment_is_stale_ = true;
  selection_ = {};
  longest_wait_ = {};
  timers_ = most_timers_ = 0;
  scanned_ = 0;
  timeline_.reset();
  playback_.pause();
  playback_.seek(run_->trace(), EventNumber{0});
  advance(false);
  if (!stands_still) playback_.play(run_->trace());
}

/// Records on for a few milliseconds, so that the window never stands still; `at_once`: to the end.
void Workbench::advance(bool at_once) {
  const auto stop = std::chrono::steady_clock::now() + std::chrono::milliseconds(4);
  while (!run_->is_over() && (at_once || std::chrono::steady_clock::now() < stop)) run_->advance(64);
  const Trace& trace = run_->trace();
  for (; scanned_ < trace.size(); ++scanned_) scan(trace[scanned_ + 1]);
  if (!wanted_) return;
  const bool reached = std::holds_alternative<EventNumber>(*wanted_)
                           ? trace.size() >= std::get<EventNumber>(*wanted_)
                           : run_->chronicle().latest().now > std::get<Instant>(*wanted_);
  if (reached || run_->is_over()) seek(*std::exchange(wanted_, std::nullopt));
}

void Workbench::seek(const Position& position) {
  std::visit([&](auto place) { playback_.seek(run_->trace(), place); }, position);
}

/// Learns how much room the reactor's axis needs.
void Workbench::scan(const Event& event) {
  switch (event.kind) {
    case EventKind::timer_set:
      longest_wait_ =
          std::max(longest_wait_, Duration(static_cast<std::int64_t>(event.value) - event.time_ns));
      most_timers_ = std::max(most_timers_, ++timers_);
      break;
    case EventKind::timer_fired:
    case EventKind::timer_cancelled: --timers_; break;
    default: break;
  }
}

void Workbench::update_moment() {
  const EventNumber at = playback_.at();
  Chronicle& chronicle = run_->chronicle();
  if (moment_is_stale_ || moment_.at != at) {
    moment_.before = at > 0 ? chronicle.at(at - 1) : World{};
    moment_.after = chronicle.at(at);
    moment_.at = at;
    moment_is_stale_ = false;
  }
  moment_.event = at > 0 ? &run_->trace()[at] : nullptr;
  moment_.movement = playback_.movement();
  moment_.time = moment_.after.now;
  if (at < run_->trace().size()) {
    const Duration to_next = run_->trace()[at + 1].time() - moment_.time;
    moment_.time +=
        Duration(static_cast<std::int64_t>(static_cast<double>(to_next.count()) * playback_.flow()));
  }
}

void Workbench::open_recipe(const Recipe& recipe) {
  auto order = resolve(recipe, scenarios_);
  if (order) {
    open(order.value());
  } else {
    toast_ = order.error().message();
    toast_until_ = -1;
  }
}

void Workbench::next_variant(Commands& commands) const {
  const Order& order = run_->order();
  const auto& variants = order.scenario->variants;
  if (variants.empty()) return;
  const auto now = std::ranges::find(variants, order.settings.variant, &Variant::name);
  const auto next = now == variants.end() || now + 1 == variants.end() ? variants.begin() : now + 1;
  Recipe recipe = order.recipe();
  recipe.position.reset();
  recipe.variant = next->name;
  commands.push_back(command::Open{std::move(recipe)});
}

// ---- commands

void Workbench::take_keys(platform::Surface& surface, Commands& commands) {
  const ImGuiIO& io = ImGui::GetIO();
  if (io.WantTextInput) return;
  if (pressed(key::f1) || (io.KeyShift && pressed(key::slash))) commands.push_back(command::ToggleHelp{});
  if (pressed(key::escape) && help_) commands.push_back(command::ToggleHelp{});
  if (pressed(key::f11)) surface.toggle_fullscreen();
  if (io.KeyCtrl) {
    if (pressed(key::equal) || pressed(key::kp_add))
      commands.push_back(command::SetScale{surface.scale() + scale_step});
    if (pressed(key::minus) || pressed(key::kp_subtract))
      commands.push_back(command::SetScale{surface.scale() - scale_step});
    if (pressed(key::zero)) commands.push_back(command::SetScale{1.0f});
    if (pressed(key::c)) commands.push_back(command::CopyRecipe{});
    if (pressed(key::q)) surface.request_quit();
    return;
  }
  if (help_) return;
  if (pressed(key::space)) commands.push_back(command::TogglePlay{});
  for (const auto [code, direction] : {std::pair(key::right, 1), std::pair(key::left, -1)}) {
    if (!pressed(code, true)) continue;
    if (io.KeyShift) {
      commands.push_back(command::StepPoll{direction});
    } else {
      commands.push_back(command::StepEvent{direction});
    }
  }
  if (pressed(key::home)) commands.push_back(command::Seek{EventNumber{0}});
  if (pressed(key::end)) commands.push_back(command::Seek{run_->trace().size()});
  if (pressed(key::equal) || pressed(key::kp_add))
    commands.push_back(command::SetSpeed{playback_.speed() * speed_step});
  if (pressed(key::minus) || pressed(key::kp_subtract))
    commands.push_back(command::SetSpeed{playback_.speed() / speed_step});
  if (pressed(key::r)) commands.push_back(command::Restart{});
  if (pressed(key::s)) bar_.open_scenarios();
  if (pressed(key::v)) next_variant(commands);
  if (pressed(key::o)) log_.show(LogPage::output);
  if (pressed(key::e)) log_.show(LogPage::events);
  if (pressed(key::w)) log_.show(LogPage::warnings);
  if (pressed(key::x)) timeline_.toggle_axis();
  if (pressed(key::z)) timeline_.zoom(io.KeyShift ? 1.6 : 1 / 1.6);
  if (pressed(key::zero)) timeline_.show_all();
  if (pressed(key::t)) commands.push_back(command::ToggleTheme{});
  if (pressed(key::m)) commands.push_back(command::ToggleMotion{});
}

void Workbench::carry_out(const Command& command, platform::Surface& surface) {
  const Trace& trace = run_->trace();
  const auto act = [&]<class C>(const C& c) {
    using namespace command;
    if constexpr (std::is_same_v<C, TogglePlay>) {
      if (playback_.is_playing()) {
        playback_.pause();
      } else {
        playback_.play(trace);
      }
    } else if constexpr (std::is_same_v<C, StepEvent>) {
      playback_.step_event(trace, c.direction);
    } else if constexpr (std::is_same_v<C, StepPoll>) {
      playback_.step_poll(trace, c.direction);
    } else if constexpr (std::is_same_v<C, Seek>) {
      playback_.pause();
      seek(c.position);
    } else if constexpr (std::is_same_v<C, SetSpeed>) {
      playback_.set_speed(c.speed);
    } else if constexpr (std::is_same_v<C, Restart>) {
      playback_.seek(trace, EventNumber{0});
      playback_.play(trace);
    } else if constexpr (std::is_same_v<C, Open>) {
      open_recipe(c.recipe);
    } else if constexpr (std::is_same_v<C, Select>) {
      selection_.task = selection_.task == c.task ? TaskId::none : c.task;
    } else if constexpr (std::is_same_v<C, Hover>) {
      selection_.hovered = c.task;
    } else if constexpr (std::is_same_v<C, ToggleTheme>) {
      surface.set_theme(surface.theme().is_dark ? platform::light() : platform::dark());
    } else if constexpr (std::is_same_v<C, SetScale>) {
      surface.set_scale(std::clamp(c.scale, 1.0f, 2.5f));
    } else if constexpr (std::is_same_v<C, ToggleMotion>) {
      playback_.set_motion(!playback_.has_motion());
    } else if constexpr (std::is_same_v<C, ToggleHelp>) {
      help_ = !help_;
    } else if constexpr (std::is_same_v<C, CopyRecipe>) {
      Recipe recipe = run_->order().recipe();
      recipe.position = playback_.at();
      surface.set_clipboard(recipe.text());
      toast_ = "Copied: " + recipe.text();
      toast_until_ = -1;
    }
  };
  std::visit(act, command);
}

// ---- the frame

platform::Redraw Workbench::frame(const platform::FrameInput& input, platform::Surface& surface) {
  const ImGuiIO& io = ImGui::GetIO();
  controls_.begin_frame();
  advance(input.headless);
  playback_.update(run_->trace(), input.dt, run_->is_over());
  update_moment();

  const Canvas canvas(surface.theme(), surface.fonts(), surface.scale(), controls_);
  const Rect window{0, 0, io.DisplaySize.x, io.DisplaySize.y};
  const Stage stage{run_->order(), run_->chronicle(), moment_,       playback_,
                    selection_,    run_->is_over(),   longest_wait_, most_timers_};
  Commands commands{command::Hover{TaskId::none}};

  take_keys(surface, commands);
  ImGui::SetNextWindowPos(window.min());
  ImGui::SetNextWindowSize({window.width(), window.height()});
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(0, 0));
  ImGui::Begin("workbench", nullptr,
               ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings |
                   ImGuiWindowFlags_NoBackground | ImGuiWindowFlags_NoBringToFrontOnFocus);
  ImGui::PopStyleVar();
  draw(canvas, window, stage, commands);
  ImGui::End();
  if (help_) draw_help(canvas, window, commands);

  if (toast_until_ < 0) toast_until_ = surface.now() + 3.0;
  const bool toast = !toast_.empty() && surface.now() < toast_until_;
  if (toast) draw_toast(canvas, window);

  const TaskId hovered = selection_.hovered;
  for (const Command& command : commands) carry_out(command, surface);
  surface.set_title(run_->order().scenario->title + " - Loopglass");
  if (report_) {
    report_->write({{"recipe", Report::quoted(run_->order().recipe().text())},
                    {"at", std::to_string(playback_.at())},
                    {"time_ns", std::to_string(moment_.time.time_since_epoch().count())},
                    {"size", std::to_string(run_->trace().size())},
                    {"resting", playback_.is_moving() ? "false" : "true"},
                    {"playing", playback_.is_playing() ? "true" : "false"},
                    {"speed", std::to_string(playback_.speed())},
                    {"motion", playback_.has_motion() ? "true" : "false"},
                    {"theme", Report::quoted(surface.theme().name)},
                    {"scale", std::to_string(surface.scale())},
                    {"help", help_ ? "true" : "false"},
                    {"selected", Report::quoted(letters(selection_.task))},
                    {"note", Report::quoted(toast ? toast_ : "")},
                    {"world", Report::quoted(std::to_string(run_->chronicle().at(playback_.at()).hash()))}},
                   controls_);
  }
  const bool moving = !run_->is_over() || playback_.is_moving() || toast || hovered != selection_.hovered;
  return moving ? platform::Redraw::soon : platform::Redraw::on_input;
}

void Workbench::draw(const Canvas& canvas, const Rect& window, const Stage& stage, Commands& commands) {
  if (view_ == PictureView::loop) return draw_loop(canvas, window, stage, commands);
  if (view_ == PictureView::timeline) return timeline_.draw(canvas, window, stage, commands);
  Rect rest = window;
  bar_.draw(canvas, rest.take_top(canvas.px(window.height() < canvas.px(320) ? 40.0f : 48.0f)), stage,
            commands);
  if (!canvas.fonts.notice.empty()) {
    const Rect row = rest.take_top(canvas.px(22));
    canvas.clipped(canvas.fonts.small, {row.left + canvas.px(12), row.top + canvas.px(4)},
                   canvas.theme.warning, canvas.fonts.notice, row.width() - canvas.px(24));
  }
  if (window.width() >= canvas.px(1180) && window.height() >= canvas.px(620)) {
    draw_wide(canvas, rest, stage, commands);
  } else {
    draw_paged(canvas, rest, stage, commands);
  }
}

/// As high as its lanes want to be, within limits: the loop stays the largest.
float Workbench::timeline_height(const Canvas& canvas, float room, const Stage& stage) {
  const float lanes = static_cast<float>(stage.chronicle.names().task_count()) * canvas.px(19);
  return std::clamp(lanes + canvas.px(62), canvas.px(150), room * 0.34f);
}

/// Everything at once: the loop in the middle, words to its left, lists to its right, the timeline below.
void Workbench::draw_wide(const Canvas& canvas, Rect rest, const Stage& stage, Commands& commands) {
  const auto px = [&](float units) { return canvas.px(units); };
  const auto rule = [&](ImVec2 a, ImVec2 b) { canvas.line(a, b, canvas.theme.hairline, canvas.hairline()); };
  const Rect timeline = rest.take_bottom(timeline_height(canvas, rest.height(), stage));
  Rect left = rest.take_left(std::clamp(rest.width() * 0.275f, px(290), px(640)));
  Rect right = rest.take_right(std::clamp(timeline.width() * 0.25f, px(280), px(520)));
  const Rect lesson =
      left.take_top(std::clamp(lesson_height(canvas, stage, left.width()), px(130), left.height() * 0.5f));
  const float rows =
      static_cast<float>(stage.chronicle.names().task_count()) * (canvas.fonts.body->FontSize + px(7));
  const Rect tasks =
      right.take_top(std::clamp(rows + px(64), right.height() * 0.34f, right.height() * 0.74f));

  rule({rest.left, rest.top}, {rest.left, timeline.top});
  rule({rest.right, rest.top}, {rest.right, timeline.top});
  rule({left.left, lesson.bottom}, {left.right, lesson.bottom});
  rule({right.left, tasks.bottom}, {right.right, tasks.bottom});
  rule({timeline.left, timeline.top}, {timeline.right, timeline.top});

  draw_loop(canvas, rest, stage, commands);
  draw_lesson(canvas, lesson, stage);
  source_.draw(canvas, left, stage, commands);
  draw_tasks(canvas, tasks, stage, commands);
  log_.draw(canvas, right, stage, commands);
  timeline_.draw(canvas, timeline, stage, commands);
}

/// Where there is little room: the loop, and beside or instead of it one panel at a time.
void Workbench::draw_paged(const Canvas& canvas, Rect rest, const Stage& stage, Commands& commands) {
  const auto px = [&](float units) { return canvas.px(units); };
  const bool beside = rest.width() >= px(760);
  const bool below = rest.height() >= px(330);
  if (below) {
    const Rect timeline = rest.take_bottom(std::clamp(rest.height() * 0.27f, px(96), px(200)));
    canvas.line(timeline.min(), {timeline.right, timeline.top}, canvas.theme.hairline, canvas.hairline());
    timeline_.draw(canvas, timeline, stage, commands);
  }
  Rect paged = beside ? rest.take_right(std::max(px(270), rest.width() * 0.34f)) : rest;
  if (beside) {
    canvas.line({paged.left, paged.top}, {paged.left, paged.bottom}, canvas.theme.hairline,
                canvas.hairline());
    draw_loop(canvas, rest, stage, commands);
  }
  // Pages that stand beside or below anyway are not offered.
  std::vector<int> pages;
  for (int page = beside ? 1 : 0; page < static_cast<int>(page_titles.size()); ++page) {
    if (page != 1 || !below) pages.push_back(page);
  }
  if (!stage.chronicle.warnings().empty()) pages.push_back(warnings_page);
  int& chosen = beside ? page_beside_ : page_;
  if (std::ranges::find(pages, chosen) == pages.end()) chosen = pages.front();
  Rect tabs = paged.take_top(px(24));
  ImFont* font = canvas.fonts.small;
  for (const int page : pages) {
    const std::string_view text =
        page == warnings_page ? "Warnings" : page_titles[static_cast<std::size_t>(page)];
    const float width = Canvas::measure(font, text).x + px(12);
    const Rect tab = tabs.take_left(width);
    ImGui::SetCursorScreenPos(tab.min());
    const std::string name = "page." + std::string(text);
    if (ImGui::InvisibleButton(name.c_str(), {std::max(tab.width(), 1.0f), tab.height()})) chosen = page;
    canvas.controls.add_item(name);
    const Colour ink = page == warnings_page                      ? canvas.theme.warning
                       : page == chosen || ImGui::IsItemHovered() ? canvas.theme.text
                                                                  : canvas.theme.dim_text;
    canvas.clipped(font, {tab.left + px(6), tab.centre().y - font->FontSize / 2}, ink, text, tab.width());
    if (page == chosen)
      canvas.fill({tab.left + px(6), tab.bottom - px(3), tab.right - px(6), tab.bottom - px(1)},
                  canvas.theme.accent);
  }
  draw_page(canvas, paged, stage, chosen, commands);
}

void Workbench::draw_page(const Canvas& canvas, const Rect& room, const Stage& stage, int page,
                          Commands& commands) {
  switch (page) {
    case 0: return draw_loop(canvas, room, stage, commands);
    case 1: return timeline_.draw(canvas, room, stage, commands);
    case 2: return source_.draw(canvas, room, stage, commands);
    case 3: return draw_lesson(canvas, room, stage);
    case 4: return draw_tasks(canvas, room, stage, commands);
    case 5:
      return log_.draw_page(canvas, room.inset(canvas.px(12), canvas.px(6)), stage, LogPage::output,
                            commands);
    case 6:
      return log_.draw_page(canvas, room.inset(canvas.px(12), canvas.px(6)), stage, LogPage::events,
                            commands);
    default:
      return log_.draw_page(canvas, room.inset(canvas.px(12), canvas.px(6)), stage, LogPage::warnings,
                            commands);
  }
}

void Workbench::draw_toast(const Canvas& canvas, const Rect& window) {
  ImFont* font = canvas.fonts.body;
  const std::string text = Canvas::shortened(font, toast_, window.width() - canvas.px(60));
  const ImVec2 size = Canvas::measure(font, text);
  const ImVec2 centre(window.centre().x, window.top + canvas.px(74));
  const Rect r{centre.x - size.x / 2 - canvas.px(14), centre.y - size.y / 2 - canvas.px(8),
               centre.x + size.x / 2 + canvas.px(14), centre.y + size.y / 2 + canvas.px(8)};
  ImDrawList* list = ImGui::GetForegroundDrawList();
  list->AddRectFilled(r.min(), r.max(), canvas.theme.raised.u32(), canvas.px(4));
  list->AddRect(r.min(), r.max(), canvas.theme.accent.u32(), canvas.px(4), 0, canvas.hairline());
  list->AddText(font, font->FontSize, {r.left + canvas.px(14), r.top + canvas.px(8)}, canvas.theme.text.u32(),
                text.c_str());
}

}  // namespace loopglass
