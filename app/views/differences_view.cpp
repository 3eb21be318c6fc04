#include "app/views/differences_view.hpp"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "app/model/glossary.hpp"
#include "app/views/floating.hpp"
#include "app/views/terms.hpp"
#include "app/widgets/scrolling.hpp"

namespace loopglass {
namespace {

/// Words from top to bottom in the child window that scrolls them.
class Page {
 public:
  Page(const Canvas& canvas, Commands& commands)
      : c_(canvas),
        commands_(commands),
        // With a scroll bar or without: lines stay as they are broken.
        width_(ImGui::GetWindowWidth() - ImGui::GetStyle().ScrollbarSize) {}

  /// Their names are no terms.
  void name_runs(const Comparison& comparison) {
    for (const std::string& name : {comparison.name_a, comparison.name_b}) {
      for (const TermPlace& place : terms_in(name)) told_.emplace(place.term->name);
    }
  }
  void caption(const std::string& text) {
    gap(2);
    c_.text(c_.fonts.caps, at(), c_.theme.dim_text, text);
    down(c_.fonts.caps->FontSize + c_.px(6));
  }
  void words(const std::string& text, Colour colour, float indent = 0) {
    const float height = Canvas::measure(c_.fonts.body, text, width_ - indent).y;
    draw_with_new_terms(c_, c_.fonts.body, {at().x + indent, at().y}, colour, text, width_ - indent, told_);
    down(height + c_.px(6));
  }
  void gap(float units) { down(c_.px(units)); }

  /// What a run does where the two part; a click goes there.
  void parting(const Comparison& comparison, const std::string& name, const std::string& text) {
    const ImVec2 begin = at();
    const float height =
        Canvas::measure(c_.fonts.body, text, width_ - c_.px(10)).y + c_.fonts.small->FontSize + c_.px(10);
    const Rect row{begin.x, begin.y, begin.x + width_, begin.y + height};
    const bool is_pointed_at = ImGui::IsWindowHovered() && row.contains(ImGui::GetMousePos());
    if (is_pointed_at) {
      c_.fill(row, c_.theme.selection.with_alpha(0.5f), c_.px(3));
      if (ImGui::IsMouseClicked(0)) commands_.push_back(command::Seek{comparison.divergence->event});
    }
    c_.controls.add("compare.parting", row);
    c_.text(c_.fonts.small, {row.left + c_.px(4), row.top + c_.px(2)}, c_.theme.accent, name);
    const bool explains = draw_with_terms(
        c_, c_.fonts.body, {row.left + c_.px(4), row.top + c_.fonts.small->FontSize + c_.px(4)},
        c_.theme.text, text, width_ - c_.px(8));
    if (is_pointed_at && !explains) draw_tip(c_, row, "Click to go there.");
    down(height + c_.px(2));
  }

  void table(const Comparison& comparison) {
    ImFont* font = c_.fonts.small;
    const float line = font->FontSize + c_.px(6);
    const auto a = table_of(comparison.a);
    const auto b = table_of(comparison.b);
    // The names of the figures stand in full, and as much of the figures as there is room for.
    float names = c_.px(60);
    for (const Figure& figure : a) names = std::max(names, Canvas::measure(font, figure.name).x);
    const float column = (width_ - names - c_.px(14)) / 2;
    row({"", "", comparison.name_a, ""}, {"", "", comparison.name_b, ""}, column, true);
    down(line);
    for (std::size_t i = 0; i < a.size(); ++i) {
      if (i % 2 == 0) c_.fill({at().x, at().y, at().x + width_, at().y + line}, c_.theme.panel);
      row(a[i], b[i], column, a[i].text != b[i].text);
      down(line);
    }
    gap(8);
  }

 private:
  ImVec2 at() const { return ImGui::GetCursorScreenPos(); }
  void down(float height) const { ImGui::SetCursorScreenPos({at().x, at().y + height}); }

  void row(const Figure& a, const Figure& b, float column, bool differs) const {
    ImFont* font = c_.fonts.small;
    const float y = at().y + c_.px(3);
    const Colour ink = differs ? c_.theme.text : c_.theme.dim_text;
    c_.clipped(font, {at().x + c_.px(4), y}, c_.theme.dim_text, a.name, width_ - 2 * column - c_.px(10));
    float right = at().x + width_ - column - c_.px(4);
    for (const Figure* figure : {&a, &b}) {
      // Whose it is gives way to how much it is.
      const std::string text = Canvas::fitting(
          font, {figure->text, figure->brief.empty() ? figure->text : figure->brief}, column - c_.px(6));
      c_.text(font, {right - Canvas::measure(font, text).x, y}, ink, text);
      right += column;
    }
  }

  const Canvas& c_;
  Commands& commands_;
  float width_;
  ToldTerms told_;
};

/// Which runs they are, and what is told of them.
std::string subject_of(const Comparing& comparing) {
  std::string subject;
  for (const std::string& name : comparing.names()) subject += name + " ";
  if (const auto& comparison = comparing.found(); comparison && comparison->divergence) {
    subject += std::to_string(comparison->divergence->event);
    for (const Difference& difference : comparison->differences) subject += " " + difference.sentence;
  }
  return subject;
}

}  // namespace

void draw_differences(const Canvas& canvas, const Rect& room, const Comparing& comparing,
                      Commands& commands) {
  const Rect body = room.inset(canvas.px(12), canvas.px(8));
  ImGui::SetCursorScreenPos(body.min());
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(0, 0));
  ImGui::BeginChild("differences", {body.width(), body.height()}, false);
  ImGui::PopStyleVar();
  start_at_top_of(subject_of(comparing));
  if (ImGui::IsWindowAppearing()) ImGui::SetScrollY(0);
  Page page(canvas, commands);
  if (const auto& comparison = comparing.found()) {
    page.name_runs(*comparison);
    if (!comparison->divergence) {
      page.words("The two runs are the same, event by event.", canvas.theme.text);
    } else {
      page.caption("THEY PART AT EVENT " + std::to_string(comparison->divergence->event));
      page.parting(*comparison, comparison->name_a, comparison->at_divergence_a);
      page.parting(*comparison, comparison->name_b, comparison->at_divergence_b);
      page.gap(6);
      page.caption("WHAT DIFFERS");
      for (const Difference& difference : comparison->differences)
        page.words(difference.sentence, canvas.theme.text);
      if (comparison->differences.empty())
        page.words("No figure does, and both print the same: only the order of what happens is another.",
                   canvas.theme.text);
      page.gap(6);
    }
    page.caption("FIGURES");
    page.table(*comparison);
  } else {
    page.words("The runs are still being recorded.", canvas.theme.dim_text);
  }
  ImGui::Dummy({1, 1});
  ImGui::EndChild();
  canvas.controls.add("compare.differences", room);
}

float draw_figures_line(const Canvas& canvas, const Rect& room, const std::vector<Figures>& all,
                        std::size_t run) {
  ImFont* font = canvas.fonts.small;
  const float gap = canvas.px(18);
  std::vector<std::vector<Figure>> tables;
  for (const Figures& figures : all) tables.push_back(table_of(figures));
  const auto differ = [&](std::size_t i) {
    return std::ranges::any_of(tables, [&](const auto& t) { return t[i].text != tables[0][i].text; });
  };
  // All runs have the same figures in the same places, however long they are. Who had the worst of them gives
  // way first, then those that are the same in all runs.
  float x = room.left;
  const auto draw = [&](bool briefly, bool only_different, bool measures) {
    x = room.left;
    for (std::size_t i = 0; i < tables[run].size(); ++i) {
      if (only_different && !differ(i)) continue;
      const auto text = [&](const Figure& figure) {
        return briefly && !figure.brief.empty() ? figure.brief : figure.text;
      };
      const std::string label = tables[run][i].name + "  ";
      const float label_width = Canvas::measure(font, label).x;
      float width = 0;
      for (const auto& table : tables) width = std::max(width, Canvas::measure(font, text(table[i])).x);
      if (x + label_width + width > room.right) return false;
      if (!measures) {
        canvas.text(font, {x, room.top + canvas.px(3)}, canvas.theme.dim_text, label);
        canvas.text(font, {x + label_width, room.top + canvas.px(3)}, canvas.theme.text,
                    text(tables[run][i]));
      }
      x += label_width + width + gap;
    }
    return true;
  };
  const bool briefly = !draw(false, false, true);
  draw(briefly, briefly && !draw(true, false, true), false);
  return x;
}

std::string tasks_as_they_end(const Chronicle& run) {
  constexpr std::size_t most = 12;
  const auto& lanes = run.lanes().lanes();
  if (lanes.size() > most) return "";
  std::vector<std::pair<EventNumber, TaskId>> ends;
  for (const Lane& lane : lanes) {
    if (lane.segments.empty() || lane.segments.back().state <= LaneState::blocking) continue;
    ends.emplace_back(lane.segments.back().first, lane.task);
  }
  std::ranges::sort(ends);
  std::string names;
  for (const auto& [event, task] : ends) names += (names.empty() ? "" : ", ") + run.names().task(task);
  return names;
}

}  // namespace loopglass
