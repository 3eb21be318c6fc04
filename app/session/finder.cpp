#include "app/session/finder.hpp"

#include <algorithm>
#include <sstream>

#include "app/model/brief.hpp"
#include "app/model/explain.hpp"

namespace loopglass {
namespace {

std::string in_lower_case(std::string_view text) {
  std::string lower(text);
  for (char& c : lower) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return lower;
}

/// All that is said of an event.
std::string said_of(const Chronicle& chronicle, const World& before, const Event& event) {
  const Trace& trace = chronicle.trace();
  const Names& names = chronicle.names();
  std::string text = explain(trace, names, before, event) + " " + brief(trace, names, event);
  if (event.task != TaskId::none) text += " " + names.task(event.task);
  return in_lower_case(text);
}

}  // namespace

void Finder::look_for(std::string_view words) {
  text_ = words;
  words_.clear();
  std::istringstream all(in_lower_case(words));
  for (std::string word; all >> word;) words_.push_back(word);
  world_ = {};
  found_.clear();
  tasks_.clear();
}

void Finder::take(EventNumber n, TaskId task) {
  found_.push_back(n);
  const auto place = std::ranges::lower_bound(tasks_, task);
  if (task != TaskId::none && (place == tasks_.end() || *place != task)) tasks_.insert(place, task);
}

void Finder::follow(const Chronicle& chronicle) {
  if (words_.empty()) return;
  const EventNumber end = std::min(chronicle.latest().position, world_.position + slice);
  while (world_.position < end) {
    const EventNumber n = world_.position + 1;
    const Event& event = chronicle.trace()[n];
    const std::string text = said_of(chronicle, world_, event);
    if (std::ranges::all_of(words_, [&](const std::string& w) { return text.find(w) != std::string::npos; }))
      take(n, event.task);
    apply(world_, event);
  }
}

double Finder::share(const Chronicle& chronicle) const {
  const EventNumber all = chronicle.latest().position;
  return all == 0 ? 1 : static_cast<double>(world_.position) / static_cast<double>(all);
}

EventNumber Finder::next(EventNumber at, int direction) const {
  if (found_.empty()) return 0;
  if (direction > 0) {
    const auto it = std::ranges::upper_bound(found_, at);
    return it == found_.end() ? found_.front() : *it;
  }
  const auto it = std::ranges::lower_bound(found_, at);
  return it == found_.begin() ? found_.back() : *(it - 1);
}

std::size_t Finder::number_of(EventNumber n) const {
  const auto it = std::ranges::lower_bound(found_, n);
  return it == found_.end() || *it != n ? 0 : static_cast<std::size_t>(it - found_.begin()) + 1;
}

}  // namespace loopglass
