#include "app/views/shared_view.hpp"

#include <algorithm>

#include "app/model/sharing.hpp"
#include "app/views/event_row.hpp"

namespace loopglass {
namespace {

constexpr std::size_t most_rows = 100;

class Shared {
 public:
  Shared(const Canvas& canvas, const Stage& stage, Commands& commands)
      : c_(canvas), s_(stage), commands_(commands) {}

  void draw() {
    const ResourceState* resource = s_.world().resource(s_.selection.resource);
    if (!resource) {
      return c_.paragraph(c_.fonts.body, c_.theme.text, "At this moment it is not made yet.");
    }
    c_.paragraph(c_.fonts.body, c_.theme.text, state_sentence(*resource, s_.names()));
    std::vector<EventNumber> held;
    for (const Holder& holder : resource->holders) held.push_back(holder.event);
    rows(resource->kind == ResourceKind::once_cell ? "Who makes it" : "Who has it", "shared.holder.", held);
    std::vector<EventNumber> sending;
    std::vector<EventNumber> waiting;
    for (const Waiter& waiter : resource->waiters) {
      (waiter.kind == AwaitKind::channel_send ? sending : waiting).push_back(waiter.event);
    }
    rows("In line to send", "shared.sender.", sending);
    rows(title_of_line(resource->kind), "shared.waiter.", waiting);
    heading("What it is for");
    c_.paragraph(c_.fonts.body, c_.theme.dim_text, about(resource->kind));
    ImGui::Dummy({1, c_.px(4)});
  }

 private:
  static std::string title_of_line(ResourceKind kind) {
    if (kind == ResourceKind::barrier) return "Who has come";
    if (kind == ResourceKind::plain_lock) return "Who keeps the thread for it";
    return is_passage(kind) ? "In line to receive" : "In line, the first is served first";
  }

  void heading(const std::string& text) const {
    ImGui::Dummy({0, c_.px(2)});
    c_.paragraph(c_.fonts.strong, c_.theme.accent, text);
  }

  /// The events since which it is so: each goes to its moment.
  void rows(const std::string& title, const std::string& control, const std::vector<EventNumber>& events) {
    if (events.empty()) return;
    heading(title);
    for (std::size_t i = 0; i < std::min(events.size(), most_rows); ++i) {
      if (events[i] == 0 || events[i] > s_.trace().size()) continue;
      if (draw_event_row(c_, s_, commands_, control + std::to_string(i), events[i]))
        commands_.push_back(command::Seek{events[i]});
    }
    if (events.size() > most_rows) {
      c_.paragraph(c_.fonts.small, c_.theme.dim_text,
                   "and " + std::to_string(events.size() - most_rows) + " more");
    }
  }

  const Canvas& c_;
  const Stage& s_;
  Commands& commands_;
};

}  // namespace

void draw_shared(const Canvas& canvas, const Stage& stage, Commands& commands) {
  Shared(canvas, stage, commands).draw();
}

}  // namespace loopglass
