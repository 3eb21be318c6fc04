#include "app/model/differences.hpp"

#include <algorithm>
#include <array>
#include <tuple>

namespace loopglass {
namespace {

/// One of the runs, as a sentence about both needs it.
struct Side {
  const Figures& figures;
  const std::string& name;
};

// ---- sentences about times, told from the run that has more of it

std::string tell_late_timer(const Side& more, const Side& less) {
  const Worst& worst = more.figures.late_timer;
  const Worst& other = less.figures.late_timer;
  const std::string others =
      std::to_string(worst.tasks - 1) + (worst.tasks == 2 ? " other task" : " other tasks");
  const std::string who = worst.tasks == 1 ? "a timer of " + worst.task + " fires "
                                           : "timers of " + worst.task + " and " + others + " fire up to ";
  return "In " + more.name + ", " + who + to_text(worst.span) + " late; in " + less.name +
         (other.tasks == 0 ? " no timer is late." : " none more than " + to_text(other.span) + ".");
}

std::string tell_queueing(const Side& more, const Side& less) {
  const Worst& worst = more.figures.queueing;
  const Worst& other = less.figures.queueing;
  return "In " + more.name + ", " + worst.task + " is ready and waits " + to_text(worst.span) +
         " for its poll; in " + less.name +
         (other.tasks == 0 ? " no task has to." : " no task waits more than " + to_text(other.span) + ".");
}

std::string tell_longest_poll(const Side& more, const Side& less) {
  const Worst& worst = more.figures.longest_poll;
  const Worst& other = less.figures.longest_poll;
  return "In " + more.name + ", " + worst.task + " holds the thread for " + to_text(worst.span) +
         " in one go; in " + less.name +
         (other.tasks == 0 ? " no poll takes any time."
                           : " no poll takes more than " + to_text(other.span) + ".");
}

std::string tell_duration(const Side& more, const Side& less) {
  const Duration longer = more.figures.duration;
  const Duration shorter = less.figures.duration;
  return more.name + " takes " + to_text(longer) + ", " + to_text(longer - shorter) + " longer than " +
         less.name + ", which takes " + to_text(shorter) + ".";
}

// ---- what is measured

struct TimeMeasure {
  const char* id;
  const char* name;
  Duration (*value)(const Figures&);
  const Worst* (*worst)(const Figures&);  // whose it is; null if it is the run's
  std::string (*tell)(const Side& more, const Side& less);

  std::string text(const Figures& run) const {
    const Worst* of = worst(run);
    return to_text(value(run)) + (of && of->tasks > 0 ? " (" + of->task + ")" : "");
  }
};

struct CountMeasure {
  const char* id;
  const char* name;
  const char* one;   // what a single one is called; null if it is not worth a sentence
  const char* many;  // and several
  std::uint64_t (*value)(const Figures&);
};

template <auto Field>
constexpr TimeMeasure worst(const char* id, const char* name, std::string (*tell)(const Side&, const Side&)) {
  return {id, name, [](const Figures& f) { return (f.*Field).span; },
          [](const Figures& f) { return &(f.*Field); }, tell};
}

template <auto Field>
constexpr CountMeasure number(const char* id, const char* name, const char* one, const char* many) {
  return {id, name, one, many, [](const Figures& f) { return static_cast<std::uint64_t>(f.*Field); }};
}

template <auto Field>
constexpr CountMeasure size(const char* id, const char* name, const char* one, const char* many) {
  return {id, name, one, many, [](const Figures& f) { return std::uint64_t{(f.*Field).size()}; }};
}

// A poll that holds the thread long is a cause. Its effects, the others' waiting, are told before it.
constexpr std::array<TimeMeasure, 4> times = {{
    worst<&Figures::late_timer>("late-timer", "latest timer", tell_late_timer),
    worst<&Figures::queueing>("queueing", "longest in queue", tell_queueing),
    {"duration", "duration", [](const Figures& f) { return f.duration; },
     [](const Figures&) -> const Worst* { return nullptr; }, tell_duration},
    worst<&Figures::longest_poll>("longest-poll", "longest poll", tell_longest_poll),
}};

constexpr std::array<CountMeasure, 11> counts = {{
    number<&Figures::late_timers>("late-timers", "late timers", "late timer", "late timers"),
    size<&Figures::warnings>("warnings", "warnings", "warning", "warnings"),
    size<&Figures::output>("output-lines", "lines of output", "line of output", "lines of output"),
    number<&Figures::panicked>("panicked", "panicked tasks", "panicked task", "panicked tasks"),
    number<&Figures::cancelled>("cancelled", "cancelled tasks", "cancelled task", "cancelled tasks"),
    size<&Figures::tasks>("tasks", "tasks", "task", "tasks"),
    number<&Figures::polls>("polls", "polls", "poll", "polls"),
    number<&Figures::wakes>("wakes", "wakes", "wake", "wakes"),
    number<&Figures::self_wakes>("self-wakes", "self-wakes", "self-wake", "self-wakes"),
    number<&Figures::turns>("turns", "turns of the loop", "turn of the loop", "turns of the loop"),
    number<&Figures::events>("events", "events", nullptr, nullptr),
}};

// ---- figures that are not numbers

struct Outcome {
  const char* words;
  const char* brief;  // where there is little room
};

Outcome outcome(const Figures& run) {
  if (!run.ended) return {"goes on", "goes on"};
  switch (run.result) {
    case RunResult::finished: return {"finishes", "finishes"};
    case RunResult::panicked: return {"ends with a panic of main", "panics"};
    case RunResult::deadlock: return {"is stuck for ever", "stuck"};
    case RunResult::stopped: return {"is stopped before its end", "stopped"};
  }
  return {"", ""};
}

Difference outcome_difference(const Side& a, const Side& b) {
  const std::string of_a = outcome(a.figures).words;
  const std::string of_b = outcome(b.figures).words;
  return {"outcome", "outcome", of_a, of_b, a.name + " " + of_a + "; " + b.name + " " + of_b + "."};
}

/// Precondition: the lines differ.
Difference output_difference(const Side& a, const Side& b) {
  const auto& x = a.figures.output;
  const auto& y = b.figures.output;
  const auto line_of = [](const std::vector<std::string>& lines, std::size_t i) {
    return i < lines.size() ? "“" + lines[i] + "”" : std::string("nothing");
  };
  const auto i = static_cast<std::size_t>(std::ranges::mismatch(x, y).in1 - x.begin());
  auto sorted_x = x;
  auto sorted_y = y;
  std::ranges::sort(sorted_x);
  std::ranges::sort(sorted_y);
  const std::string line = std::to_string(i + 1);
  Difference difference{"output", "line " + line + " of the output", line_of(x, i), line_of(y, i), ""};
  difference.sentence = (sorted_x == sorted_y ? "Both print the same lines in another order: as line " + line
                                              : "As line " + line + " of the output") +
                        " " + a.name + " prints " + difference.a + ", " + b.name + " prints " + difference.b +
                        ".";
  return difference;
}

Difference count_difference(const CountMeasure& measure, const Side& a, const Side& b) {
  const std::uint64_t n = measure.value(a.figures);
  const std::uint64_t m = measure.value(b.figures);
  const std::string of_a = std::to_string(n) + " " + (n == 1 ? measure.one : measure.many);
  return {measure.id, measure.name, std::to_string(n), std::to_string(m),
          a.name + " has " + of_a + ", " + b.name + " " + std::to_string(m) + "."};
}

}  // namespace

std::vector<Difference> differences(const Figures& a, const std::string& name_a, const Figures& b,
                                    const std::string& name_b) {
  const Side side_a{a, name_a};
  const Side side_b{b, name_b};
  std::vector<Difference> found;
  if (a.ended != b.ended || a.result != b.result) found.push_back(outcome_difference(side_a, side_b));

  std::vector<const TimeMeasure*> in_order;
  for (const TimeMeasure& measure : times) {
    if (measure.value(a) != measure.value(b)) in_order.push_back(&measure);
  }
  std::ranges::sort(in_order, {}, [&](const TimeMeasure* m) {
    return std::tuple(m == &times.back(), -std::chrono::abs(m->value(a) - m->value(b)), m - times.data());
  });
  for (const TimeMeasure* m : in_order) {
    const bool a_has_more = m->value(a) > m->value(b);
    found.push_back({m->id, m->name, m->text(a), m->text(b),
                     a_has_more ? m->tell(side_a, side_b) : m->tell(side_b, side_a)});
  }

  if (a.output != b.output) found.push_back(output_difference(side_a, side_b));
  for (const CountMeasure& measure : counts) {
    if (measure.one && measure.value(a) != measure.value(b)) {
      found.push_back(count_difference(measure, side_a, side_b));
    }
  }
  return found;
}

std::vector<Figure> table_of(const Figures& figures) {
  const Outcome end = outcome(figures);
  std::vector<Figure> table = {{"outcome", "outcome", end.words, end.brief}};
  for (const TimeMeasure& m : times)
    table.push_back({m.id, m.name, m.text(figures), to_text(m.value(figures))});
  for (const CountMeasure& m : counts) table.push_back({m.id, m.name, std::to_string(m.value(figures)), ""});
  return table;
}

}  // namespace loopglass
