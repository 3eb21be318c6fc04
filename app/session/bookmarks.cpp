#include "app/session/bookmarks.hpp"

#include <algorithm>
#include <tuple>

namespace loopglass {

std::size_t Bookmarks::set(EventNumber at, Instant time) {
  if (const std::size_t there = find(at, time); there < all_.size()) return there;
  const auto after = std::ranges::find_if(
      all_, [&](const Bookmark& b) { return std::tie(b.at, b.time) > std::tie(at, time); });
  return static_cast<std::size_t>(all_.insert(after, {at, time, ""}) - all_.begin());
}

std::size_t Bookmarks::find(EventNumber at, Instant time) const {
  const auto it = std::ranges::find_if(all_, [&](const Bookmark& b) { return b.is_at(at, time); });
  return static_cast<std::size_t>(it - all_.begin());
}

Position position_of(const Bookmark& bookmark, const Trace& trace) {
  const bool passed =
      bookmark.at > 0 && bookmark.at <= trace.size() && bookmark.time > trace[bookmark.at].time();
  if (passed || (bookmark.at == 0 && bookmark.time > Instant())) return bookmark.time;
  return bookmark.at;
}

}  // namespace loopglass
