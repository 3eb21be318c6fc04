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

/// All that is said of an event, a line each.
std::string said_of(const Chronicle& chronicle, const World& before, const Event& event) {
  const Trace& trace = chronicle.trace();
  const Names& names = chronicle.names();
  std::string text = explain(trace, names, before, event) + "\n" + brief(trace, names, event);
  if (event.task != TaskId::none) text += "\n" + names.task(event.task);
  return in_lower_case(text);
}

/// A letter or figure, of any alphabet.
bool is_of_word(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
         static_cast<unsigned char>(c) >= 0x80;
}

/// Whether a word begins at this place of the text, or ends there.
bool is_edge(std::string_view text, std::size_t at) {
  return at == 0 || at == text.size() || !is_of_word(text[at - 1]) || !is_of_word(text[at]);
}

/// Whether the words stand in the text from the beginning of a word on; to the end of one, if `whole`.
bool has(std::string_view text, std::string_view words, bool whole) {
  for (std::size_t at = text.find(words); at != std::string_view::npos; at = text.find(words, at + 1)) {
    if (is_edge(text, at) && (!whole || is_edge(text, at + words.size()))) return true;
  }
  return false;
}

bool has_whole(std::string_view text, std::string_view words) { return has(text, words, true); }
bool has_beginning(std::string_view text, std::string_view words) { return has(text, words, false); }

}  // namespace

void Finder::look_for(std::string_view words) {
  *this = Finder();
  text_ = words;
  std::istringstream all(in_lower_case(words));
  for (std::string word; all >> word;) {
    phrase_ += (phrase_.empty() ? "" : " ") + word;
    words_.push_back(word);
  }
}

void Finder::Found::take(EventNumber n, TaskId task) {
  events.push_back(n);
  const auto place = std::ranges::lower_bound(tasks, task);
  if (task != TaskId::none && (place == tasks.end() || *place != task)) tasks.insert(place, task);
}

/// Tasks are named while the run grows.
void Finder::find_longer_names(const Names& names) {
  for (; names_known_ < names.task_count(); ++names_known_) {
    const std::string name = in_lower_case(names.task(static_cast<TaskId>(names_known_ + 1)));
    if (name == phrase_) is_name_ = true;
    if (name.size() > phrase_.size() && has_whole(name, phrase_)) longer_names_.push_back(name);
  }
}

bool Finder::is_said_as_typed(std::string_view said) const {
  if (!has_whole(said, phrase_)) return false;
  if (!is_name_) return true;
  std::string rest(said);
  for (const std::string& name : longer_names_) {
    for (std::size_t at = rest.find(name); at != std::string::npos; at = rest.find(name, at))
      rest.erase(at, name.size());
  }
  return has_whole(rest, phrase_);
}

Finder::Closeness Finder::closeness(std::string_view said) const {
  const auto all = [&](auto has_word) {
    return std::ranges::all_of(words_, [&](const std::string& word) { return has_word(said, word); });
  };
  const auto inside = [](std::string_view text, std::string_view word) {
    return text.find(word) != std::string_view::npos;
  };
  if (!all(inside)) return Closeness::none;
  if (is_said_as_typed(said)) return Closeness::as_typed;
  if (all(has_whole)) return Closeness::each_word;
  return all(has_beginning) ? Closeness::beginnings : Closeness::inside;
}

bool Finder::has_all(std::string_view text) const {
  const std::string lower = in_lower_case(text);
  return std::ranges::all_of(words_,
                             [&](const std::string& word) { return lower.find(word) != std::string::npos; });
}

void Finder::keep_excerpt(const Chronicle& chronicle, const Event& event) {
  constexpr std::size_t most = 20'000;  // nobody reads more of them
  if (excerpts_.size() >= most) return;
  const std::string name = event.task == TaskId::none ? "" : chronicle.names().task(event.task);
  if (has_all(name + " " + brief(chronicle.trace(), chronicle.names(), event))) return;
  const std::string sentence = explain(chronicle.trace(), chronicle.names(), world_, event);
  const auto places = places_in(sentence);
  if (places.empty()) return;
  // A few words before the first that is found say what is said of it.
  std::size_t begin = places.front().first;
  for (int words = 0; words < 4 && begin > 1; ++words) {
    const std::size_t blank = sentence.rfind(' ', begin - 2);
    begin = blank == std::string::npos ? 0 : blank + 1;
  }
  excerpts_.emplace(world_.position + 1, begin == 0 ? sentence : "… " + sentence.substr(begin));
}

std::string_view Finder::excerpt(EventNumber n) const {
  const auto it = excerpts_.find(n);
  return it == excerpts_.end() ? std::string_view() : it->second;
}

std::vector<std::pair<std::size_t, std::size_t>> Finder::places_in(std::string_view text) const {
  const std::string lower = in_lower_case(text);
  std::vector<std::pair<std::size_t, std::size_t>> places;
  const auto add = [&](std::string_view words) {
    for (std::size_t at = lower.find(words); at != std::string::npos;
         at = lower.find(words, at + words.size()))
      places.emplace_back(at, at + words.size());
  };
  if (phrase_.empty()) return places;
  add(phrase_);
  if (places.empty()) std::ranges::for_each(words_, add);
  std::ranges::sort(places);
  std::size_t kept = 0;
  for (const auto& place : places) {
    if (kept == 0 || place.first >= places[kept - 1].second) places[kept++] = place;
  }
  places.resize(kept);
  return places;
}

void Finder::follow(const Chronicle& chronicle) {
  if (words_.empty()) return;
  find_longer_names(chronicle.names());
  const EventNumber end = std::min(chronicle.latest().position, world_.position + slice);
  while (world_.position < end) {
    const EventNumber n = world_.position + 1;
    const Event& event = chronicle.trace()[n];
    if (const Closeness near = closeness(said_of(chronicle, world_, event)); near != Closeness::none) {
      if (near < nearest_) closest_ = {};
      nearest_ = std::min(nearest_, near);
      if (near == nearest_) closest_.take(n, event.task);
      all_.take(n, event.task);
      keep_excerpt(chronicle, event);
    }
    apply(world_, event);
  }
}

double Finder::share(const Chronicle& chronicle) const {
  const EventNumber all = chronicle.latest().position;
  return all == 0 ? 1 : static_cast<double>(world_.position) / static_cast<double>(all);
}

EventNumber Finder::next(EventNumber at, int direction) const {
  if (found().empty()) return 0;
  if (direction > 0) {
    const auto it = std::ranges::upper_bound(found(), at);
    return it == found().end() ? found().front() : *it;
  }
  const auto it = std::ranges::lower_bound(found(), at);
  return it == found().begin() ? found().back() : *(it - 1);
}

std::size_t Finder::number_of(EventNumber n) const {
  const auto it = std::ranges::lower_bound(found(), n);
  return it == found().end() || *it != n ? 0 : static_cast<std::size_t>(it - found().begin()) + 1;
}

}  // namespace loopglass
