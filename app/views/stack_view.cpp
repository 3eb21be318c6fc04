#include "app/views/stack_view.hpp"

#include <algorithm>

#include "app/model/await_stack.hpp"
#include "app/views/floating.hpp"
#include "app/views/task_token.hpp"

namespace loopglass {
namespace {

constexpr std::size_t most_rows = 60;

class StackView {
 public:
  StackView(const Canvas& canvas, const Stage& stage, Commands& commands)
      : c_(canvas), s_(stage), commands_(commands) {}

  void draw() {
    const TaskState* task = s_.world().task(s_.selection.task);
    if (!task || task->awaits.empty()) return;
    std::vector<StackRow> rows = stack_rows(s_.trace(), s_.world(), task->id);
    // What is over gives way where there are too many.
    const std::size_t all = rows.size();
    if (all > most_rows) std::erase_if(rows, [](const StackRow& row) { return is_over(row); });
    rows.resize(std::min(rows.size(), most_rows));
    ImGui::Dummy({0, px(2)});
    c_.paragraph(c_.fonts.strong, c_.theme.accent, "Its await stack");
    const FutureId root = s_.names().root_future(task->id);
    row({.words = s_.names().future(root), .site = s_.names().future_site(root), .ink = c_.theme.text});
    for (const StackRow& r : rows) row(line_of(r));
    if (rows.size() < all)
      c_.paragraph(c_.fonts.small, c_.theme.dim_text,
                   "and " + std::to_string(all - rows.size()) + " more branches");
  }

 private:
  struct Line {
    std::string words;
    std::string state;
    SiteId site{};
    int depth = 0;
    bool is_branch = false;
    bool is_end = false;
    Colour ink;
  };

  float px(float units) const { return c_.px(units); }

  static bool is_over(const StackRow& row) {
    return row.branch == StackRow::Branch::ready || row.branch == StackRow::Branch::dropped;
  }

  Line line_of(const StackRow& r) const {
    const bool over = is_over(r);
    const bool is_idle = r.branch == StackRow::Branch::idle;
    const auto& names = s_.names();
    // A group has no line for each of its branches: there it is that of the function.
    const bool has_line = r.await.site != SiteId::none || r.await.kind != AwaitKind::future;
    Line line{.words = names.object(r.await.kind, r.await.object),
              .site = has_line ? r.await.site : names.future_site(static_cast<FutureId>(r.await.object)),
              .depth = is_idle ? 0 : r.depth + 1,
              .is_branch = r.branch != StackRow::Branch::none,
              .is_end = r.is_end && !over && !is_idle,
              .ink = over ? c_.theme.dim_text : c_.theme.text};
    switch (r.branch) {
      case StackRow::Branch::none: break;
      case StackRow::Branch::pending: line.state = "pending"; break;
      case StackRow::Branch::ready: line.state = "ready"; break;
      case StackRow::Branch::dropped: line.state = "dropped"; break;
      case StackRow::Branch::idle: line.state = "alive, not polled"; break;
    }
    return line;
  }

  /// The scenario's own lines have a number and can be clicked.
  int number_of(SiteId site) const {
    if (site == SiteId::none) return 0;
    const Site& place = s_.trace().site(site);
    return place.file == s_.order.scenario->file ? static_cast<int>(place.line) : 0;
  }

  void row(const Line& line) {
    ImFont* font = c_.fonts.small;
    const float width = ImGui::GetContentRegionAvail().x;
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float height = font->FontSize + px(7);
    const Rect r{at.x, at.y, at.x + width, at.y + height};
    const int number = number_of(line.site);
    const std::string control = "stack." + std::to_string(index_++);
    ImGui::InvisibleButton(control.c_str(), {width, height - ImGui::GetStyle().ItemSpacing.y + px(1)});
    const bool hovered = ImGui::IsItemHovered();
    if (ImGui::IsItemVisible()) c_.controls.add_item(control);
    if (hovered && number > 0) {
      c_.fill(r, c_.theme.selection.with_alpha(0.5f), px(3));
      draw_tip_aside(c_, r,
                     "Line " + std::to_string(number) + " of " + s_.order.scenario->file +
                         ". Click to see it in the source.");
    }
    if (ImGui::IsItemClicked() && number > 0) commands_.push_back(command::ShowLine{line.site});

    const float middle = r.centre().y;
    // Deep stacks are drawn closer, so that words keep their room.
    const float step = std::min(px(14), (width - px(150)) / static_cast<float>(std::max(line.depth, 1)));
    const float left = at.x + px(6) + std::max(step, px(2)) * static_cast<float>(line.depth);
    draw_joint(line, left, r.top, middle);
    const std::string place = number > 0 ? "line " + std::to_string(number) : "";
    float right = r.right - px(4);
    right_aligned(place, right, middle);
    right_aligned(line.state, right, middle);
    c_.clipped(font, {left + px(12), middle - font->FontSize / 2}, line.ink, line.words,
               right - left - px(14));
  }

  void right_aligned(const std::string& words, float& right, float middle) const {
    if (words.empty()) return;
    ImFont* font = c_.fonts.small;
    right -= Canvas::measure(font, words).x;
    c_.text(font, {right, middle - font->FontSize / 2}, c_.theme.dim_text, words);
    right -= px(8);
  }

  /// A corner leads from what awaits to what is awaited; the end of the stack is a ring in the task's hue.
  void draw_joint(const Line& line, float left, float top, float middle) const {
    const Colour way = c_.theme.dim_text.with_alpha(0.7f);
    if (line.depth > 0) {
      c_.line({left - px(8), top - px(2)}, {left - px(8), middle}, way, c_.hairline());
      c_.line({left - px(8), middle}, {left, middle}, way, c_.hairline());
    }
    const ImVec2 dot(left + px(4), middle);
    const Colour hue = hue_of(c_.theme, s_.selection.task);
    if (line.is_end) {
      Canvas::list()->AddCircle(dot, px(4), hue.u32(), 0, px(2));
    } else if (line.is_branch) {
      c_.frame({dot.x - px(3), dot.y - px(3), dot.x + px(3), dot.y + px(3)}, line.ink, c_.hairline());
    } else {
      Canvas::list()->AddCircleFilled(dot, px(2.5f), line.ink.u32());
    }
  }

  const Canvas& c_;
  const Stage& s_;
  Commands& commands_;
  int index_ = 0;
};

}  // namespace

void draw_stack(const Canvas& canvas, const Stage& stage, Commands& commands) {
  StackView(canvas, stage, commands).draw();
}

}  // namespace loopglass
