#include "app/model/warnings.hpp"

#include "app/model/warnings/kinds.hpp"

namespace loopglass {

Warnings::Warnings() {
  for (const WarningKind* kind : warning::kinds()) watchers_.push_back({kind, kind->make()});
  for (Watcher& watcher : watchers_) {
    for (std::size_t kind = 0; kind < interested_.size(); ++kind) {
      if ((watcher.kind->looks_at >> kind & 1u) != 0) interested_[kind].push_back(&watcher);
    }
  }
}

void Warnings::observe(const Trace& trace, const Names& names, const World& before, const Event& event) {
  const auto kind = static_cast<std::size_t>(event.kind);
  if (kind >= interested_.size()) return;
  for (const Watcher* watcher : interested_[kind]) {
    const std::size_t known = all_.size();
    watcher->check->observe({trace, names, before, event}, all_);
    for (std::size_t i = known; i < all_.size(); ++i) all_[i].kind = watcher->kind;
  }
}

}  // namespace loopglass
