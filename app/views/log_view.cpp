#include "app/views/log_view.hpp"

#include <algorithm>

#include "app/model/brief.hpp"
#include "app/platform/icons.hpp"
#include "app/views/task_token.hpp"

namespace loopglass {
namespace {

constexpr LogPage pages[] = {LogPage::output, LogPage::events, LogPage::warnings};

const char* title(LogPage page) {
  switch (page) {
    case LogPage::output: return "OUTPUT";
    case LogPage::events: return "EVENTS";
    case LogPage::warnings: return "WARNINGS";
  }
  return "";
}

const char* control(LogPage page) {
  switch (page) {
    case LogPage::output: return "log.output";
    case LogPage::events: return "log.events";
    case LogPage::warnings: return "log.warnings";
  }
  return "";
}

/// Whether a worker reports it; `extra` is then its number.
bool is_of_worker(const Event& event) {
  return event.kind >= EventKind::job_started && event.kind <= EventKind::job_ended;
}

std::size_t warnings_so_far(const Stage& stage) {
  return static_cast<std::size_t>(std::ranges::count_if(
      stage.chronicle.warnings(), [&](const Warning& w) { return w.event <= stage.moment.at; }));
}

/// A row that can be clicked; returns whether the mouse is over it.
bool row_hovered(const Rect& row) { return ImGui::IsWindowHovered() && row.contains(ImGui::GetMousePos()); }

}  // namespace

void LogView::draw(const Canvas& canvas, const Rect& room, const Stage& stage, Commands& commands) {
  const auto px = [&](float units) { return canvas.px(units); };
  Rect body = room.inset(px(12), px(8));
  Rect head = body.take_top(px(22));
  for (const LogPage page : pages) {
    std::string text = title(page);
    const std::size_t warned = page == LogPage::warnings ? warnings_so_far(stage) : 0;
    if (warned > 0) text += " " + std::to_string(warned);
    const ImVec2 size = Canvas::measure(canvas.fonts.caps, text);
    const Rect tab = head.take_left(size.x + px(16));
    ImGui::SetCursorScreenPos(tab.min());
    if (ImGui::InvisibleButton(control(page), {tab.width(), tab.height()})) page_ = page;
    canvas.controls.add_item(control(page));
    const bool hovered = ImGui::IsItemHovered();
    const Colour ink = warned > 0                 ? canvas.theme.warning
                       : page == page_ || hovered ? canvas.theme.text
                                                  : canvas.theme.dim_text;
    canvas.text(canvas.fonts.caps, {tab.left, tab.top + px(2)}, ink, text);
    if (page == page_)
      canvas.fill({tab.left, tab.bottom - px(3), tab.left + size.x, tab.bottom - px(1)}, canvas.theme.accent);
  }
  draw_page(canvas, body, stage, page_, commands);
}

void LogView::draw_page(const Canvas& canvas, const Rect& room, const Stage& stage, LogPage page,
                        Commands& commands) {
  Rect body = room;
  body.take_top(canvas.px(4));
  ImGui::SetCursorScreenPos(body.min());
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(0, 0));
  ImGui::BeginChild(title(page), {body.width(), body.height()}, false);
  ImGui::PopStyleVar();
  switch (page) {
    case LogPage::output: draw_output(canvas, stage, commands); break;
    case LogPage::events: draw_events(canvas, stage, commands); break;
    case LogPage::warnings: draw_warnings(canvas, stage, commands); break;
  }
  ImGui::EndChild();
}

void LogView::draw_output(const Canvas& canvas, const Stage& stage, Commands& commands) {
  const auto px = [&](float units) { return canvas.px(units); };
  const auto& lines = stage.world().output;
  ImFont* font = canvas.fonts.mono;
  const float width = ImGui::GetContentRegionAvail().x;
  if (lines.empty()) {
    ImGui::PushFont(canvas.fonts.small);
    ImGui::PushStyleColor(ImGuiCol_Text, canvas.theme.dim_text.u32());
    ImGui::TextWrapped("Nothing has been printed yet.");
    ImGui::PopStyleColor();
    ImGui::PopFont();
    return;
  }
  for (const EventNumber n : lines) {
    const Event& event = stage.trace()[n];
    const std::string_view text = stage.trace().string(static_cast<StringId>(event.value));
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float left = px(24);
    const float height = std::max(Canvas::measure(font, text, width - left).y, font->FontSize) + px(5);
    const Rect row{at.x, at.y, at.x + width, at.y + height};
    if (row_hovered(row)) {
      canvas.fill(row, canvas.theme.selection.with_alpha(0.5f), px(3));
      const auto job = static_cast<JobId>(event.subject);
      const std::string by = job == JobId::none ? stage.names().task(event.task) : stage.names().job(job);
      ImGui::SetTooltip("Printed by %s at %s. Click to go there.", by.c_str(), to_text(event.time()).c_str());
      if (ImGui::IsMouseClicked(0)) commands.push_back(command::Seek{n});
    }
    const ImVec2 badge(at.x + px(9), at.y + px(2) + font->FontSize / 2);
    if (const JobState* job = stage.world().job(static_cast<JobId>(event.subject))) {
      draw_worker_badge(canvas, badge, px(8), job->worker);
    } else {
      draw_badge(canvas, badge, px(8), event.task);
    }
    canvas.wrapped(font, {at.x + left, at.y + px(2)},
                   n == stage.moment.at ? canvas.theme.accent : canvas.theme.text, text, width - left);
    ImGui::Dummy({width, height - ImGui::GetStyle().ItemSpacing.y});
  }
  if (followed_ != lines.back() && !ImGui::IsWindowHovered()) {
    followed_ = lines.back();
    ImGui::SetScrollHereY(1.0f);
  }
}

void LogView::draw_events(const Canvas& canvas, const Stage& stage, Commands& commands) {
  const auto px = [&](float units) { return canvas.px(units); };
  const EventNumber now = stage.moment.at;
  ImFont* font = canvas.fonts.small;
  const float height = std::round(font->FontSize + px(6));
  const float width = ImGui::GetContentRegionAvail().x;
  const ImVec2 origin = ImGui::GetCursorScreenPos();
  const float number_width =
      Canvas::measure(canvas.fonts.mono_small, std::to_string(stage.trace().size())).x + px(8);
  ImGuiListClipper clipper;
  clipper.Begin(static_cast<int>(stage.trace().size()), height);
  while (clipper.Step()) {
    for (int i = clipper.DisplayStart; i < clipper.DisplayEnd; ++i) {
      const auto n = static_cast<EventNumber>(i) + 1;
      const Event& event = stage.trace()[n];
      const Rect row{origin.x, origin.y + height * static_cast<float>(i), origin.x + width,
                     origin.y + height * static_cast<float>(i + 1)};
      if (n == now) canvas.fill(row, canvas.theme.selection, px(3));
      if (row_hovered(row)) {
        canvas.fill(row, canvas.theme.selection.with_alpha(0.5f), px(3));
        ImGui::SetTooltip("Event %llu at %s: %s. Click to go there.", static_cast<unsigned long long>(n),
                          to_text(event.time()).c_str(), name(event.kind));
        if (ImGui::IsMouseClicked(0)) commands.push_back(command::Seek{n});
      }
      const Colour ink = n > now ? canvas.theme.dim_text : canvas.theme.text;
      const float y = row.top + (height - font->FontSize) / 2;
      const std::string number = std::to_string(n);
      canvas.text(canvas.fonts.mono_small,
                  {row.left + number_width - px(8) - Canvas::measure(canvas.fonts.mono_small, number).x, y},
                  canvas.theme.dim_text, number);
      float x = row.left + number_width + px(9);
      if (is_of_worker(event)) draw_worker_badge(canvas, {x, (row.top + row.bottom) / 2}, px(8), event.extra);
      if (event.task != TaskId::none)
        draw_badge(canvas, {x, (row.top + row.bottom) / 2}, px(8), event.task, n > now ? 0.6f : 1.0f);
      x += px(14);
      canvas.clipped(font, {x, y}, ink, brief(stage.trace(), stage.names(), event), row.right - x);
    }
  }
  if (followed_ != now && !ImGui::IsWindowHovered()) {
    followed_ = now;
    const float top = height * (static_cast<float>(now) - 1);
    const float seen = ImGui::GetScrollY();
    const float window = ImGui::GetWindowHeight();
    if (top < seen || top + height > seen + window) ImGui::SetScrollY(std::max(0.0f, top - window / 2));
  }
}

void LogView::draw_warnings(const Canvas& canvas, const Stage& stage, Commands& commands) {
  const auto px = [&](float units) { return canvas.px(units); };
  const float width = ImGui::GetContentRegionAvail().x;
  bool any = false;
  for (const Warning& warning : stage.chronicle.warnings()) {
    if (warning.event > stage.moment.at) continue;
    any = true;
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float left = px(26);
    const float height = Canvas::measure(canvas.fonts.body, warning.text, width - left).y + px(10);
    const Rect row{at.x, at.y, at.x + width, at.y + height};
    canvas.controls.add("log.warning", row);
    if (row_hovered(row)) {
      canvas.fill(row, canvas.theme.selection.with_alpha(0.5f), px(3));
      ImGui::SetTooltip("Click to go to where it began.");
      if (ImGui::IsMouseClicked(0)) {
        commands.push_back(command::Seek{warning.evidence});
        commands.push_back(command::Select{warning.task});
      }
    }
    platform::icon(Canvas::list(), platform::Icon::warning,
                   {at.x + px(10), at.y + px(5) + canvas.fonts.body->FontSize / 2}, px(17),
                   canvas.theme.warning.u32());
    canvas.wrapped(canvas.fonts.body, {at.x + left, at.y + px(5)}, canvas.theme.text, warning.text,
                   width - left);
    ImGui::Dummy({width, height - ImGui::GetStyle().ItemSpacing.y});
  }
  if (!any) {
    ImGui::PushFont(canvas.fonts.small);
    ImGui::PushStyleColor(ImGuiCol_Text, canvas.theme.dim_text.u32());
    ImGui::TextWrapped(
        "No warnings up to this moment. A warning appears when a poll holds the loop for more than %s.",
        to_text(blocked_loop_limit).c_str());
    ImGui::PopStyleColor();
    ImGui::PopFont();
  }
}

}  // namespace loopglass
