#include "app/views/source_view.hpp"

#include <algorithm>
#include <unordered_map>
#include <utility>

#include "app/views/floating.hpp"
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
  // Not begun yet, or just begun: at the function it runs.
  const bool begins = task.polls == 0 || (task.polls == 1 && task.status == TaskStatus::polling);
  return begins ? line_in(stage, stage.names().future_site(stage.names().root_future(task.id)), file) : 0;
}

std::vector<LineBadge> find_badges(const Stage& stage, std::string_view file) {
  constexpr std::size_t most_at_a_line = 200;
  std::vector<LineBadge> all;
  std::unordered_map<int, std::pair<std::size_t, std::size_t>> at_line;  // how many, and the first of them
  std::unordered_map<SiteId, int> lines;  // of those that wait and have one await, as most of a crowd
  for (const TaskState& task : stage.world().tasks) {
    if (task.is_done() && stage.world().polling != task.id) continue;
    int line = 0;
    if (task.status == TaskStatus::waiting && task.awaits.size() == 1) {
      const auto [known, is_new] = lines.try_emplace(task.awaits.front().site);
      if (is_new) known->second = line_in(stage, task.awaits.front().site, file);
      line = known->second;
    } else {
      line = line_of_task(stage, task, file);
    }
    if (line <= 0) continue;
    auto& [count, first] = at_line.try_emplace(line, 0, all.size()).first->second;
    if (++count <= most_at_a_line) {
      all.push_back({line, task.id});
    } else {
      ++all[first].more;
    }
  }
  return all;
}

}  // namespace

const std::vector<LineBadge>& badges(const Stage& stage) {
  return stage.moment.badges.get([&] { return find_badges(stage, stage.order.scenario->file); });
}

int present_line(const Stage& stage, std::string_view file) {
  const Event* event = stage.moment.event;
  if (!event) return 0;
  if (const int line = line_in(stage, event->site, file); line > 0) return line;
  // A wake is of a task that waits, and done by the one that runs.
  const TaskId polling = stage.world().polling;
  const TaskState* task = stage.world().task(polling != TaskId::none ? polling : event->task);
  if (!task || (task->is_done() && stage.world().polling != task->id)) return 0;
  return line_of_task(stage, *task, file);
}

namespace {

/// A row of the view: a line of the source, or what did not fit on the row before.
struct Row {
  int line = 0;
  std::size_t begin = 0;  // the characters of the line that stand here
  std::size_t end = 0;
  float indent = 0;  // in characters
};

/// Where a row that has room for so many characters from `begin` on ends: at a space, or behind a sign
/// between words; inside a word only where it fills the row.
std::size_t end_of_row(std::string_view text, std::size_t begin, std::size_t first, std::size_t room) {
  if (const std::size_t space = text.rfind(' ', begin + room);
      space != std::string_view::npos && space > first)
    return space;
  const std::size_t sign = text.find_last_of("(),;:.<>{}[]", begin + room - 1);
  return sign != std::string_view::npos && sign > first ? sign + 1 : begin + room;
}

/// Breaks a line into rows of at most `columns` characters, and `behind` less in the last; later rows are
/// indented a little more, where that leaves them room.
void add_rows(std::vector<Row>& rows, int line, std::string_view text, std::size_t columns,
              std::size_t behind) {
  const std::size_t indent = std::min(text.find_first_not_of(' '), text.size());
  std::size_t begin = 0;
  std::size_t shift = 0;
  while (text.size() - begin > columns - behind - shift) {
    const std::size_t room = std::min(columns - shift, text.size() - begin - 1);
    const std::size_t end = end_of_row(text, begin, begin + (begin == 0 ? indent : 0), room);
    rows.push_back({line, begin, end, static_cast<float>(shift)});
    begin = text[end] == ' ' ? end + 1 : end;
    shift = std::min(indent + 4, columns / 2);
  }
  rows.push_back({line, begin, text.size(), static_cast<float>(shift)});
}

/// One frame of the view.
class Listing {
 public:
  /// `height` is that of the view: a low one has its rows close together.
  Listing(const Canvas& canvas, const Stage& stage, int marked, float height, Commands& commands)
      : c_(canvas),
        s_(stage),
        commands_(commands),
        scenario_(*stage.order.scenario),
        lines_(split_lines(scenario_.source)),
        badges_(badges(stage)),
        present_(present_line(stage, scenario_.file)),
        marked_(marked) {
    font_ = canvas.fonts.mono_small;
    row_height_ = std::round(font_->FontSize * (height < canvas.px(190) ? 1.25f : 1.5f));
    letter_ = Canvas::measure(font_, "0").x;
  }

  int present() const { return present_; }
  float row_height() const { return row_height_; }

  void draw() {
    origin_ = ImGui::GetCursorScreenPos();
    const float width = ImGui::GetContentRegionAvail().x;
    const auto columns = static_cast<std::size_t>(std::max(16.0f, (width - margin()) / letter_));
    const auto behind =
        std::min(columns / 4, static_cast<std::size_t>(std::ceil(room_for_badges() / letter_)));
    const int last = std::min<int>(scenario_.last_line, static_cast<int>(lines_.size()));
    for (int n = std::max(1, scenario_.first_line); n <= last; ++n) {
      add_rows(rows_, n, lines_[static_cast<std::size_t>(n - 1)], columns, behind);
    }
    for (std::size_t i = 0; i < rows_.size(); ++i) {
      const float top = top_of(i);
      if (ImGui::IsRectVisible({origin_.x, top}, {origin_.x + 1, top + row_height_})) draw_row(i, top, width);
    }
    ImGui::Dummy({1, row_height_ * static_cast<float>(rows_.size())});
  }

  /// Where the present line begins, from the top of the listing; -1 if it is not in it.
  float present_offset() const { return offset_of(present_); }
  /// The same of the line at which the task stands that came to where it is last.
  float latest_offset() const {
    const auto since = [&](const LineBadge& badge) { return s_.world().task(badge.task)->status_since; };
    const auto latest = std::ranges::max_element(badges_, {}, since);
    return latest == badges_.end() ? -1 : offset_of(latest->line);
  }
  float offset_of(int line) const {
    const auto it = std::ranges::find(rows_, line, &Row::line);
    return line == 0 || it == rows_.end() ? -1 : row_height_ * static_cast<float>(it - rows_.begin());
  }

 private:
  float px(float units) const { return c_.px(units); }
  float gutter() const { return px(24); }
  float margin() const { return px(47); }
  /// Behind a line: for how many tasks are at it.
  float room_for_badges() const { return px(40); }
  float top_of(std::size_t row) const { return origin_.y + row_height_ * static_cast<float>(row); }

  void draw_row(std::size_t index, float top, float width) {
    const Row& row = rows_[index];
    const std::string_view text = lines_[static_cast<std::size_t>(row.line - 1)];
    const float baseline = top + (row_height_ - font_->FontSize) / 2;
    if (row.line == present_) {
      c_.fill({origin_.x, top, origin_.x + width, top + row_height_}, c_.theme.selection);
      c_.fill({origin_.x, top, origin_.x + px(3), top + row_height_}, c_.theme.accent);
    }
    if (row.line == marked_)
      c_.frame({origin_.x + px(1), top, origin_.x + width - px(1), top + row_height_}, c_.theme.accent,
               px(1.5f), px(3));
    if (row.begin == 0) draw_number(row.line, top, baseline);
    const bool is_last = index + 1 == rows_.size() || rows_[index + 1].line != row.line;
    float x = origin_.x + margin() + row.indent * letter_;
    std::size_t at = 0;
    for (const CodeSpan& span : colour_line(text)) {
      const std::size_t from = std::clamp(row.begin, at, at + span.text.size());
      const std::size_t to = std::clamp(row.end, at, at + span.text.size());
      if (to > from) {
        const std::string_view piece = span.text.substr(from - at, to - from);
        c_.text(font_, {x, baseline}, colour_of(c_.theme, span.piece), piece);
        x += Canvas::measure(font_, piece).x;
      }
      at += span.text.size();
    }
    draw_badges(row, at_line(row.line), top, x, width, is_last);
  }

  struct Here {
    std::vector<TaskId> tasks;
    std::size_t beyond = 0;  // those that have no badge
  };
  Here at_line(int line) const {
    Here here;
    for (const LineBadge& badge : badges_) {
      if (badge.line != line) continue;
      here.tasks.push_back(badge.task);
      here.beyond += badge.more;
    }
    // Whom the sentence is about comes first: there may be room for one.
    const TaskId told = s_.moment.event ? s_.moment.event->task : TaskId::none;
    if (const auto at = std::ranges::find(here.tasks, told); at != here.tasks.end())
      std::rotate(here.tasks.begin(), at, at + 1);
    return here;
  }

  /// A click on it sets a breakpoint; the number then stands on a red plate.
  void draw_number(int line, float top, float baseline) {
    const Target target = LineTarget{scenario_.file, static_cast<std::uint32_t>(line)};
    const bool is_set = s_.waypoints.breakpoints.has(target);
    const Rect plate{origin_.x + px(1), top, origin_.x + gutter(), top + row_height_};
    const bool hovered = ImGui::IsWindowHovered() && plate.contains(ImGui::GetMousePos());
    Colour ink = hovered ? c_.theme.text : c_.theme.dim_text;
    if (is_set) {
      const Colour red = c_.theme.panicked;
      c_.fill({plate.left, plate.top + px(1), plate.right, plate.bottom - px(1)}, red, px(3));
      ink = c_.theme.ink_on(red);
    }
    const std::string number = std::to_string(line);
    c_.text(font_, {origin_.x + gutter() - px(2) - Canvas::measure(font_, number).x, baseline}, ink, number);
    if (ImGui::IsRectVisible(plate.min(), plate.max())) {
      c_.controls.add_listed("source.line." + number, plate, plate);
    }
    if (!hovered) return;
    draw_tip(c_, plate,
             is_set ? "Playing stops at this line. Click: no more." : "Click: playing stops at this line.");
    if (ImGui::IsMouseClicked(0)) commands_.push_back(command::ToggleBreakpoint{target});
  }

  /// The first badge stands before the line, the others behind it, as many as there is room for.
  void draw_badges(const Row& row, const Here& at_this_line, float top, float x, float width, bool is_last) {
    const auto& [here, beyond] = at_this_line;
    if (here.empty()) return;
    const float middle = top + row_height_ / 2;
    const float r = row_height_ * 0.42f;
    if (row.begin == 0) draw_badge(c_, {origin_.x + gutter() + px(10), middle}, r, here.front());
    if (is_last && here.size() > 1) {
      float at = x + px(14);
      const float room = origin_.x + width - room_for_badges() - x;
      const auto fit = static_cast<std::size_t>(std::max(0.0f, room / (r * 2 + px(2))));
      const std::size_t shown = std::min(here.size() - 1, fit);
      for (std::size_t i = 1; i <= shown; ++i) {
        draw_badge(c_, {at, middle}, r, here[i]);
        at += r * 2 + px(2);
      }
      if (here.size() - 1 + beyond > shown) {
        c_.text(c_.fonts.small, {at - px(6), middle - c_.fonts.small->FontSize / 2}, c_.theme.text,
                "+" + std::to_string(here.size() - 1 + beyond - shown));
      }
    }
    const Rect place{origin_.x + gutter(), top, origin_.x + width, top + row_height_};
    if (!ImGui::IsWindowHovered() || !place.contains(ImGui::GetMousePos())) return;
    std::string tip = "At this line:";
    constexpr std::size_t most_named = 20;
    for (std::size_t i = 0; i < std::min(here.size(), most_named); ++i)
      tip += "\n" + letters(here[i]) + "  " + s_.names().task(here[i]);
    if (const std::size_t all = here.size() + beyond; all > most_named)
      tip += "\n" + std::to_string(all - most_named) + " more";
    draw_tip(c_, place, tip);
    if (ImGui::IsMouseClicked(0)) commands_.push_back(command::Select{here.front()});
  }

  const Canvas& c_;
  const Stage& s_;
  Commands& commands_;
  const Scenario& scenario_;
  std::vector<std::string_view> lines_;
  const std::vector<LineBadge>& badges_;
  int present_;
  int marked_;
  std::vector<Row> rows_;
  ImFont* font_ = nullptr;
  float row_height_ = 0;
  float letter_ = 0;
  ImVec2 origin_;
};

}  // namespace

void SourceView::draw(const Canvas& canvas, const Rect& room, const Stage& stage, Commands& commands) {
  const Rect body = canvas.panel(room, "SOURCE   " + stage.order.scenario->file);
  ImGui::SetCursorScreenPos(body.min());
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(0, 0));
  ImGui::BeginChild("source", {body.width(), body.height()}, false);
  ImGui::PopStyleVar();
  Listing listing(canvas, stage, asked_, body.height(), commands);
  listing.draw();
  if (std::exchange(asked_is_new_, false)) {
    if (const float at = listing.offset_of(asked_); at >= 0)
      ImGui::SetScrollY(std::max(0.0f, at - ImGui::GetWindowHeight() * 0.4f));
    followed_ = listing.present();
  } else if (listing.present() != followed_) {
    asked_ = 0;
  }

  // Bring the present line into sight, unless a person is reading here. Who has jumped to a moment without
  // one sees where somebody has stopped last.
  const EventNumber before = std::exchange(seen_, stage.moment.at);
  const bool is_step = std::max(before, seen_) - std::min(before, seen_) <= 1 || stage.playback.is_playing();
  const bool is_jump = !is_step && asked_ == 0 && listing.present() == 0;
  const float top = is_jump ? listing.latest_offset() : listing.present_offset();
  const bool is_resized = std::exchange(height_, body.height()) != body.height();
  if (top >= 0 && (is_jump || listing.present() != followed_ || is_resized) && !ImGui::IsWindowHovered()) {
    followed_ = listing.present();
    const float seen = ImGui::GetScrollY();
    const float window = ImGui::GetWindowHeight();
    if (top < seen + listing.row_height() || top + listing.row_height() * 2 > seen + window) {
      ImGui::SetScrollY(std::max(0.0f, top - window * 0.4f));
    }
  }
  ImGui::EndChild();
  canvas.controls.add("source", body);
}

}  // namespace loopglass
