#include "runtime/trace/trace.hpp"

#include "runtime/trace/function_name.hpp"

namespace loopglass {

StringId Trace::add_string(std::string_view text) {
  strings_.emplace_back(text);
  return static_cast<StringId>(strings_.size() - 1);
}

SiteId Trace::add_site(Site site) {
  sites_.push_back(std::move(site));
  return static_cast<SiteId>(sites_.size() - 1);
}

std::uint64_t Trace::hash() const {
  Fnv1a h;
  for (EventNumber n = 1; n <= size(); ++n) {
    const Event& e = events_[n];
    h.add(static_cast<std::uint64_t>(e.time_ns));
    h.add(static_cast<std::uint64_t>(e.kind) | std::uint64_t{e.detail} << 8 | std::uint64_t{e.extra} << 16 |
          std::uint64_t{raw(e.task)} << 32);
    h.add(std::uint64_t{e.subject} | std::uint64_t{raw(e.site)} << 32);
    h.add(e.value);
  }
  for (const std::string& s : strings_) h.add(s);
  for (const Site& s : sites_) {
    h.add(s.file);
    h.add(std::uint64_t{s.line});
    h.add(s.function);
  }
  return h.value();
}

StringId Recorder::intern(std::string_view text) {
  const auto known = string_ids_.find(text);
  if (known != string_ids_.end()) return known->second;
  return string_ids_.emplace(text, trace_.add_string(text)).first->second;
}

std::size_t Recorder::PlaceHash::operator()(const Place& p) const {
  return std::hash<const void*>()(p.file) ^ (std::size_t{p.line} * 0x9e3779b97f4a7c15ull) ^
         (std::size_t{p.column} << 20);
}

SiteId Recorder::intern(const std::source_location& place) {
  const Place key{place.file_name(), place.line(), place.column(), place.function_name()};
  auto [it, added] = site_ids_.try_emplace(key);
  if (added) it->second = trace_.add_site({key.file, key.line, std::string(function_name(key.function))});
  return it->second;
}

}  // namespace loopglass
