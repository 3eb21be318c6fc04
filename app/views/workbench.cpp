#include "app/views/workbench.hpp"

#include <algorithm>
#include <cctype>
#include <chrono>
#include <filesystem>
#include <system_error>
#include <utility>

#include "app/model/stuck.hpp"
#include "app/platform/keys.hpp"
#include "app/session/branching.hpp"
#include "app/session/evidence.hpp"
#include "app/session/shown_text.hpp"
#include "app/session/trace_file.hpp"
#include "app/views/keyboard.hpp"
#include "app/views/source_view.hpp"
#include "app/views/words.hpp"

namespace loopglass {

Workbench::Workbench(const std::vector<Scenario>& scenarios)
    : scenarios_(scenarios), panels_(scenarios, remembered_.seen) {}

// ---- from one session to the next

Remembered Workbench::recall(MemoryFile file) {
  memory_ = std::move(file);
  is_first_time_ = memory_->is_new();
  std::string notice;
  remembered_ = kept_ = memory_->read(notice);
  if (!notice.empty()) toast_.say(notice);
  viewing_.playback().set_speed(remembered_.speed);
  viewing_.playback().set_motion(remembered_.motion);
  panels_.set_layout(remembered_.layout);
  panels_.timeline().hide_finished(remembered_.hides_finished);
  jumping_.recall(remembered_);
  return remembered_;
}

/// Called in every frame.
void Workbench::remember() {
  if (!memory_) return;
  if (viewing_.run().is_over() && viewing_.playback().at() == viewing_.trace().size())
    remembered_.seen.insert(viewing_.run().order().scenario->name);
  remembered_.layout = panels_.layout();
  if (remembered_ == kept_) return;
  kept_ = remembered_;
  std::string notice;
  if (memory_->write(remembered_, notice)) return;
  toast_.say(notice);
  memory_.reset();  // said once
}

void Workbench::keep() {
  Recipe recipe = viewing_.run().order().recipe();
  // Of a run on the real clock no other has this moment.
  if (viewing_.run().clock() == ClockKind::virtual_time) recipe.position = viewing_.place();
  remembered_.recipe = recipe.text();
  remember();
}

// ---- what is watched

/// Forgets what belongs to the run that was watched.
void Workbench::leave() {
  fallback_.reset();
  selection_ = {};
  panels_.reset();
  comparing_.close();
  if (viewing_.is_open()) jumping_.leave(viewing_);
}

/// Whether a live run is watched. It is stopped then, and `then` follows.
bool Workbench::ends_first(std::function<void()> then) {
  if (!viewing_.is_open() || !viewing_.run().is_live()) return false;
  viewing_.run().stop();
  next_ = std::move(then);
  return true;
}

void Workbench::open(Order order, ClockKind clock) {
  if (ends_first([this, order, clock] { open(order, clock); })) return;
  leave();
  waits_ = false;
  start(std::move(order), clock);
  jumping_.enter(viewing_);
  Recipe recipe = viewing_.run().order().recipe();
  recipe.position.reset();
  remembered_.recipe = recipe.text();
}

void Workbench::open_live(Order order) {
  open(order);
  viewing_.playback().pause();
  next_ = [this, order] { open(order, ClockKind::real_time); };
}

void Workbench::start(Order order, ClockKind clock) {
  try {
    viewing_.open(order, clock);
  } catch (const std::system_error& error) {
    if (clock == ClockKind::virtual_time) throw;
    viewing_.open(std::move(order));
    toast_.say(std::string("A run on the real clock cannot be had here (") + error.what() +
               "), so this one is on the virtual clock.");
  }
}

/// Runs the scenario live, or ends the live run; then it stands there like any other.
void Workbench::toggle_live() {
  Run& run = viewing_.run();
  if (run.is_live()) {
    run.stop();
    return toast_.say(
        "The live run ends as soon as its poll is over. Then go anywhere in it, as in any other.");
  }
  Order order = run.order().untouched();
  order.position.reset();
  open(std::move(order), ClockKind::real_time);
  if (viewing_.run().is_live())
    toast_.say(
        "Live, on the real clock: what you see happens now. K ends the run, Space stops the picture only.");
}

/// It may be over before one has seen much of it.
void Workbench::tell_end_of_live_run() {
  const bool is_live = viewing_.run().is_live();
  if (!std::exchange(was_live_, is_live) || is_live || next_) return;
  const Duration time = viewing_.run().chronicle().latest().now.time_since_epoch();
  toast_.say("The live run is over, after " + to_text(time - time % std::chrono::milliseconds(1)) +
             ". Home and Space play it again, slowly; K runs it anew.");
}

void Workbench::open(Recorded recorded, std::string_view name) {
  open(std::make_unique<Run>(std::move(recorded), scenarios_), name);
}

void Workbench::open(std::unique_ptr<Run> recorded, std::string_view name) {
  if (viewing_.is_open() && viewing_.run().is_live()) {
    const auto kept = std::make_shared<std::unique_ptr<Run>>(std::move(recorded));
    ends_first([this, kept, file = std::string(name)] { open(std::move(*kept), file); });
    return;
  }
  leave();
  viewing_.open(std::move(recorded));
  jumping_.enter(viewing_);
  if (name.empty()) return;
  toast_.say("Opened " + std::string(name) + ": " + viewing_.run().recipe() + ", recorded on the " +
             loopglass::name(viewing_.run().clock()) + " clock");
}

void Workbench::play(double speed) {
  leader().playback().set_speed(speed);
  leader().playback().play(leader().trace());
}

void Workbench::stand_at(const Position& position) {
  leader().playback().pause();
  leader().seek(position);
}

void Workbench::dropped(std::vector<std::string> paths) {
  if (!paths.empty()) open_file(std::move(paths.front()));
}

void Workbench::open_file(std::string path) {
  reader_ = nullptr;  // one at a time
  reader_ = std::make_unique<RunReader>(std::move(path), scenarios_);
}

/// Shows how far the file is read, and then what is in it.
void Workbench::follow_reading() {
  if (!reader_) return;
  const std::string file = std::filesystem::path(reader_->path()).filename().string();
  if (!reader_->is_done()) return panels_.strip().show_reading(file, reader_->share());
  panels_.strip().close();
  auto run = reader_->take();
  reader_ = nullptr;
  if (!run) return toast_.say(run.error().message());
  open(run.unwrap(), file);
}

void Workbench::stop_reading() {
  toast_.say("Reading the file is stopped; what was open stays.");
  reader_ = nullptr;
  panels_.strip().close();
}

void Workbench::open_recipe(const Recipe& recipe) { open_or_say_why(resolve(recipe, scenarios_)); }

void Workbench::open_or_say_why(const Result<Order, Complaint>& order) {
  // Another way of a scenario that runs live is live, too.
  const Run& run = viewing_.run();
  const bool stays_live = order && run.is_on_own_thread() && !order.value().position &&
                          order.value().deeds.empty() && order.value().scenario == run.order().scenario;
  if (order) return open(order.value(), stays_live ? ClockKind::real_time : ClockKind::virtual_time);
  toast_.say(order.error().message());
}

/// None if the scenario has one way only.
std::optional<Recipe> Workbench::next_variant() const {
  const Order& order = viewing_.run().order();
  const auto& variants = order.scenario->variants;
  if (variants.size() < 2) return std::nullopt;
  const auto now = std::ranges::find(variants, order.settings.variant, &Variant::name);
  const auto next = now == variants.end() || now + 1 == variants.end() ? variants.begin() : now + 1;
  Recipe recipe = order.untouched().recipe();
  recipe.position.reset();
  recipe.variant = next->name;
  return recipe;
}

void Workbench::open_next_variant() {
  if (const auto recipe = next_variant()) open_recipe(*recipe);
}

// ---- how it looks

void Workbench::toggle_panel(Panel panel) {
  if (comparing_.is_on()) return toast_.say("Panels come back when the comparison is left.");
  if (!panels_.toggle(panel)) return toast_.say("This is the last panel: something must be there to see.");
  const std::string words(words_for(panel));
  toast_.say((panels_.layout().shows(panel) ? "Shown: " : "Hidden: ") + words + " (Ctrl " +
             std::to_string(static_cast<int>(panel) + 1) + ").");
}

/// The laser goes with it.
void Workbench::leave_presenter(platform::Surface& surface) {
  if (laser_.is_on()) laser_.toggle();
  presenter_.leave(surface);
}

void Workbench::toggle_presenter(platform::Surface& surface) {
  if (presenter_.is_on()) return leave_presenter(surface);
  presenter_.enter(surface);
  toast_.say("→ and Space go on, Tab turns, D is a pointer, Esc leaves.");
}

/// The picture for a projector, of the run that is watched or of those that are compared.
void Workbench::draw_presented(const Canvas& canvas, const Rect& window, Commands& commands,
                               std::vector<Commands>& of_runs) {
  std::vector<Stage> stages;
  if (of_runs.empty()) stages.push_back(viewing_.stage(selection_));
  for (std::size_t i = 0; i < of_runs.size(); ++i)
    stages.push_back(comparing_.stage(viewing_, selection_, i));
  for (Stage& stage : stages) stage.hides_future = true;
  const Playback& leads = leader().playback();
  const bool stops = !leads.is_moving() && leader().waypoints().breakpoints.is_hit(leads.at());
  const QuietLine line{title_in_short(), stops ? jumping_.why_stopped(leader()) : "", toast_.is_shown()};
  if (of_runs.empty())
    return presenter_.draw(canvas, window, line, stages.front(), panels_.timeline(), commands);
  presenter_.draw(canvas, window, line, comparing_, stages, comparison_, of_runs);
}

/// What is watched, with its variant; of runs that are compared, what they have in common.
std::string Workbench::title_in_short() {
  const Order& order = viewing_.run().order();
  std::string title = order.scenario->title;
  if (!comparing_.is_on())
    return title + (order.settings.variant.empty() ? "" : ", " + order.settings.variant);
  for (std::size_t i = 1; i < comparing_.count(); ++i) {
    const Scenario& other = *comparing_.viewing(viewing_, i).run().order().scenario;
    if (other.name != order.scenario->name) title += " beside " + other.title;
  }
  return title;
}

// ---- comparing

void Workbench::compare_with(std::vector<Order> others) {
  comparison_.reset();
  comparing_.open(std::move(others), viewing_, selection_.task);
}

void Workbench::compare_with(const std::vector<Recipe>& others) {
  if (is_too_early_to_compare()) return;
  std::vector<Order> orders;
  for (const Recipe& recipe : others) {
    auto order = resolve(recipe, scenarios_);
    if (!order) return toast_.say(order.error().message());
    orders.push_back(order.value());
  }
  if (!orders.empty()) compare_with(std::move(orders));
}

/// If so, says why.
bool Workbench::is_too_early_to_compare() {
  if (!viewing_.run().is_live()) return false;
  toast_.say("A live run has no end to compare yet: K ends it, then compare it.");
  return true;
}

void Workbench::toggle_compare() {
  if (comparing_.is_on()) {
    comparing_.leave(viewing_);
  } else if (is_too_early_to_compare()) {
    return;
  } else if (!viewing_.run().order().deeds.empty()) {
    compare_with(std::vector<Order>{before_last_deed(viewing_.run())});
  } else if (const auto recipe = next_variant()) {
    // One other way is compared at once; of several a menu asks, with the next one chosen. It has no place on
    // a projector.
    if (viewing_.run().order().scenario->variants.size() == 2 || presenter_.is_on())
      return compare_with({*recipe});
    if (panels_.bar_is_hidden()) close_strip();
    panels_.bar().open_compare_menu();
    focus_.begin_menu_at("compare." + recipe->variant, platform::key::c);
  } else {
    if (presenter_.is_on())
      return toast_.say("This scenario has one way only: S has others to set beside it.");
    panels_.bar().open_scenarios(true);
  }
}

// ---- what is done by hand

/// If not, says why.
bool Workbench::can_be_acted_on(std::size_t i) {
  if (comparing_.viewing(viewing_, i).run().clock() != ClockKind::real_time) return true;
  toast_.say("This run was on the real clock: it cannot be played again to this moment.");
  return false;
}

/// Run number i goes on as a branch from the moment that is shown of it, and stands beside the branch.
void Workbench::interfere(std::size_t i, const Act& act) {
  if (!can_be_acted_on(i)) return;
  Viewing& from = comparing_.viewing(viewing_, i);
  const EventNumber at = from.playback().at();
  const Position place = from.place();
  const Instant* const between = std::get_if<Instant>(&place);
  const Duration after = between && at > 0 ? *between - from.trace()[at].time() : Duration::zero();
  // A run that was opened from a file has a scenario of its own.
  const auto branch = resolve(branch_of(from.run(), at, act, after).recipe(), scenarios_);
  Recipe recipe = from.run().order().recipe();
  recipe.position = place;
  const auto before = resolve(recipe, scenarios_);
  if (!branch || !before) return toast_.say((branch ? before.error() : branch.error()).message());
  const std::string words = words_of(act, from.run().chronicle().names());
  undone_.clear();
  watch_branch(branch.value(), before.value());
  toast_.say("By hand: " + words + ". The run goes on as a branch; Ctrl Z goes back.");
}

/// Opens another run with the same past: what is selected there is selected in it, and the timeline shows the
/// same stretch.
void Workbench::open_branch(const Order& order) {
  const Selection before = selection_;
  const TimelineView timeline = panels_.timeline();
  const Names& names = viewing_.run().chronicle().names();
  const std::string task = names.task(before.task);
  const std::string resource = names.resource(before.resource);
  open(order);
  panels_.timeline().follow(timeline);
  const Names& now = viewing_.run().chronicle().names();
  // Those that were there when the runs part have the same ids; of one that came later there may be none.
  const auto same = [&](TaskId id) { return raw(id) <= now.task_count() && now.task(id) == task; };
  if (before.task != TaskId::none && same(before.task)) selection_.task = before.task;
  if (before.resource != ResourceId::none && now.resource(before.resource) == resource)
    selection_.resource = before.resource;
  if (before.asked <= viewing_.playback().at()) selection_.asked = before.asked;
}

void Workbench::watch_branch(const Order& branch, const Order& before) {
  open_branch(branch);
  fallback_ = before;
  viewing_.stand_at_last_deed();
  compare_with(std::vector<Order>{before});
}

void Workbench::undo_deed() {
  if (viewing_.run().order().deeds.empty()) return toast_.say("Nothing was done to this run by hand.");
  undone_.push_back(viewing_.run().order());
  const std::string words = words_of(undone_.back().deeds.back().act, viewing_.run().chronicle().names());
  open_branch(before_last_deed(viewing_.run()));
  toast_.say("Back in the run before: “" + words + "” is not done. Ctrl Shift Z does it again.");
}

void Workbench::redo_deed() {
  if (undone_.empty()) return toast_.say("No branch was left by Ctrl Z.");
  const Order branch = undone_.back();
  undone_.pop_back();
  Order before = viewing_.run().order();
  before.position = viewing_.place();
  const std::string words = words_of(branch.deeds.back().act, viewing_.run().chronicle().names());
  watch_branch(branch, before);
  toast_.say("By hand again: " + words + ". Ctrl Z goes back.");
}

/// What the recipe does by hand does not fit this run: goes back, and says why.
void Workbench::leave_misfit() {
  const char* const why = fallback_ ? "The run ends with this poll: nothing can be done to it after that."
                                    : "What was done by hand does not fit this run, and is left out.";
  open(fallback_ ? *fallback_ : viewing_.run().order().untouched());
  toast_.say(why);
}

void Workbench::show_acts(std::size_t i, TaskId task) {
  if (task == TaskId::none) task = task_to_run_to();
  if (!can_be_acted_on(i)) return;
  leader().playback().pause();
  acts_.open(i, task);
}

TimelineView& Workbench::timeline() {
  return comparing_.is_on() && comparison_.has_timeline() ? comparison_.timeline() : panels_.timeline();
}

void Workbench::copy_recipe(platform::Surface& surface) {
  Recipe recipe = viewing_.run().order().recipe();
  const bool is_exact = viewing_.run().clock() == ClockKind::virtual_time;
  if (is_exact) recipe.position = viewing_.place();
  surface.set_clipboard(recipe.text());
  toast_.say("Copied: " + recipe.text() +
             (is_exact ? "" : ", without the moment: no other run on the real clock has the same"));
}

void Workbench::paste_recipe(const platform::Surface& surface) {
  std::string text = surface.clipboard();
  const auto is_space = [](unsigned char c) { return std::isspace(c) != 0; };
  text.erase(text.begin(), std::ranges::find_if_not(text, is_space));
  while (!text.empty() && is_space(static_cast<unsigned char>(text.back()))) text.pop_back();
  if (text.empty()) return toast_.say("There is no text in the clipboard: copy a recipe first.");
  if (is_trace_file(text)) return open_file(std::move(text));
  open_or_say_why(resolve(text, scenarios_));
}

void Workbench::welcome() {
  if (std::exchange(is_first_time_, false)) start_tour();
}

void Workbench::start_tour() {
  if (help_.is_open()) help_.toggle();
  if (comparing_.is_on()) comparing_.leave(viewing_);
  if (!tour_.is_open()) {
    before_tour_ = viewing_.place();
    played_before_tour_ = viewing_.playback().is_playing();
  }
  tour_.begin();
  show_tour_step();
}

/// Goes on where the viewer was before it.
void Workbench::end_tour() {
  tour_.leave();
  viewing_.seek(before_tour_);
  if (played_before_tour_) viewing_.playback().play(viewing_.trace());
}

/// Stands still at the first moment that shows what the tour speaks of.
void Workbench::show_tour_step() {
  constexpr EventNumber most = 300;
  if (!tour_.is_open()) return end_tour();
  if (const auto panel = tour_.panel()) panels_.turn_to(*panel);
  viewing_.playback().pause();
  const EventNumber end = std::min(viewing_.trace().size(), most);
  for (EventNumber n = 1; n <= end; ++n) {
    if (tour_.suits(viewing_.run().chronicle().at(n), viewing_.trace()[n])) return viewing_.seek(n);
  }
}

/// Opens the quiz where the viewer stands, or closes it.
void Workbench::toggle_quiz() {
  QuizView& quiz = panels_.quiz();
  if (quiz.is_open()) return quiz.close();
  if (viewing_.questions().empty()) {
    toast_.say(viewing_.run().is_over() ? "There is no question about this run."
                                        : "Questions come when the run is recorded to its end.");
    return;
  }
  quiz.open(viewing_.questions(), viewing_.playback().at());
  show_question();
}

/// Stands still at the moment the open question is about, before it is decided.
void Workbench::show_question() {
  if (panels_.quiz().is_over()) return;
  viewing_.jump(viewing_.questions()[panels_.quiz().question()].at);
}

// ---- what is asked

/// A second time, it is selected no more; but first its details are seen.
void Workbench::select(TaskId task) {
  const bool again = selection_.task == task && selection_.asked == 0 && panels_.shows_details(selection_);
  selection_ = {.task = again ? TaskId::none : task, .hovered = selection_.hovered};
  panels_.show_details();
}

void Workbench::select(ResourceId resource) {
  const bool again = selection_.resource == resource && panels_.shows_details(selection_);
  selection_ = {.hovered = selection_.hovered, .resource = again ? ResourceId::none : resource};
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
  for (const ResourceState& r : viewing_.run().chronicle().latest().resources) {
    if (names.resource(r.id) != task) continue;
    select(r.id);
    return true;
  }
  return false;
}

/// About an event of run number i.
void Workbench::ask(std::size_t i, EventNumber event) {
  if (event == 0 || event > comparing_.viewing(viewing_, i).trace().size()) {
    return toast_.say("Nothing has happened yet, so there is no cause to tell.");
  }
  if (comparing_.is_on()) return comparing_.ask(viewing_, selection_, i, event);
  selection_ = {.task = viewing_.trace()[event].task, .hovered = selection_.hovered, .asked = event};
  panels_.show_details();
}

void Workbench::read_warning(std::size_t which) {
  const auto& all = viewing_.run().chronicle().warnings();
  if (which >= all.size()) return;
  viewing_.jump(evidence_of(all[which], viewing_.trace()));
  selection_ = {.task = all[which].task, .hovered = selection_.hovered};
  panels_.read_warning(which);
}

/// In the run that is asked about, where several are compared.
void Workbench::step_cause(int direction) {
  const std::size_t i = comparing_.asked_run(selection_).value_or(0);
  Viewing& viewing = comparing_.viewing(viewing_, i);
  if (!viewing.knows_causes()) {
    return toast_.say("The causes of this long run are being found out: try again in a moment.");
  }
  const EventNumber asked = comparing_.asked(selection_, i);
  const bool at_asked = asked != 0 && viewing.playback().at() == asked;
  if (const EventNumber way = viewing.step_cause(asked, direction); way != 0) {
    // The one that leads goes along.
    if (const EventNumber at = viewing.playback().at(); &leader() != &viewing) {
      leader().jump(comparing_.place_of_leader(viewing_, i, at));
      comparing_.hold(viewing_, i, at);
    }
    if (at_asked && direction > 0)
      toast_.say("Past the event that you asked about: this is what came of it.");
    return ask(i, way);
  }
  toast_.say(direction < 0 ? "Nothing in this run led to this event: its chain begins here."
                           : "This event led to no other: what follows it has causes of its own.");
}

// ---- ways to a moment

/// The selected task, or that of the present event; none if there is neither.
TaskId Workbench::task_to_run_to() const {
  const Event* event = viewing_.moment().event;
  return selection_.task != TaskId::none ? selection_.task : event ? event->task : TaskId::none;
}

void Workbench::toggle_breakpoint_here(platform::Surface& surface) {
  const std::string& file = viewing_.run().order().scenario->file;
  const int line = present_line(viewing_.stage(selection_), file);
  if (line == 0) return toast_.say("This moment is at no line of the source. Click the number of a line.");
  carry_out(command::ToggleBreakpoint{LineTarget{file, static_cast<std::uint32_t>(line)}}, surface);
}

/// Opens the note of the bookmark at this moment.
void Workbench::note_bookmark() {
  const Bookmarks& bookmarks = leader().waypoints().bookmarks;
  const Position place = leader().place();
  for (const Bookmark& bookmark : bookmarks.all()) {
    if (position_of(bookmark, leader().trace()) == place) panels_.strip().open_note(bookmark);
  }
}

void Workbench::close_strip() {
  panels_.strip().close();
  panels_.end_search();
  for (std::size_t i = 0; i < comparing_.count(); ++i)
    comparing_.viewing(viewing_, i).waypoints().finder.look_for("");
}

/// Time passes for all that is watched, up to a breakpoint of the run that leads.
void Workbench::go_on(double seconds) {
  for (std::size_t i = 0; i < comparing_.count(); ++i)
    comparing_.viewing(viewing_, i).follow(jumping_.stops());
  const bool was_playing = leader().playback().is_playing();
  const EventNumber before = leader().playback().at();
  comparing_.update(viewing_, seconds);
  const Playback& now = leader().playback();
  if (was_playing && !now.is_playing() && now.at() != before &&
      leader().waypoints().breakpoints.is_hit(now.at()))
    toast_.say(jumping_.why_stopped(leader()));
}

/// A run does not go by unseen behind the list of scenarios. A live one goes on anyway.
void Workbench::wait_while_choosing() {
  const bool is_choosing = panels_.bar().is_choosing();
  if (std::exchange(was_choosing_, is_choosing) == is_choosing) return;
  Playback& playback = leader().playback();
  if (is_choosing) {
    waits_ = playback.is_playing() && !leader().run().is_live();
    if (waits_) playback.pause();
  } else if (std::exchange(waits_, false) && !playback.is_playing()) {
    playback.play(leader().trace());
  }
}

/// Who has clicked, or goes on by keys, has read the tip of what the mouse is on.
void Workbench::see_to_tips() {
  const ImGuiIO& io = ImGui::GetIO();
  if (io.MouseDelta.x != 0 || io.MouseDelta.y != 0 || io.MouseWheel != 0) {
    controls_.set_explains(true);
  } else if (is_a_key_pressed() || ImGui::IsMouseClicked(0) || ImGui::IsMouseClicked(1)) {
    controls_.set_explains(false);
  }
}

/// The end of a live run is where it is now, and goes on.
void Workbench::seek(const command::Seek& there) {
  const auto* event = std::get_if<EventNumber>(&there.position);
  if (leader().run().is_live() && event && *event >= leader().trace().size())
    return leader().playback().play(leader().trace());
  if (!there.goes_on) return leader().jump(there.position);
  leader().playback().pause();
  leader().seek(there.position);
}

/// What is told of a run that is stuck is told where it got stuck: behind it all tasks are gone.
void Workbench::seek_end() {
  const EventNumber end = leader().trace().size();
  const EventNumber stuck = leader().run().is_live() ? 0 : stuck_at(leader().trace());
  if (stuck == 0 || leader().playback().at() >= stuck) return seek({end});
  seek({stuck});
  toast_.say("The run is stuck here. End once more shows how its tasks are dropped.");
}

// ---- commands

/// Whether this opens something that the presenter's picture has no room for.
static bool needs_panels(const Command& command) {
  return std::holds_alternative<command::ShowScenarios>(command) ||
         std::holds_alternative<command::ShowGoMenu>(command) ||
         std::holds_alternative<command::ShowFind>(command) ||
         std::holds_alternative<command::ShowParameters>(command) ||
         std::holds_alternative<command::ShowLog>(command) ||
         std::holds_alternative<command::ReadWarning>(command) ||
         std::holds_alternative<command::ShowLine>(command) ||
         std::holds_alternative<command::ShowActs>(command) ||
         std::holds_alternative<command::ToggleQuiz>(command) ||
         std::holds_alternative<command::SetBookmark>(command) ||
         std::holds_alternative<command::StartTour>(command) ||
         std::holds_alternative<command::TogglePanel>(command);
}

void Workbench::carry_out(const Command& command, platform::Surface& surface) {
  if (presenter_.is_on() && needs_panels(command)) leave_presenter(surface);
  Playback& playback = leader().playback();
  const Trace& trace = leader().trace();
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
      seek(c);
    } else if constexpr (std::is_same_v<C, SeekEnd>) {
      seek_end();
    } else if constexpr (requires { jumping_.carry_out(c, leader()); }) {
      toast_.say(jumping_.carry_out(c, leader()));
      if constexpr (std::is_same_v<C, SetBookmark>) note_bookmark();
      jumping_.keep(viewing_, remembered_);
      // What is found is listed there.
      if constexpr (std::is_same_v<C, LookFor>) panels_.begin_search();
    } else if constexpr (std::is_same_v<C, RunToTask>) {
      const TaskId task = task_to_run_to();
      if (task == TaskId::none) return toast_.say("This event is of no task. Click a task first.");
      toast_.say(jumping_.carry_out(
          RunTo{TaskTarget{viewing_.run().chronicle().names().task(task)}, c.direction}, leader()));
    } else if constexpr (std::is_same_v<C, ToggleBreakpointHere>) {
      toggle_breakpoint_here(surface);
    } else if constexpr (std::is_same_v<C, ShowGoMenu>) {
      if (panels_.bar_is_hidden()) close_strip();
      panels_.bar().open_go_menu();
    } else if constexpr (std::is_same_v<C, ShowFind>) {
      panels_.strip().open_find();
    } else if constexpr (std::is_same_v<C, CloseStrip>) {
      reader_ ? stop_reading() : close_strip();
    } else if constexpr (std::is_same_v<C, SetSpeed>) {
      playback.set_speed(c.speed);
      remembered_.speed = playback.speed();
      // Else the bar says so.
      if (std::ranges::find(controls_.all(), "bar.speed", &Controls::Control::name) == controls_.all().end())
        toast_.say("Speed " + speed_text(playback.speed()));
    } else if constexpr (std::is_same_v<C, Restart>) {
      if (viewing_.run().is_live()) {
        open(viewing_.run().order(), ClockKind::real_time);
      } else {
        leader().jump(EventNumber{0});
        playback.play(trace);
      }
    } else if constexpr (std::is_same_v<C, Open>) {
      open_recipe(c.recipe);
    } else if constexpr (std::is_same_v<C, Select>) {
      if (comparing_.is_on()) {
        comparing_.select(viewing_, selection_, 0, c.task);
      } else {
        select(c.task);
      }
    } else if constexpr (std::is_same_v<C, SelectResource>) {
      if (!comparing_.is_on()) select(c.resource);
    } else if constexpr (std::is_same_v<C, Hover>) {
      comparing_.hover(viewing_, selection_, 0, c.task);
    } else if constexpr (std::is_same_v<C, AskWhy>) {
      ask(0, c.event);
    } else if constexpr (std::is_same_v<C, ShowLine>) {
      panels_.show_line(static_cast<int>(trace.site(c.site).line));
    } else if constexpr (std::is_same_v<C, StepCause>) {
      step_cause(c.direction);
    } else if constexpr (std::is_same_v<C, CloseDetails>) {
      if (comparing_.is_on()) {
        comparing_.forget(viewing_, selection_);
      } else {
        selection_ = {};
      }
    } else if constexpr (std::is_same_v<C, Interfere>) {
      interfere(0, c.act);
    } else if constexpr (std::is_same_v<C, ShowActs>) {
      show_acts(0, c.task);
    } else if constexpr (std::is_same_v<C, UndoDeed>) {
      undo_deed();
    } else if constexpr (std::is_same_v<C, RedoDeed>) {
      redo_deed();
    } else if constexpr (std::is_same_v<C, ToggleLive>) {
      toggle_live();
    } else if constexpr (std::is_same_v<C, ShowScenarios>) {
      if (panels_.bar_is_hidden()) close_strip();
      if (c.beside && is_too_early_to_compare()) return;
      panels_.bar().open_scenarios(c.beside);
    } else if constexpr (std::is_same_v<C, NextVariant>) {
      open_next_variant();
    } else if constexpr (std::is_same_v<C, Compare>) {
      compare_with(c.others);
    } else if constexpr (std::is_same_v<C, ToggleCompare>) {
      toggle_compare();
    } else if constexpr (std::is_same_v<C, ShowLog>) {
      panels_.show_log(c.page);
    } else if constexpr (std::is_same_v<C, ReadWarning>) {
      read_warning(c.warning);
    } else if constexpr (std::is_same_v<C, ToggleAxis>) {
      timeline().toggle_axis();
    } else if constexpr (std::is_same_v<C, NextLaneOrder>) {
      timeline().set_lane_order(next(timeline().lane_order()));
      toast_.say(std::string("Lanes stand ") + words_for(timeline().lane_order()) +
                 (leader().run().is_over() ? "." : ", once the run is recorded."));
    } else if constexpr (std::is_same_v<C, SetLaneOrder>) {
      timeline().set_lane_order(c.order);
      if (!leader().run().is_over())
        toast_.say(std::string("Lanes stand ") + words_for(c.order) + ", once the run is recorded.");
    } else if constexpr (std::is_same_v<C, ToggleFinished>) {
      const bool hides = !panels_.timeline().hides_finished();
      panels_.timeline().hide_finished(hides);
      remembered_.hides_finished = hides;
      toast_.say(hides ? "Lanes of finished tasks are hidden." : "Lanes of finished tasks are shown.");
    } else if constexpr (std::is_same_v<C, Zoom>) {
      timeline().zoom(c.factor);
    } else if constexpr (std::is_same_v<C, ShowAll>) {
      timeline().show_all();
    } else if constexpr (std::is_same_v<C, NextTheme>) {
      carry_out(SetTheme{platform::theme_after(surface.theme()).name}, surface);
    } else if constexpr (std::is_same_v<C, SetTheme>) {
      if (const Theme* theme = platform::find_theme(c.name)) surface.set_theme(*theme);
      remembered_.theme = c.name;
    } else if constexpr (std::is_same_v<C, SetScale>) {
      if (presenter_.is_on()) return presenter_.set_scale(c.scale);
      const float suits = surface.screen_scale();
      const float scale = std::clamp(c.scale > 0 ? c.scale : suits, 1.0f, 2.5f);
      surface.set_scale(scale);
      remembered_.scale = c.scale > 0 ? static_cast<double>(scale) : 0;
      remembered_.screen_scale = static_cast<double>(suits);
    } else if constexpr (std::is_same_v<C, ToggleMotion>) {
      playback.set_motion(!playback.has_motion());
      remembered_.motion = playback.has_motion();
      toast_.say(playback.has_motion() ? "Movement is on."
                                       : "Movement is off: what changes is there at once.");
    } else if constexpr (std::is_same_v<C, TogglePanel>) {
      toggle_panel(c.panel);
    } else if constexpr (std::is_same_v<C, MoveSplit>) {
      panels_.move(c);
    } else if constexpr (std::is_same_v<C, RestorePanels>) {
      panels_.set_layout({});
    } else if constexpr (std::is_same_v<C, TogglePresenter>) {
      toggle_presenter(surface);
    } else if constexpr (std::is_same_v<C, TurnPresenter>) {
      presenter_.turn();
    } else if constexpr (std::is_same_v<C, ToggleLaser>) {
      laser_.toggle();
    } else if constexpr (std::is_same_v<C, ShowPalette>) {
      palette_.open();
    } else if constexpr (std::is_same_v<C, ShowParameters>) {
      if (panels_.bar_is_hidden()) close_strip();
      panels_.bar().open_parameters();
    } else if constexpr (std::is_same_v<C, ToggleHelp>) {
      help_.toggle();
    } else if constexpr (std::is_same_v<C, StartTour>) {
      start_tour();
    } else if constexpr (std::is_same_v<C, StepTour>) {
      tour_.go(c.direction);
      show_tour_step();
    } else if constexpr (std::is_same_v<C, LeaveTour>) {
      end_tour();
    } else if constexpr (std::is_same_v<C, ToggleQuiz>) {
      toggle_quiz();
    } else if constexpr (std::is_same_v<C, Answer>) {
      panels_.quiz().choose(viewing_.questions(), c.choice);
    } else if constexpr (std::is_same_v<C, NextQuestion>) {
      if (!panels_.quiz().is_open()) return;
      panels_.quiz().next();
      show_question();
    } else if constexpr (std::is_same_v<C, LookAtQuestion>) {
      panels_.quiz().look_at(c.question);
      show_question();
    } else if constexpr (std::is_same_v<C, ToggleFullscreen>) {
      surface.toggle_fullscreen();
    } else if constexpr (std::is_same_v<C, CopyRecipe>) {
      copy_recipe(surface);
    } else if constexpr (std::is_same_v<C, PasteRecipe>) {
      paste_recipe(surface);
    } else if constexpr (std::is_same_v<C, Quit>) {
      surface.request_quit();
    }
  };
  std::visit(act, command);
}

/// A command of the views of one run: its events and tasks are those of that run.
void Workbench::carry_out_of_run(std::size_t i, const Command& command, platform::Surface& surface) {
  Viewing& viewing = comparing_.viewing(viewing_, i);
  if (const auto* select = std::get_if<command::Select>(&command)) {
    comparing_.select(viewing_, selection_, i, select->task);
  } else if (const auto* hover = std::get_if<command::Hover>(&command)) {
    comparing_.hover(viewing_, selection_, i, hover->task);
  } else if (const auto* interference = std::get_if<command::Interfere>(&command)) {
    interfere(i, interference->act);
  } else if (const auto* show = std::get_if<command::ShowActs>(&command)) {
    show_acts(i, show->task);
  } else if (const auto* seek = std::get_if<command::Seek>(&command);
             seek && std::holds_alternative<EventNumber>(seek->position) && &viewing != &leader()) {
    const EventNumber event = std::get<EventNumber>(seek->position);
    carry_out(command::Seek{comparing_.place_of_leader(viewing_, i, event), seek->goes_on}, surface);
    comparing_.hold(viewing_, i, event);
  } else if (const auto* why = std::get_if<command::AskWhy>(&command)) {
    ask(i, why->event);
  } else if (const auto* go = std::get_if<command::GoToBookmark>(&command); go && &viewing != &leader()) {
    // Its number is one of that run.
    const auto& all = viewing.waypoints().bookmarks.all();
    if (go->bookmark < all.size()) carry_out_of_run(i, command::Seek{all[go->bookmark].at}, surface);
  } else {
    carry_out(command, surface);
  }
}

// ---- the frame

/// One run with all its panels, or those that are compared. The commands of the views of each run that is
/// compared come in a list of its own.
void Workbench::draw(const Canvas& canvas, const Rect& window, Commands& commands,
                     std::vector<Commands>& of_runs) {
  if (presenter_.is_on()) return draw_presented(canvas, window, commands, of_runs);
  if (of_runs.empty()) {
    Stage stage = viewing_.stage(selection_, panels_.shows_figures());
    stage.hides_future = panels_.quiz().is_asking();
    stage.marked = viewing_.run().last_deed();
    panels_.draw(canvas, window, stage, commands);
    return acts_.draw(canvas, stage, commands);
  }
  std::vector<Stage> stages;
  for (std::size_t i = 0; i < of_runs.size(); ++i)
    stages.push_back(comparing_.stage(viewing_, selection_, i));
  // The bar has the choices of the run that is watched and the place of the one that leads.
  const Stage leads = leader().stage(selection_);
  const Stage bar{.order = viewing_.run().order(),
                  .chronicle = leads.chronicle,
                  .moment = leads.moment,
                  .playback = leads.playback,
                  .selection = selection_,
                  .causes = leads.causes,
                  .queue = leads.queue,
                  .notes = leads.notes,
                  .questions = leads.questions,
                  .waypoints = leads.waypoints,
                  .is_over = leads.is_over,
                  .is_compared = true};
  const Rect room = panels_.draw_bar(canvas, window, bar, commands);
  comparison_.set_layout(panels_.layout());
  comparison_.hide_finished(panels_.timeline().hides_finished());
  comparison_.draw(canvas, room, comparing_, stages, of_runs);
  const std::size_t acts_on = std::min(acts_.run(), stages.size() - 1);
  acts_.draw(canvas, stages[acts_on], of_runs[acts_on]);
}

platform::Redraw Workbench::frame(const platform::FrameInput& input, platform::Surface& surface) {
  const ImGuiIO& io = ImGui::GetIO();
  const Rect window{0, 0, io.DisplaySize.x, io.DisplaySize.y};
  if (!help_.is_open() && !presenter_.is_on()) focus_.take_keys(controls_, surface);
  controls_.set_focused(focus_.at());
  if (presenter_.is_on()) presenter_.fit(window, surface);
  controls_.begin_frame();
  toast_.pass(surface.now());
  seen_inputs_ = std::exchange(inputs_, input.acts);
  see_to_tips();
  follow_reading();
  viewing_.advance(input.headless);
  if (viewing_.has_become_full()) {
    toast_.say("The recording is full after " + with_commas(viewing_.trace().size()) +
               " events, so the run is stopped here; events= in its recipe asks for more.");
  }
  if (viewing_.run().misfit()) leave_misfit();
  tell_end_of_live_run();
  if (next_ && !viewing_.run().is_live()) std::exchange(next_, nullptr)();
  comparing_.advance(viewing_, input.headless);
  wait_while_choosing();
  go_on(input.dt);

  const Canvas canvas(surface.theme(), surface.fonts(), surface.scale(), controls_);
  Commands commands{command::Hover{TaskId::none}};

  take_keys({.help_is_open = help_.is_open(),
             .tour_is_open = tour_.is_open(),
             .tour_is_at_last = tour_.is_at_last(),
             .menu_is_open = menu_was_open_,
             .is_compared = comparing_.is_on(),
             .strip_is_open = panels_.strip().is_open(),
             .details_are_open = comparing_.is_on() ? comparing_.asked_run(selection_).has_value()
                                                    : panels_.shows_details(selection_),
             .quiz_is_open = panels_.quiz().is_open(),
             .is_presenting = presenter_.is_on(),
             .scale = surface.scale(),
             .speed = leader().playback().speed(),
             .at = viewing_.playback().at()},
            commands);
  ImGui::SetNextWindowPos(window.min());
  ImGui::SetNextWindowSize({window.width(), window.height()});
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(0, 0));
  ImGui::Begin("workbench", nullptr,
               ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings |
                   ImGuiWindowFlags_NoBackground | ImGuiWindowFlags_NoBringToFrontOnFocus);
  ImGui::PopStyleVar();
  std::vector<Commands> of_runs(comparing_.is_on() ? comparing_.count() : 0);
  draw(canvas, window, commands, of_runs);
  {
    const Stage stage = viewing_.stage(selection_);
    palette_.draw(canvas, window, {stage, scenarios_, panels_.layout(), surface.scale()}, commands);
  }
  ImGui::End();
  if (!help_.is_open()) tour_.draw(canvas, window, commands);
  help_.draw(canvas, window, commands);
  focus_.draw(canvas);
  const bool toast = toast_.draw(canvas, window, surface.now());
  laser_.draw(canvas, surface.now(), leader().playback().has_motion());

  const TaskId hovered = selection_.hovered;
  for (const Command& command : commands) carry_out(command, surface);
  for (std::size_t i = 0; i < of_runs.size(); ++i) {
    for (const Command& command : of_runs[i]) {
      // A command may have put other runs there.
      if (comparing_.is_on() && i < comparing_.count()) carry_out_of_run(i, command, surface);
    }
  }
  menu_was_open_ = ImGui::IsPopupOpen("", ImGuiPopupFlags_AnyPopupId | ImGuiPopupFlags_AnyPopupLevel);
  surface.set_title(viewing_.run().order().scenario->title + " - Loopglass");
  remember();
  if (report_) write_report(surface);
  const Finder& finder = leader().waypoints().finder;
  const bool finding = finder.is_looking() && !finder.is_done(leader().run().chronicle());
  const bool moving = reader_ || !comparing_.is_over(viewing_) || finding || panels_.strip().is_moving() ||
                      panels_.bar().is_moving() || palette_.is_moving() || focus_.is_moving() ||
                      leader().playback().is_moving() || viewing_.is_counting() || toast ||
                      laser_.is_moving() || hovered != selection_.hovered;
  return moving ? platform::Redraw::soon : platform::Redraw::on_input;
}

/// What the quiz shows: the number of the question, and what was chosen.
std::string Workbench::quiz_text() {
  const QuizView& quiz = panels_.quiz();
  if (!quiz.is_open()) return "null";
  const std::string right = ", \"right\": " + std::to_string(quiz.right(viewing_.questions())) + "}";
  if (quiz.is_over()) return "{\"question\": 0" + right;
  const PosedQuestion& question = viewing_.questions()[quiz.question()];
  const std::string chosen = quiz.chosen() ? std::to_string(*quiz.chosen() + 1) : "0";
  return "{\"question\": " + std::to_string(quiz.question() + 1) +
         ", \"at\": " + std::to_string(question.at) +
         ", \"choices\": " + std::to_string(question.choices.size()) +
         ", \"answer\": " + std::to_string(question.answer + 1) + ", \"chosen\": " + chosen + right;
}

/// Breakpoints and bookmarks in words, and what the find field has found.
std::vector<WindowReport::Field> Workbench::waypoint_fields() {
  const Waypoints& waypoints = leader().waypoints();
  std::string stops;
  for (const Target& target : jumping_.stops()) stops += (stops.empty() ? "" : "; ") + words_of(target);
  std::string bookmarks;
  for (const Bookmark& bookmark : waypoints.bookmarks.all()) {
    bookmarks += (bookmarks.empty() ? "" : "; ") + std::to_string(bookmark.at) +
                 (bookmark.note.empty() ? "" : " ") + bookmark.note;
  }
  return {{"stops", WindowReport::quoted(stops)},
          {"bookmarks", WindowReport::quoted(bookmarks)},
          {"finds", WindowReport::quoted(waypoints.finder.text())},
          {"found", std::to_string(waypoints.finder.found().size())},
          {"found_number", std::to_string(waypoints.finder.number_of(leader().playback().at()))}};
}

/// Which panels are hidden, and what lies over the window.
std::vector<WindowReport::Field> Workbench::look_fields() {
  std::string hidden;
  for (std::size_t i = 0; i < panel_count; ++i) {
    const auto panel = static_cast<Panel>(i);
    if (!panels_.layout().shows(panel)) hidden += (hidden.empty() ? "" : " ") + std::string(name(panel));
  }
  const char* const presented = !presenter_.is_on() ? "" : presenter_.shows_loop() ? "loop" : "timeline";
  return {{"hidden", WindowReport::quoted(hidden)},
          {"hides_finished", panels_.timeline().hides_finished() ? "true" : "false"},
          {"presented", WindowReport::quoted(presented)},
          {"laser", laser_.is_on() ? "true" : "false"},
          {"palette", WindowReport::quoted(palette_.chosen())},
          {"focus", WindowReport::quoted(focus_.at())}};
}

void Workbench::write_report(const platform::Surface& surface) {
  Run& run = viewing_.run();
  const Playback& playback = leader().playback();
  const EventNumber at = viewing_.playback().at();
  std::string compared;  // the names of the runs
  for (std::size_t i = 0; comparing_.is_on() && i < comparing_.count(); ++i) {
    compared += (i == 0 ? "" : " ") + comparing_.names()[i];
  }
  const auto flag = [](bool on) { return std::string(on ? "true" : "false"); };
  std::vector<WindowReport::Field> fields = {
      {"recipe", WindowReport::quoted(run.order().recipe().text())},
      {"at", std::to_string(at)},
      {"time_ns", std::to_string(viewing_.moment().time.time_since_epoch().count())},
      {"size", std::to_string(run.trace().size())},
      {"resting", flag(!playback.is_moving())},
      {"playing", flag(playback.is_playing())},
      {"speed", std::to_string(playback.speed())},
      {"motion", flag(playback.has_motion())},
      {"theme", WindowReport::quoted(surface.theme().name)},
      {"scale", std::to_string(surface.scale())},
      {"help", flag(help_.is_open())},
      {"tour", std::to_string(tour_.number())},
      {"acts", std::to_string(seen_inputs_)},
      {"typing", flag(ImGui::GetIO().WantTextInput)},
      {"quiz", quiz_text()},
      {"selected", WindowReport::quoted(letters(selection_.task))},
      {"asked", std::to_string(selection_.asked)},
      {"shared", WindowReport::quoted(selection_.resource == ResourceId::none
                                          ? ""
                                          : run.chronicle().names().resource(selection_.resource))},
      {"line", std::to_string(panels_.marked_line())},
      {"compared", WindowReport::quoted(compared)},
      {"at_b", std::to_string(comparing_.is_on() ? comparing_.viewing(viewing_, 1).playback().at() : 0)},
      {"live", flag(run.is_live())},
      {"follows", flag(viewing_.follows())},
      {"recorded", std::to_string(run.is_live() ? run.recorded() : run.trace().size())},
      {"note", WindowReport::quoted(toast_.shown())},
      {"world", WindowReport::quoted(std::to_string(run.chronicle().at(at).hash()))}};
  for (WindowReport::Field& field : look_fields()) fields.push_back(std::move(field));
  for (WindowReport::Field& field : waypoint_fields()) fields.push_back(std::move(field));
  report_->write(fields, controls_);
}

}  // namespace loopglass
