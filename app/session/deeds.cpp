#include "app/session/deeds.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "app/session/duration_text.hpp"
#include "app/session/nearest_name.hpp"
#include "app/session/read_number.hpp"
#include "app/session/shown_text.hpp"

namespace loopglass {
namespace {

constexpr std::size_t most_deeds = 1000;
constexpr bool delays(Interference what) { return what == Interference::delay || delays_by(what); }
constexpr std::array all_kinds = {
    Interference::abort,         Interference::wake,    Interference::run_next, Interference::run_last,
    Interference::cancel,        Interference::delay,   Interference::fail,     Interference::delay_job,
    Interference::delay_packets, Interference::fail_job};

const char* kind_of_whom(Interference what) {
  switch (what) {
    case Interference::cancel: return "token";
    case Interference::delay: return "timer";
    case Interference::fail_job:
    case Interference::delay_job: return "job";
    case Interference::delay_packets:
    case Interference::fail: return "source";
    default: return "task";
  }
}

/// What stands before the next `end`, which is left out; all if there is none.
std::string_view take_until(std::string_view& text, char end) {
  const std::size_t at = std::min(text.find(end), text.size());
  const std::string_view taken = text.substr(0, at);
  text.remove_prefix(std::min(at + 1, text.size()));
  return taken;
}

Complaint misread(std::string_view deed, const std::string& why) {
  return Complaint("What is done by hand cannot be " + in_quotes(deed) + ": " + why +
                   " It looks like 42:abort:task2, with the event after which it is done.");
}

/// Of those that have the same word: the one that is done to such a thing; else the first.
Interference kind_of_act(Interference first, std::string_view whom) {
  const auto is_it = [&](Interference what) {
    return std::string_view(name(what)) == name(first) && whom.starts_with(kind_of_whom(what));
  };
  const auto it = std::ranges::find_if(all_kinds, is_it);
  return it == all_kinds.end() ? first : *it;
}

/// All that something can be done to by this word: "timer, a job or a source".
std::string kinds_of_whom(std::string_view word) {
  std::vector<std::string> kinds;
  for (const Interference what : all_kinds) {
    if (name(what) == word && std::ranges::count(kinds, kind_of_whom(what)) == 0)
      kinds.emplace_back(kind_of_whom(what));
  }
  std::string all = kinds[0];
  for (std::size_t i = 1; i < kinds.size(); ++i) all += (i + 1 < kinds.size() ? ", a " : " or a ") + kinds[i];
  return all;
}

Result<Deed, Complaint> read_deed(const std::string_view whole) {
  std::string_view left = whole;
  Deed deed;
  std::string_view moment = take_until(left, ':');
  const bool is_later = moment.find('+') != std::string_view::npos;
  const auto at = read_number<EventNumber>(take_until(moment, '+'));
  if (!at) return misread(whole, "it does not begin with the number of an event.");
  deed.at = *at;
  if (is_later) {
    const auto after = parse_duration(moment);
    if (!after || *after < Duration::zero())
      return misread(whole, "how long after the event it is done looks like this: 42+20ms:abort:task2.");
    deed.after = *after;
  }

  const std::string_view word = take_until(left, ':');
  const auto what = std::ranges::find(all_kinds, word, [](Interference i) { return name(i); });
  if (what == all_kinds.end()) {
    std::vector<std::string> names;
    std::string all;
    for (const Interference i : all_kinds) {
      names.emplace_back(name(i));
      if (std::ranges::count(names, names.back()) == 1) all += (all.empty() ? "" : ", ") + names.back();
    }
    const std::string nearest = nearest_name(word, names);
    return misread(whole, "there is no " + in_quotes(word) + "." +
                              (nearest.empty() ? "" : " Did you mean '" + nearest + "'?") + " There are " +
                              all + ".");
  }

  const std::string_view whom = take_until(left, ':');
  deed.act.what = kind_of_act(*what, whom);
  const std::string_view kind = kind_of_whom(deed.act.what);
  const auto id = whom.starts_with(kind) ? read_number<std::uint32_t>(whom.substr(kind.size()))
                                         : std::optional<std::uint32_t>();
  if (!id || *id == 0) {
    return misread(whole, std::string(word) + " is done to a " + kinds_of_whom(word) + ", such as " +
                              std::string(kind) + "2.");
  }
  deed.act.whom = *id;

  if (delays(deed.act.what)) {
    const auto by = parse_duration(take_until(left, ':'));
    if (!by || *by <= Duration::zero())
      return misread(whole, "it says by how much at the end, such as 42:delay:timer3:200ms.");
    deed.act.by = *by;
  }
  if (!left.empty() || whole.ends_with(':')) return misread(whole, "there is more than is needed.");
  return deed;
}

}  // namespace

Result<std::vector<Deed>, Complaint> read_deeds(std::string_view text) {
  std::vector<Deed> deeds;
  for (bool more = true; more;) {
    more = text.find(',') != std::string_view::npos;
    const auto deed = read_deed(take_until(text, ','));
    if (!deed) return deed.error();
    const auto moment = [](const Deed& d) { return std::pair(d.at, d.after); };
    if (!deeds.empty() && moment(deed.value()) < moment(deeds.back())) {
      return Complaint("What is done by hand stands in the order of its events, and event " +
                       moment_text(deed.value()) + " comes before " + moment_text(deeds.back()) +
                       ": put it first.");
    }
    deeds.push_back(deed.value());
    if (deeds.size() > most_deeds) {
      return Complaint("More is done by hand than a recipe takes: give " + std::to_string(most_deeds) +
                       " deeds at most.");
    }
  }
  return deeds;
}

std::string moment_text(const Deed& deed) {
  return std::to_string(deed.at) + (deed.after == Duration::zero() ? "" : "+" + duration_text(deed.after));
}

std::string text_of(const std::vector<Deed>& deeds) {
  std::string text;
  for (const Deed& deed : deeds) {
    text += (text.empty() ? "" : ",") + moment_text(deed) + ":" + name(deed.act.what) + ":" +
            kind_of_whom(deed.act.what) + std::to_string(deed.act.whom);
    if (delays(deed.act.what)) text += ":" + duration_text(deed.act.by);
  }
  return text;
}

std::optional<std::uint32_t> read_past(std::string_view text) {
  return text.size() == 8 ? read_number<std::uint32_t>(text, 16) : std::nullopt;
}

std::string past_text(std::uint32_t past) { return fmt::format("{:08x}", past); }

std::uint32_t past_of(const Trace& trace, EventNumber n) {
  Fnv1a hash;
  for (EventNumber i = 1; i <= n; ++i) {
    const Event& e = trace[i];
    hash.add(static_cast<std::uint64_t>(e.time_ns));
    hash.add(std::uint64_t{static_cast<std::uint8_t>(e.kind)} | std::uint64_t{e.detail} << 8 |
             std::uint64_t{e.extra} << 16 | std::uint64_t{raw(e.task)} << 32);
    hash.add(std::uint64_t{e.subject});
    hash.add(e.value);
    if (e.kind == EventKind::output) hash.add(trace.string(static_cast<StringId>(e.value)));
    if (e.kind == EventKind::task_spawned) hash.add(trace.string(static_cast<StringId>(e.value >> 32)));
  }
  return static_cast<std::uint32_t>(hash.value() ^ hash.value() >> 32);
}

bool knows(const Trace& trace, const Act& act) {
  const auto is_it = [&](const Event& e) {
    switch (act.what) {
      case Interference::cancel: return e.kind == EventKind::token_created && e.subject == act.whom;
      case Interference::delay: return e.kind == EventKind::timer_set && e.subject == act.whom;
      case Interference::fail_job:
      case Interference::delay_job: return e.kind == EventKind::job_queued && e.subject == act.whom;
      case Interference::delay_packets:
      case Interference::fail: return e.kind == EventKind::source_opened && e.subject == act.whom;
      default: return e.kind == EventKind::task_spawned && raw(e.task) == act.whom;
    }
  };
  for (EventNumber n = 1; n <= trace.size(); ++n) {
    if (is_it(trace[n])) return true;
  }
  return false;
}

namespace {

std::string words(const Act& act, const std::string& whom) {
  switch (act.what) {
    case Interference::abort: return "abort " + whom;
    case Interference::wake: return "wake " + whom;
    case Interference::run_next: return "run " + whom + " next";
    case Interference::run_last: return "run " + whom + " last";
    case Interference::cancel: return "cancel " + whom;
    case Interference::delay:
    case Interference::delay_job: return "delay " + whom + " by " + to_text(act.by);
    case Interference::delay_packets: return "delay what comes to " + whom + " by " + to_text(act.by);
    case Interference::fail: return "break off " + whom;
    case Interference::fail_job: return "let " + whom + " fail";
  }
  return "";
}

}  // namespace

std::string words_of(const Act& act, const Names& names) {
  if (acts_on_task(act.what)) return words(act, names.task(static_cast<TaskId>(act.whom)));
  if (act.what == Interference::delay_job || act.what == Interference::fail_job)
    return words(act, "the job " + names.job(static_cast<JobId>(act.whom)));
  if (act.what == Interference::fail || act.what == Interference::delay_packets)
    return words(act, names.source(static_cast<SourceId>(act.whom)));
  return words_of(act);
}

std::string words_of(const Act& act) {
  return words(act, std::string(kind_of_whom(act.what)) + " " + std::to_string(act.whom));
}

}  // namespace loopglass
