#include "app/views/help_view.hpp"

#include "app/platform/pattern.hpp"
#include "app/views/task_token.hpp"

namespace loopglass {
namespace {

struct Key {
  const char* keys;
  const char* what;
};

constexpr Key key_list[] = {
    {"Space", "play or pause"},
    {"→  ←", "one event on or back"},
    {"Shift →  ←", "one poll on or back"},
    {"Home  End", "to the start, to the end"},
    {"+  −", "faster, slower"},
    {"↓  ↑", "to the cause of this event, to what came of it"},
    {"Y  Esc", "tell why this event happened, no more"},
    {"A", "act on the task by hand: the run goes on as a branch"},
    {"Ctrl Z", "back to the run before that (with Shift: again)"},
    {"R", "start the run again"},
    {"S", "choose a scenario"},
    {"V", "next variant of the scenario"},
    {"C", "compare with the next variant, or stop that"},
    {"P", "parameters, policy, seed"},
    {"Q  1…4  N", "quiz: open or close, choose, next question"},
    {"O  E  W", "output, events, warnings"},
    {"X", "timeline by time or by events"},
    {"L", "lanes as spawned, by name, first poll, busy time"},
    {"Z  Shift Z  0", "zoom the timeline in, out, all of it"},
    {"T", "dark or light theme"},
    {"M", "movement on or off"},
    {"Ctrl +  Ctrl −", "larger, smaller"},
    {"Ctrl C  Ctrl V", "copy the recipe of this moment, open a copied one"},
    {"F11", "full screen"},
    {"F1  Esc", "show or close this page"},
};

constexpr Key jump_list[] = {
    {".  ,", "next event of the task, the one before"},
    {"J  Shift J", "next wake, or what G chose; the one before"},
    {"F8  Shift F8", "next breakpoint, the one before"},
    {"F9", "breakpoint at this line, or no more"},
    {"[  ]", "back from a jump, forward again (Alt ← →)"},
    {"B", "bookmark this moment, with a note"},
    {"Ctrl F", "find events; Enter goes to the next"},
    {"G", "go to: events, breakpoints, bookmarks"},
};

struct Sign {
  TaskStatus status;
  bool blocking;
  const char* what;
};

constexpr Sign signs[] = {
    {TaskStatus::queued, false, "queued: ready, waits for its turn"},
    {TaskStatus::polling, false, "polling: it runs now; only one can"},
    {TaskStatus::polling, true, "blocking: it holds the thread"},
    {TaskStatus::waiting, false, "waiting: its waker lies with what it waits for"},
    {TaskStatus::returned, false, "done: it has returned"},
    {TaskStatus::cancelled, false, "cancelled: its future was dropped"},
    {TaskStatus::panicked, false, "panicked: an exception ended it"},
};

}  // namespace

void draw_help(const Canvas& c, const Rect& window, Commands& commands) {
  const auto px = [&](float units) { return c.px(units); };
  ImGui::SetNextWindowPos(window.min());
  ImGui::SetNextWindowSize({window.width(), window.height()});
  ImGui::SetNextWindowFocus();
  ImGui::PushStyleColor(ImGuiCol_WindowBg, c.theme.background.with_alpha(1.0f).u32());
  ImGui::Begin("help", nullptr,
               ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings);
  const float width = std::min(window.width() - px(32), px(960));
  const bool two = width > px(920);
  const float left = window.left + (window.width() - width) / 2;
  const float line = std::round(c.fonts.body->FontSize + px(9));
  const float rows = static_cast<float>(std::size(key_list)) +
                     (two ? 0.0f : static_cast<float>(std::size(jump_list) + std::size(signs)) + 4);
  const float top = std::max(window.top + px(16), window.centre().y - (rows * line + px(90)) / 2);
  ImGui::Dummy({1, top - window.top + rows * line + px(110)});  // scrolls where it does not fit
  const float shift = -ImGui::GetScrollY();

  float y = top + shift;
  c.text(c.fonts.large, {left, y}, c.theme.text, "Keys and signs");
  y += c.fonts.large->FontSize + px(18);
  const float keys_top = y;
  c.text(c.fonts.caps, {left, y}, c.theme.dim_text, "KEYS");
  y += line;
  for (const Key& key : key_list) {
    c.text(c.fonts.strong, {left, y}, c.theme.accent, key.keys);
    c.text(c.fonts.body, {left + px(136), y}, c.theme.text, key.what);
    y += line;
  }
  float x = left;
  if (two) {
    x = left + px(540);
    y = keys_top;
  } else {
    y += px(10);
  }
  c.text(c.fonts.caps, {x, y}, c.theme.dim_text, "TO A MOMENT");
  y += line;
  for (const Key& key : jump_list) {
    c.text(c.fonts.strong, {x, y}, c.theme.accent, key.keys);
    c.clipped(c.fonts.body, {x + px(two ? 98.0f : 136.0f), y}, c.theme.text, key.what,
              left + width - x - px(two ? 98.0f : 136.0f));
    y += line;
  }
  y += px(10);
  c.text(c.fonts.caps, {x, y}, c.theme.dim_text, "A TASK AND ITS STATE");
  y += line;
  for (const Sign& sign : signs) {
    const float r = line * 0.46f;
    draw_token(c, {x + r + px(2), y + c.fonts.body->FontSize / 2}, r, static_cast<TaskId>(1),
               {sign.status, sign.blocking});
    c.clipped(c.fonts.body, {x + px(40), y}, c.theme.text, sign.what, left + width - x - px(40));
    y += line * (two ? 1.18f : 1.0f);
  }
  if (two) {
    y += line * 0.4f;
    c.text(c.fonts.caps, {x, y}, c.theme.dim_text, "THE LOOP");
    y += line;
    c.wrapped(c.fonts.body, {x, y}, c.theme.text,
              "The executor takes the head of the ready queue and polls it. A task that is pending leaves "
              "its waker "
              "with what it waits for. When that is there, the waker puts the task at the back of the queue.",
              left + width - x);
  }
  if ((ImGui::IsWindowHovered() && ImGui::IsMouseClicked(0))) commands.push_back(command::ToggleHelp{});
  c.controls.add("help", window);
  ImGui::End();
  ImGui::PopStyleColor();
}

}  // namespace loopglass
