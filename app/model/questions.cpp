#include "app/model/questions.hpp"

#include <algorithm>
#include <optional>

#include "app/model/cues.hpp"
#include "app/model/explain.hpp"

namespace loopglass {
namespace {

constexpr std::size_t most_choices = 4;

/// Something that may be chosen. Choices stand in the order of their rank.
struct Choice {
  std::string text;
  std::uint64_t rank = 0;
};

/// An answer, and what else could be believed, likeliest first.
struct Draft {
  std::string text;
  Choice answer;
  std::vector<Choice> others;
  EventNumber decided = 0;
};

constexpr std::uint64_t last = ~std::uint64_t{0};

/// A rank that depends on the letters alone.
Choice shuffled(std::string text) {
  Fnv1a hash;
  hash.add(text);
  return {std::move(text), hash.value()};
}

Choice moment(Instant t) { return {to_text(t), static_cast<std::uint64_t>(t.time_since_epoch().count())}; }

Choice number(std::uint64_t n) { return {std::to_string(n), n}; }

class Examiner {
 public:
  Examiner(Chronicle& chronicle, EventNumber at)
      : chronicle_(chronicle), trace_(chronicle.trace()), names_(chronicle.names()), at_(at) {}

  std::optional<Draft> draft(const Question& question) {
    const TaskId about = question.about.empty() ? TaskId::none : task(question.about);
    if (!question.about.empty() && about == TaskId::none) return std::nullopt;
    switch (question.ask) {
      case Ask::next_line: return next_line();
      case Ask::next_poll: return next_task(EventKind::poll_began, "Who is polled next?");
      case Ask::next_wake: return next_task(EventKind::task_woken, "Who is woken next?");
      case Ask::timer_fires: return timer_fires();
      case Ask::polls: return polls(about);
      case Ask::finish_time: return finish_time(about);
      case Ask::finish_kind: return finish_kind(about);
    }
    return std::nullopt;
  }

 private:
  TaskId task(std::string_view name) const {
    for (std::uint32_t id = 1; id <= names_.task_count(); ++id) {
      if (names_.task(static_cast<TaskId>(id)) == name) return static_cast<TaskId>(id);
    }
    return TaskId::none;
  }
  Choice choice(TaskId id) const { return {names_.task(id), raw(id)}; }
  Choice line(EventNumber n) const {
    return shuffled(std::string(trace_.string(static_cast<StringId>(trace_[n].value))));
  }
  /// The first event of a kind after `from`; 0 if there is none.
  EventNumber next(EventKind kind, EventNumber from, TaskId of = TaskId::none) const {
    for (EventNumber n = from + 1; n <= trace_.size(); ++n) {
      if (trace_[n].kind == kind && (of == TaskId::none || trace_[n].task == of)) return n;
    }
    return 0;
  }
  /// The event at which the run is over.
  EventNumber over() const {
    const EventNumber n = next(EventKind::shutdown_began, 0);
    return n > 0 ? n : trace_.size();
  }

  Draft next_line() const {
    const Choice nothing = shuffled("nothing more is printed");
    const EventNumber decided = next(EventKind::output, at_);
    Draft draft{"What is printed next?", decided > 0 ? line(decided) : nothing, {}, decided};
    if (decided == 0) draft.decided = trace_.size();
    for (EventNumber n = next(EventKind::output, draft.decided); n > 0; n = next(EventKind::output, n)) {
      draft.others.push_back(line(n));
    }
    draft.others.push_back(nothing);
    return draft;
  }

  Draft next_task(EventKind kind, const std::string& text) {
    const Choice nobody{"nobody", last};
    const EventNumber decided = next(kind, at_);
    Draft draft{text, decided > 0 ? choice(trace_[decided].task) : nobody, {}, decided};
    if (decided == 0) draft.decided = trace_.size();
    // Whoever is ready could be next, then whoever else lives.
    const World& world = chronicle_.at(at_);
    for (const TaskId id : world.ready) draft.others.push_back(choice(id));
    for (const TaskState& task : world.tasks) {
      if (!task.is_done()) draft.others.push_back(choice(task.id));
    }
    draft.others.push_back(nobody);
    return draft;
  }

  std::optional<Draft> timer_fires() const {
    if (trace_[at_].kind != EventKind::timer_set) return std::nullopt;
    const auto timer = static_cast<TimerId>(trace_[at_].subject);
    const Choice never{"never: it is cancelled", last};
    Draft draft{"When does " + Names::timer(timer) + " fire?", never, {}, trace_.size()};
    for (EventNumber n = at_ + 1; n <= trace_.size(); ++n) {
      const Event& e = trace_[n];
      const bool ends = e.kind == EventKind::timer_fired || e.kind == EventKind::timer_cancelled;
      if (!ends || e.subject != raw(timer)) continue;
      if (e.kind == EventKind::timer_fired) draft.answer = moment(e.time());
      draft.decided = n;
      break;
    }
    draft.others.push_back(moment(Instant(Duration(static_cast<std::int64_t>(trace_[at_].value)))));
    draft.others.push_back(never);
    add_moments(draft);
    return draft;
  }

  std::optional<Draft> polls(TaskId about) const {
    const EventNumber finished = next(EventKind::task_finished, 0, about);
    if (finished > 0 && finished <= at_) return std::nullopt;
    std::uint64_t count = 0;
    for (EventNumber n = next(EventKind::poll_began, 0, about); n > 0;
         n = next(EventKind::poll_began, n, about)) {
      ++count;
    }
    Draft draft{"How often is " + names_.task(about) + " polled in all?",
                number(count),
                {},
                finished > 0 ? finished : over()};
    if (count > 0) draft.others.push_back(number(count - 1));
    draft.others.push_back(number(count + 1));
    for (const TaskState& task : chronicle_.latest().tasks) draft.others.push_back(number(task.polls));
    draft.others.push_back(number(2 * count));
    return draft;
  }

  std::optional<Draft> finish_time(TaskId about) const {
    const EventNumber finished = next(EventKind::task_finished, 0, about);
    if (finished > 0 && finished <= at_) return std::nullopt;
    const Choice never{"not before the run is over", last};
    const bool in_time = finished > 0 && finished < over();
    Draft draft{"When is " + names_.task(about) + " done?",
                in_time ? moment(trace_[finished].time()) : never,
                {},
                in_time ? finished : over()};
    for (EventNumber n = next(EventKind::task_finished, at_); n > 0; n = next(EventKind::task_finished, n)) {
      if (n < over()) draft.others.push_back(moment(trace_[n].time()));
    }
    add_moments(draft);
    draft.others.push_back(never);
    return draft;
  }

  std::optional<Draft> finish_kind(TaskId about) const {
    const EventNumber finished = next(EventKind::task_finished, 0, about);
    if (finished > 0 && finished <= at_) return std::nullopt;
    const Choice returns{"it returns", 0};
    const Choice panics{"it panics", 1};
    const Choice aborted{"it is aborted", 2};
    const Choice left{"it never does, and is dropped when the run is over", 3};
    Draft draft{"How does " + names_.task(about) + " end?", left, {returns, panics, aborted, left}, over()};
    if (finished > 0 && finished < over()) {
      const auto kind = static_cast<FinishKind>(trace_[finished].detail);
      draft.answer = kind == FinishKind::returned ? returns : kind == FinishKind::panicked ? panics : aborted;
      draft.decided = finished;
    }
    return draft;
  }

  /// Other moments at which something happens: first those that come next.
  void add_moments(Draft& draft) const {
    constexpr std::size_t enough = 16;
    Instant t = trace_[at_].time();
    for (EventNumber n = at_ + 1; n <= trace_.size() && draft.others.size() < enough; ++n) {
      if (trace_[n].time() == t) continue;
      t = trace_[n].time();
      draft.others.push_back(moment(t));
    }
    draft.others.push_back(moment(trace_[at_].time()));
  }

  Chronicle& chronicle_;
  const Trace& trace_;
  const Names& names_;
  EventNumber at_;
};

/// The answer among the likeliest others, each once.
std::vector<Choice> choices_of(const Draft& draft) {
  std::vector<Choice> choices{draft.answer};
  for (const Choice& other : draft.others) {
    if (choices.size() == most_choices) break;
    if (std::ranges::find(choices, other.text, &Choice::text) == choices.end()) choices.push_back(other);
  }
  std::ranges::sort(choices, {}, &Choice::rank);
  return choices;
}

/// "At 100 ms: Timer 1 is due."
std::string told(EventNumber n, Chronicle& chronicle) {
  const Event& event = chronicle.trace()[n];
  return "At " + to_text(event.time()) + ": " +
         explain(chronicle.trace(), chronicle.names(), chronicle.at(n - 1), event);
}

}  // namespace

std::vector<PosedQuestion> pose(const Scenario& scenario, std::string_view variant, Chronicle& chronicle) {
  std::vector<PosedQuestion> posed;
  for (const Question& question : scenario.questions) {
    if (!question.variant.empty() && question.variant != variant) continue;
    const auto at = find_cue(question.cue, chronicle.trace(), chronicle.names());
    if (!at) continue;
    const auto draft = Examiner(chronicle, *at).draft(question);
    if (!draft) continue;

    const auto choices = choices_of(*draft);
    if (choices.size() < 2) continue;

    PosedQuestion asked{
        *at, told(*at, chronicle), draft->text, {}, 0, draft->decided, told(draft->decided, chronicle)};
    for (const Choice& choice : choices) {
      if (choice.text == draft->answer.text) asked.answer = asked.choices.size();
      asked.choices.push_back(choice.text);
    }
    posed.insert(std::ranges::upper_bound(posed, asked.at, {}, &PosedQuestion::at), std::move(asked));
  }
  return posed;
}

}  // namespace loopglass
