#include "runtime/trace/trace.hpp"

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
  return interner_.id(text, [&] { return trace_.add_string(text); });
}

SiteId Recorder::intern(const std::source_location& place) {
  return interner_.id(place, [&](Site site) { return trace_.add_site(std::move(site)); });
}

}  // namespace loopglass
