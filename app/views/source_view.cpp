#include "app/views/source_view.hpp"

#include <algorithm>

#include "app/views/task_token.hpp"
#include "app/widgets/code_text.hpp"

namespace loopglass {
namespace {

Colour colour_of(const Theme& theme, CodePiece piece) {
  switch (piece) {
    case CodePiece::keyword: return theme.code_keyword;
    case CodePiece::coroutine: return theme.accent;
    case CodePiece::string: return theme.code_string;
    case CodePiece::comment: return theme.code_comment;
    case CodePiece::number: return theme.code_number;
    case CodePiece::plain: break;
  }
  return theme.text;
}

int line_in(const Stage& stage, SiteId site, std::string_view file) {
  if (site == SiteId::none) return 0;
  const Site& place = stage.trace().site(site);
  return place.file == file ? static_cast<int>(place.line) : 0;
}

/// The last line that the running poll of `task` has named, if any.
int line_of_running(const Stage& stage, const TaskState& task, std::string_view file) {
  for (EventNumber n = stage.moment.at; n > task.last_poll; --n) {
    const Event& event = stage.trace()[n];
    // A future's own place is where it is written, not where it is called.
    if (event.task != task.id || event.kind == EventKind::future_created) continue;
    if (const int line = line_in(stage, event.site, file); line > 0) return line;
  }
  return 0;
}

int line_of_awaits(const Stage& stage, const TaskState& task, std::string_view file) {
  for (auto it = task.awaits.rbegin(); it != task.awaits.rend(); ++it) {
    if (const int line = line_in(stage, it->site, file); line > 0) return line;
  }
  return 0;
}

int line_of_task(const Stage& stage, const TaskState& task, std::string_view file) {
  if (task.status == TaskStatus::polling) {
    if (const int line = line_of_running(stage, task, file); line > 0) return line;
  }
  if (const int line = line_of_awaits(stage, task, file); line > 0) return line;
  // Not begun yet: at the function it will run.
  return task.polls == 0 ? line_in(stage, stage.names().future_site(stage.names().root_future(task.id)), file)
                         : 0;
}

}  // namespace

std::vector<LineBadge> badges(const Stage& stage, std::string_view file) {
  std::vector<LineBadge> all;
  for (const TaskState& task : stage.world().tasks) {
    if (task.is_done() && stage.world().polling != task.id) continue;
    if (const int line = line_of_task(stage, task, file); line > 0) all.push_back({line, task.id});
  }
  return all;
}

int present_line(const Stage& stage, std::string_view file) {
  const Event* event = stage.moment.event;
  if (!event) return 0;
  if (event->kind != EventKind::future_created) {
    if (const int line = line_in(stage, event->site, file); line > 0) return line;
  }
  const TaskState* task = stage.world().task(event->task);
  if (!task || (task->is_done() && stage.world().polling != task->id)) return 0;
  return line_of_task(stage, *task, file);
}

void SourceView::draw(const Canvas& canvas, const Rect& room, const Stage& stage, Commands& commands) {
  const Scenario& scenario = *stage.order.scenario;
  const auto px = [&](float units) { return canvas.px(units); };
  const Rect body = canvas.panel(room, "SOURCE   " + scenario.file);
  const auto lines = split_lines(scenario.source);
  const int first = std::max(1, scenario.first_line);
  const int last = std::min<int>(scenario.last_line, static_cast<int>(lines.size()));
  const std::vector<LineBadge> all = badges(stage, scenario.file);
  const int present = present_line(stage, scenario.file);

  ImGui::SetCursorScreenPos(body.min());
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(0, 0));
  ImGui::BeginChild("source", {body.width(), body.height()}, false, ImGuiWindowFlags_HorizontalScrollbar);
  ImGui::PopStyleVar();
  ImFont* font = canvas.fonts.mono_small;
  const float height = std::round(font->FontSize * 1.5f);
  const ImVec2 origin = ImGui::GetCursorScreenPos();
  const float gutter = px(22);
  const float margin = px(46);
  float widest = 0;
  for (int n = first; n <= last; ++n) {
    const float top = origin.y + height * static_cast<float>(n - first);
    const std::string_view text = lines[static_cast<std::size_t>(n - 1)];
    widest = std::max(widest, Canvas::measure(font, text).x);
    if (!ImGui::IsRectVisible({origin.x, top}, {origin.x + 1e6f, top + height})) continue;
    const float baseline = top + (height - font->FontSize) / 2;
    if (n == present) {
      const float left = ImGui::GetWindowPos().x;
      canvas.fill({left, top, left + ImGui::GetWindowWidth(), top + height}, canvas.theme.selection);
      canvas.fill({left, top, left + px(3), top + height}, canvas.theme.accent);
    }
    const std::string number = std::to_string(n);
    canvas.text(canvas.fonts.mono_small,
                {origin.x + gutter - Canvas::measure(canvas.fonts.mono_small, number).x, baseline + px(1)},
                canvas.theme.dim_text, number);
    float x = origin.x + margin;
    for (const CodeSpan& span : colour_line(text)) {
      canvas.text(font, {x, baseline}, colour_of(canvas.theme, span.piece), span.text);
      x += Canvas::measure(font, span.text).x;
    }
    // Badges of one line overlap a little, the one of the present moment on top; many are counted.
    std::vector<TaskId> here;
    for (const LineBadge& badge : all) {
      if (badge.line == n) here.push_back(badge.task);
    }
    const float r = height * 0.42f;
    if (here.size() == 1) {
      draw_badge(canvas, {origin.x + gutter + px(12), top + height / 2}, r, here.front());
    } else if (here.size() > 1) {
      float at = x + px(14);
      const std::size_t shown = std::min<std::size_t>(here.size(), 8);
      draw_badge(canvas, {origin.x + gutter + px(12), top + height / 2}, r, here.front());
      for (std::size_t i = 1; i < shown; ++i) {
        draw_badge(canvas, {at, top + height / 2}, r, here[i]);
        at += r * 2 + px(2);
      }
      if (here.size() > shown) {
        canvas.text(canvas.fonts.small, {at, baseline}, canvas.theme.text,
                    "+" + std::to_string(here.size() - shown));
      }
    }
    const Rect row{origin.x, top, origin.x + margin, top + height};
    if (!here.empty() && ImGui::IsWindowHovered() && row.contains(ImGui::GetMousePos())) {
      std::string tip = "At this line:";
      for (const TaskId task : here) tip += "\n" + letters(task) + "  " + stage.names().task(task);
      ImGui::SetTooltip("%s", tip.c_str());
      if (ImGui::IsMouseClicked(0)) commands.push_back(command::Select{here.front()});
    }
  }
  ImGui::Dummy({margin + widest + px(120), height * static_cast<float>(last - first + 1)});

  // Bring the present line into sight, unless a person is reading here.
  if (present >= first && present <= last && present != followed_ && !ImGui::IsWindowHovered()) {
    followed_ = present;
    const float top = height * static_cast<float>(present - first);
    const float seen = ImGui::GetScrollY();
    const float window = ImGui::GetWindowHeight();
    if (top < seen + height || top + height * 2 > seen + window) {
      ImGui::SetScrollY(std::max(0.0f, top - window * 0.4f));
    }
  }
  ImGui::EndChild();
  canvas.controls.add("source", body);
}

}  // namespace loopglass
