#include "app/views/tasks_view.hpp"

#include <algorithm>

#include "app/model/figures.hpp"
#include "app/platform/icons.hpp"
#include "app/views/floating.hpp"
#include "app/views/task_token.hpp"
#include "app/widgets/scrolling.hpp"

namespace loopglass {
namespace {

/// State colours are made for shapes; words need more contrast.
Colour ink_of(const Theme& theme, TaskStatus status, bool blocks) {
  if (status == TaskStatus::waiting || status == TaskStatus::returned) return theme.dim_text;
  return (blocks ? theme.blocking : colour_of(theme, status)).mix(theme.text, 0.3f);
}

/// "worker 1": where the work is that a task waits for.
std::string job_words(const Stage& stage, const Await& await) {
  const JobState* job = stage.world().job(static_cast<JobId>(await.object));
  if (!job) return stage.names().object(await.kind, await.object);
  if (job->status == JobStatus::queued) return "a free worker";
  return job->status == JobStatus::dropped ? "its turn" : Names::worker(job->worker);
}

/// "queued", or of a waiting task what it waits for.
std::string state_words(const Stage& stage, const TaskState& task) {
  if (task.being_dropped) return "dropped";
  const Await* await = task.innermost_await();
  if (task.status != TaskStatus::waiting || !await) return word_for(task.status);
  const bool joins = await->kind == AwaitKind::join;
  if (await->kind == AwaitKind::job) return "for " + job_words(stage, *await);
  return "for " + (joins ? stage.names().task(static_cast<TaskId>(await->object))
                         : stage.names().object(await->kind, await->object));
}

/// As much of it as there is room for. From where "a connection" comes is said elsewhere. That it is waited
/// for is always said, and in one form in all rows: who waits for a lock must not look like who has it.
std::string fitting_state(const Stage& stage, const TaskState& task, ImFont* font, float width) {
  const std::string whole = state_words(stage, task);
  const std::string_view waits = "for ";
  const auto fits = [&](const std::string& words) { return Canvas::measure(font, words).x <= width; };
  if (!whole.starts_with(waits) || fits(whole)) return whole;
  const std::string what = whole.substr(waits.size());
  // "room in boxes": there is room in nothing but a channel.
  const std::string_view channel = " channel ";
  if (const auto at = what.find(channel); at != std::string::npos) {
    const std::string in_short = "for " + what.substr(0, at + 1) + what.substr(at + channel.size());
    if (fits(in_short)) return in_short;
  }
  // Of what has a name of its own, the name says more than the kind.
  for (const std::string_view kind : {"semaphore ", "mutex ", "barrier ", "channel ", "notify "}) {
    if (what.starts_with(kind)) return "for " + what.substr(kind.size());
  }
  for (const char* where : {" from ", " to ", " at ", " on ", " of ", " for ", " in ", " written "}) {
    if (const auto at = what.find(where); at != std::string::npos) return "for " + what.substr(0, at);
  }
  return whole;
}

/// Scrolls the table once to row `number`, from 1, when it is another one than before or the table gets
/// lower, as it does when somebody asks about a task.
void bring_into_sight(const char* what, int number, float row) {
  ImGuiStorage* storage = ImGui::GetStateStorage();
  const float height = ImGui::GetWindowHeight();
  ImGui::PushID(what);
  int* const last = storage->GetIntRef(ImGui::GetID("row in sight"));
  float* const last_height = storage->GetFloatRef(ImGui::GetID("height"));
  ImGui::PopID();
  if (*last == number && height >= *last_height) return;
  *last = number;
  *last_height = height;
  const float top = row * static_cast<float>(number - 1);
  ImGui::SetScrollY(std::min(std::max(ImGui::GetScrollY(), top + row - height), top));
}

/// From 0; as many as there are rows: the focus is elsewhere.
template <class TaskOfRow>
std::size_t focused_row(const Controls& controls, std::size_t rows, TaskOfRow task_of_row) {
  constexpr std::string_view row = "tasks.row.";
  const std::string_view name = controls.focused();
  if (!name.starts_with(row)) return rows;
  for (std::size_t i = 0; i < rows; ++i) {
    if (letters(task_of_row(i)) == name.substr(row.size())) return i;
  }
  return rows;
}

/// Of the first few hundred of the run, so that the columns keep their places.
float longest_name(const Canvas& canvas, const Names& names) {
  const std::size_t most = std::min<std::size_t>(names.task_count(), 200);
  float longest = 0;
  for (std::size_t i = 1; i <= most; ++i)
    longest = std::max(longest, Canvas::measure(canvas.fonts.body, names.task(static_cast<TaskId>(i))).x);
  return longest;
}

/// How many of the tasks that there are at this moment are found.
std::size_t found_so_far(const Stage& stage) {
  const auto& found = stage.waypoints.finder.tasks();
  const auto there = std::ranges::upper_bound(found, static_cast<TaskId>(stage.world().tasks.size()));
  return static_cast<std::size_t>(there - found.begin());
}

/// Says that tasks are left out, and why; a click brings them back.
void draw_filter(const Canvas& c, const Rect& row, const Stage& stage, Commands& commands) {
  const Finder& finder = stage.waypoints.finder;
  const std::string count =
      std::to_string(found_so_far(stage)) + " of " + std::to_string(stage.world().tasks.size()) + " tasks";
  ImFont* font = c.fonts.small;
  const float close = c.px(22);
  ImGui::SetCursorScreenPos(row.min());
  if (ImGui::InvisibleButton("tasks.filter", {std::max(row.width(), 1.0f), row.height()}))
    commands.push_back(command::CloseStrip{});
  c.controls.add_item("tasks.filter");
  const bool hovered = ImGui::IsItemHovered();
  if (hovered) draw_tip_above(c, row, "Find leaves out the others. Click to show all (Esc).");
  c.fill(row.inset(0, c.px(1)), hovered ? c.theme.hover : c.theme.selection.with_alpha(0.5f), c.px(3));
  c.clipped(font, {row.left + c.px(8), row.centre().y - font->FontSize / 2}, c.theme.text,
            Canvas::fitting(font, {count + ": found by “" + finder.text() + "”", count},
                            row.width() - close - c.px(8)),
            row.width() - close - c.px(8));
  platform::icon(Canvas::list(), platform::Icon::cross, {row.right - close / 2, row.centre().y}, c.px(11),
                 (hovered ? c.theme.text : c.theme.dim_text).u32());
}

struct Column {
  const char* title;
  const char* meaning;
  float width;  // in units; 0: what is left
};

constexpr Column columns[] = {
    {"task", "Its letter and its name.", 0},
    {"state, waits", "What it is doing at this moment, or what it waits for.", 94},
    {"polls", "How often the executor has polled it.", 36},
    {"busy", "Time spent in its own polls.", 60},
    {"queued", "Time spent ready, waiting for its turn.", 60},
    {"idle", "Time spent waiting for something.", 60},
};
constexpr int column_count = static_cast<int>(std::size(columns));

}  // namespace

void draw_tasks(const Canvas& canvas, const Rect& room, const Stage& stage, Commands& commands) {
  const auto px = [&](float units) { return canvas.px(units); };
  Rect body = canvas.panel(room, "TASKS");
  body.right -= px(10);  // the scroll bar's
  const World& world = stage.world();

  // Narrow panels leave out columns from the right; the state stays.
  float names = body.width();
  int shown = column_count;
  for (const Column& column : columns) names -= px(column.width);
  while (shown > 2 && names < px(84)) names += px(columns[--shown].width);
  // What the names leave, the states have.
  const float longest = longest_name(canvas, stage.names()) + px(34);
  const float more = std::clamp(names - std::max(longest, px(84)), 0.0f, px(110));
  names -= more;
  const auto width_of = [&](int column) {
    return column == 0 ? names : px(columns[column].width) + (column == 1 ? more : 0.0f);
  };

  const float row = std::round(canvas.fonts.body->FontSize + px(7));
  const auto place = [&](int column, float top) {
    float left = body.left;
    for (int i = 0; i < column; ++i) left += width_of(i);
    return Rect{left, top, left + width_of(column), top + row};
  };
  const auto right_aligned = [&](const Rect& r, ImFont* font, Colour colour, std::string_view text) {
    canvas.text(font, {r.right - Canvas::measure(font, text).x - px(2), r.top + (row - font->FontSize) / 2},
                colour, text);
  };

  if (stage.waypoints.finder.is_looking()) draw_filter(canvas, body.take_top(row), stage, commands);
  for (int i = 0; i < shown; ++i) {
    const Rect r = place(i, body.top);
    if (i < 2) {
      canvas.text(canvas.fonts.small, {r.left, r.top + (row - canvas.fonts.small->FontSize) / 2},
                  canvas.theme.dim_text, columns[i].title);
    } else {
      right_aligned(r, canvas.fonts.small, canvas.theme.dim_text, columns[i].title);
    }
    if (ImGui::IsWindowHovered() && r.contains(ImGui::GetMousePos()))
      draw_tip_above(canvas, r, columns[i].meaning);
  }

  Rect table = body;
  table.top += row;
  table.bottom = whole_rows(table, row);
  ImGui::SetCursorScreenPos(table.min());
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(0, 0));
  ImGui::BeginChild("tasks", {table.width() + px(12), table.height()}, false);
  ImGui::PopStyleVar();
  start_at_top_of(stage.order.recipe().text());
  const float origin = ImGui::GetCursorScreenPos().y;
  ImGuiListClipper clipper;
  // While something is looked for, only the tasks of what is found; those that are spawned later come then.
  const Finder& finder = stage.waypoints.finder;
  const auto& found = finder.tasks();
  const std::size_t rows = finder.is_looking() ? found_so_far(stage) : world.tasks.size();
  if (stage.selection.task != TaskId::none && !finder.is_looking())
    bring_into_sight("selected", static_cast<int>(raw(stage.selection.task)), row);
  const auto task_of_row = [&](std::size_t i) {
    return finder.is_looking() ? found[i] : static_cast<TaskId>(i + 1);
  };
  const std::size_t focused = focused_row(canvas.controls, rows, task_of_row);
  if (focused < rows) bring_into_sight("focused", static_cast<int>(focused + 1), row);
  // All names have letters of one size.
  ImFont* const names_font = longest <= names + px(6) ? canvas.fonts.body : canvas.fonts.small;
  clipper.Begin(static_cast<int>(rows), row);
  while (clipper.Step()) {
    for (int i = clipper.DisplayStart; i < clipper.DisplayEnd; ++i) {
      const auto listed = static_cast<std::size_t>(i);
      const TaskState& task = world.tasks[finder.is_looking() ? raw(found[listed]) - 1 : listed];
      const float top = origin + row * static_cast<float>(i);
      const Rect whole{body.left - px(4), top, body.right, top + row};
      const bool hovered = ImGui::IsWindowHovered() && whole.contains(ImGui::GetMousePos());
      if (stage.selection.task == task.id || stage.selection.hovered == task.id || hovered) {
        canvas.fill(whole, canvas.theme.selection.with_alpha(stage.selection.task == task.id ? 1.0f : 0.5f),
                    px(3));
      }
      if (hovered) {
        commands.push_back(command::Hover{task.id});
        if (ImGui::IsMouseClicked(0)) commands.push_back(command::Select{task.id});
        if (ImGui::IsMouseClicked(1)) commands.push_back(command::ShowActs{task.id});
        if (const Await* await = task.innermost_await(); await && task.status == TaskStatus::waiting) {
          draw_tip_aside(canvas, whole,
                         stage.names().task(task.id) + " waits for " +
                             stage.names().object(await->kind, await->object) + ". Click to ask why.");
        }
      }
      const Colour ink = task.is_done() ? canvas.theme.dim_text : canvas.theme.text;
      const Rect name = place(0, top);
      draw_badge(canvas, {name.left + px(9), top + row / 2}, px(9), task.id);
      canvas.clipped(names_font, {name.left + px(24), top + (row - names_font->FontSize) / 2}, ink,
                     stage.names().task(task.id), name.width() - px(28));
      const Rect state = place(1, top);
      const bool blocks =
          world.polling == task.id && world.occupied && world.occupation.kind == WorkKind::block;
      canvas.clipped(
          canvas.fonts.small, {state.left, top + (row - canvas.fonts.small->FontSize) / 2},
          ink_of(canvas.theme, task.status, blocks),
          blocks ? "blocking" : fitting_state(stage, task, canvas.fonts.small, state.width() - px(2)),
          state.width() - px(2));
      const Spans f = spans_of(task, stage.moment.time);
      const auto with_room = [&](Duration d, int column) {
        const float room = width_of(column) - px(10);
        return Canvas::fitting(canvas.fonts.mono_small, {in_short(d), in_short(d, 2)}, room);
      };
      const std::string cells[] = {"",
                                   "",
                                   std::to_string(task.polls),
                                   with_room(f.busy, 3),
                                   with_room(f.queued, 4),
                                   with_room(f.idle, 5)};
      for (int column = 2; column < shown; ++column) {
        right_aligned(place(column, top), canvas.fonts.mono_small, ink, cells[column]);
      }
    }
  }
  // One more than is seen on either side: the focus may go there.
  const auto first = static_cast<std::size_t>(std::max(0.0f, (table.top - origin) / row - 1));
  for (std::size_t i = first; i < rows; ++i) {
    const float top = origin + row * static_cast<float>(i);
    if (top > table.bottom + row) break;
    const float seen = std::clamp(top, table.top, table.bottom);
    const Rect whole{body.left - px(4), seen, body.right, std::clamp(top + row, seen, table.bottom)};
    canvas.controls.add_listed("tasks.row." + letters(task_of_row(i)), whole, whole);
  }
  ImGui::EndChild();
  canvas.controls.add("tasks", table);
}

}  // namespace loopglass
