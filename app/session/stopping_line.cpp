#include "app/session/stopping_line.hpp"

#include <set>
#include <string_view>

namespace loopglass {
namespace {

bool has_code(std::string_view line) {
  const std::size_t first = line.find_first_not_of(" \t\r");
  if (first == std::string_view::npos || line.substr(first).starts_with("//")) return false;
  return line.find_first_not_of(" \t\r{}();,") != std::string_view::npos;
}

/// The lines of this file at which something happens.
std::set<std::uint32_t> lines_with_events(const Trace& trace, std::string_view file) {
  std::set<std::uint32_t> lines;
  SiteId last = SiteId::none;
  for (EventNumber n = 1; n <= trace.size(); ++n) {
    const Event& event = trace[n];
    // A future's own place is where it is written, not where something is done.
    if (event.site == last || event.site == SiteId::none || event.kind == EventKind::future_created) continue;
    last = event.site;
    if (const Site& site = trace.site(last); site.file == file) lines.insert(site.line);
  }
  return lines;
}

}  // namespace

std::uint32_t stopping_line(const Scenario& scenario, const Chronicle& run, bool is_over,
                            std::uint32_t line) {
  std::string_view rest = scenario.source;
  std::set<std::uint32_t> happens;
  const auto last = static_cast<std::uint32_t>(scenario.last_line);
  for (std::uint32_t n = 1; !rest.empty(); ++n) {
    const std::size_t end = rest.find('\n');
    const std::string_view text = rest.substr(0, end);
    rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
    if (n < line || !has_code(text)) {
      if (n == line && is_over) happens = lines_with_events(run.trace(), scenario.file);
      continue;
    }
    if (n == line) return n;
    if (n > last) break;
    if (!is_over || happens.contains(n)) return n;
  }
  return 0;
}

}  // namespace loopglass
