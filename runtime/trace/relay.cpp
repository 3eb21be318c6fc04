#include "runtime/trace/relay.hpp"

#include <string>

namespace loopglass {

StringId Relay::intern(std::string_view text) {
  return interner_.id(text, [&] {
    named_.push(std::string(text));
    return static_cast<StringId>(++last_string_);
  });
}

SiteId Relay::intern(const std::source_location& place) {
  return interner_.id(place, [&](Site site) {
    named_.push(std::move(site));
    return static_cast<SiteId>(++last_site_);
  });
}

std::size_t Relay::take(Trace& into, std::size_t most) {
  std::size_t taken = 0;
  for (Event* event = nullptr; taken < most && (event = events_.front()); ++taken) {
    // Whoever sees the event sees what it names.
    for (Named* named = named_.front(); named; named = named_.front()) {
      if (auto* text = std::get_if<std::string>(named)) {
        into.add_string(*text);
      } else {
        into.add_site(std::move(std::get<Site>(*named)));
      }
      named_.pop();
    }
    into.append(*event);
    events_.pop();
  }
  return taken;
}

}  // namespace loopglass
