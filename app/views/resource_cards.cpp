#include <algorithm>
#include <numbers>

#include "app/model/sharing.hpp"
#include "app/model/stuck.hpp"
#include "app/platform/pattern.hpp"
#include "app/views/floating.hpp"
#include "app/views/loop_frame.hpp"
#include "app/views/task_token.hpp"

namespace loopglass {
namespace {

class ResourceCards {
 public:
  ResourceCards(const LoopFrame& frame, Commands& commands)
      : c_(frame.canvas),
        p_(frame.places),
        s_(frame.stage),
        w_(frame.world),
        m_(frame.moment),
        to_(frame.to),
        commands_(commands) {}

  void draw() {
    if (!to_.ring.cycle.empty()) return draw_ring(to_.ring);
    for (const ResourcePost& post : to_.resources) {
      if (const ResourceState* resource = w_.resource(post.resource)) draw_card(post, *resource);
    }
  }

 private:
  const Theme& theme() const { return c_.theme; }
  float px(float units) const { return c_.px(units); }
  Colour way() const { return theme().hairline.mix(theme().dim_text, 0.45f); }

  // ---- a card

  void draw_card(const ResourcePost& post, const ResourceState& resource) {
    const bool selected = s_.selection.resource == post.resource;
    const bool hovered = ImGui::IsWindowHovered() && post.card.contains(ImGui::GetMousePos());
    c_.frame(post.card,
             selected  ? theme().accent
             : hovered ? theme().dim_text
                       : theme().hairline,
             selected ? px(2) : c_.hairline(), px(4));
    draw_words(post, resource);
    draw_ways(post, resource);
    draw_thing(post, resource);
    draw_rings(post, resource);
    for (const ResourcePost::More& more : post.more)
      c_.centred(c_.fonts.small, more.at, theme().text, "+" + std::to_string(more.count));
    c_.controls.add_pressed("loop.shared." + s_.names().resource(post.resource), post.card);
    if (hovered) respond(post, resource);
  }

  void draw_words(const ResourcePost& post, const ResourceState& resource) const {
    ImFont* font = c_.fonts.small;
    const float y = p_.flat_cards ? post.name.centre().y - font->FontSize / 2 : post.name.top;
    const std::string name = p_.flat_cards ? own_name(resource) : s_.names().resource(post.resource);
    c_.clipped(font, {post.name.left, y}, theme().text, name,
               p_.flat_cards ? room_beside_thing(post) : post.name.width());
    if (p_.flat_cards) return;
    const std::string state =
        state_within(resource, post.name.width() - Canvas::measure(font, name).x - px(14));
    c_.text(font, {post.name.right - Canvas::measure(font, state).x, y}, theme().dim_text, state);
  }

  /// How it stands, in as many words as there is room for. How full it is the picture says, too.
  std::string state_within(const ResourceState& resource, float room) const {
    const std::string whole = short_state(resource, s_.names());
    std::string word = whole.substr(0, std::min(whole.find(':'), whole.find(',')));
    if (is_passage(resource.kind) && resource.closed) word = "closed";
    for (const std::string& words : {whole, word}) {
      if (Canvas::fits(c_.fonts.small, words, room)) return words;
    }
    return "";
  }

  /// Up to the thing, or to those who stand before it.
  float room_beside_thing(const ResourcePost& post) const {
    float right = post.thing.left - px(12);
    for (const ResourcePost::Place& place : post.waiting)
      right = std::min(right, place.at.x - post.radius - px(4));
    for (const ResourcePost::More& more : post.more) right = std::min(right, more.at.x - px(14));
    return std::max(right - post.name.left, post.name.width());
  }

  /// Its name without the kind, which the picture shows; with it where it has only a number.
  std::string own_name(const ResourceState& resource) const {
    const std::string whole = s_.names().resource(resource.id);
    const std::string kind = std::string(name(resource.kind)) + " ";
    const bool is_named = whole.starts_with(kind) && whole != kind + std::to_string(raw(resource.id));
    return is_named ? whole.substr(kind.size()) : whole;
  }

  /// The way that the line takes to the thing, and messages through it.
  void draw_ways(const ResourcePost& post, const ResourceState& resource) const {
    if (resource.kind == ResourceKind::barrier || is_deep(post, resource)) return;
    const float y = post.thing.centre().y;
    const float length = px(p_.flat_cards ? 7.0f : 12.0f);
    const float head = px(p_.flat_cards ? 5.0f : 6.0f);
    const auto arrow = [&](float from, float to, float direction) {
      c_.line({from, y}, {to - direction * head, y}, way(), px(1.5f));
      c_.arrow_head({to, y}, {direction, 0}, way(), head);
    };
    if (is_passage(resource.kind)) {
      arrow(post.thing.left - length, post.thing.left - px(1), 1);
      arrow(post.thing.right + px(1), post.thing.right + length, 1);
    } else if (post.thing.right + length < post.card.right) {
      arrow(post.thing.right + length, post.thing.right + px(1), -1);
    }
  }

  /// Whether the line stands below the thing, so that nothing need lead to it.
  bool is_deep(const ResourcePost& post, const ResourceState& resource) const {
    return p_.deep_cards && post.thing.bottom < post.card.centre().y + px(12) && !is_passage(resource.kind) &&
           post.slots > 3;
  }

  void draw_thing(const ResourcePost& post, const ResourceState& resource) {
    switch (resource.kind) {
      case ResourceKind::channel: return draw_messages(post, resource);
      case ResourceKind::barrier: return draw_meeting(post);
      case ResourceKind::plain_lock: return draw_padlock(post, resource);
      case ResourceKind::mutex:
      case ResourceKind::semaphore:
      case ResourceKind::rw_lock: return draw_holders(post, resource);
      case ResourceKind::once_cell:
        if (!resource.holders.empty()) return draw_holders(post, resource);
        break;
      default: break;
    }
    draw_single(post, resource);
  }

  /// Messages fill their slots from the receiver's side; where there is no limit the side of those who send
  /// is open.
  void draw_messages(const ResourcePost& post, const ResourceState& resource) const {
    const Rect& r = post.thing;
    const bool limited = resource.capacity != no_capacity;
    const bool full = limited && resource.fill >= resource.capacity;
    const Colour edge = full ? theme().text : theme().dim_text;
    const Colour ink = resource.closed ? theme().dim_text : theme().accent;
    const float t = px(full ? 2.0f : 1.2f);
    if (post.slots == 0) {
      const double part =
          limited ? static_cast<double>(resource.fill) / std::max(resource.capacity, 1U) : 1.0;
      const float width = (r.width() - px(4)) * static_cast<float>(std::min(part, 1.0));
      if (resource.fill > 0)
        c_.fill({r.right - px(2) - width, r.top + px(2), r.right - px(2), r.bottom - px(2)}, ink);
    }
    for (std::size_t i = 0; i < post.slots; ++i) {
      const Rect slot = post.slot(post.slots - 1 - i);
      if (i > 0) c_.line({slot.right, r.top}, {slot.right, r.bottom}, theme().hairline, c_.hairline());
      const Rect message = slot.inset(std::min(px(3), slot.width() * 0.2f), px(3));
      if (i < resource.fill) c_.fill(message, ink, px(2));
    }
    c_.line({r.left, r.top}, {r.right, r.top}, edge, t);
    c_.line({r.left, r.bottom}, {r.right, r.bottom}, edge, t);
    c_.line({r.right, r.top}, {r.right, r.bottom}, edge, t);
    if (limited) c_.line({r.left, r.top}, {r.left, r.bottom}, edge, t);
    if (resource.closed) c_.line({r.left, r.top - px(3)}, {r.left, r.bottom + px(3)}, theme().text, px(4));
  }

  void draw_meeting(const ResourcePost& post) const {
    for (std::size_t i = 0; i < post.slots; ++i)
      Canvas::list()->AddCircle(post.slot(i).centre(), post.radius * 0.85f, theme().dim_text.u32(), 0,
                                c_.hairline());
    const float x = post.thing.right + px(4);
    if (x + px(4) < post.card.right)
      c_.line({x, post.thing.top}, {x, post.thing.bottom}, theme().dim_text, px(3));
  }

  /// Who has it stands in it as a badge: the task itself is where it runs or waits.
  void draw_holders(const ResourcePost& post, const ResourceState& resource) {
    const bool taken = !resource.holders.empty();
    c_.frame(post.thing, taken ? theme().text : theme().dim_text, px(taken ? 2.0f : 1.2f), px(3));
    std::vector<TaskId> badges;
    for (const Holder& holder : resource.holders) {
      const bool counts = resource.kind == ResourceKind::semaphore;
      for (std::uint32_t n = 0; n < (counts ? std::min(holder.amount, 64U) : 1U); ++n)
        badges.push_back(holder.task);
    }
    if (post.slots == 0) {
      const double part = static_cast<double>(resource.fill) / std::max(resource.capacity, 1U);
      const float width = (post.thing.width() - px(4)) * static_cast<float>(std::min(part, 1.0));
      const Rect r = post.thing.inset(px(2));
      if (resource.fill > 0) c_.fill({r.left, r.top, r.left + width, r.bottom}, theme().accent, px(2));
      return;
    }
    for (std::size_t i = 0; i < post.slots; ++i) {
      const Rect slot = post.slot(i);
      if (i > 0) c_.line({slot.left, slot.top}, {slot.left, slot.bottom}, theme().hairline, c_.hairline());
      if (i >= badges.size()) continue;
      const float radius = std::min(slot.width(), slot.height()) / 2 - px(2.5f);
      draw_badge(c_, slot.centre(), std::max(radius, px(4)), badges[i]);
    }
  }

  /// Not a place with a line before it, as other locks are: a padlock, open or shut. Who waits for it has the
  /// thread, so it is hatched as what blocks is.
  void draw_padlock(const ResourcePost& post, const ResourceState& resource) const {
    const bool taken = !resource.holders.empty();
    const bool blocks = !resource.waiters.empty();
    const Colour ink = blocks ? theme().blocking : taken ? theme().text : theme().dim_text;
    const float t = px(taken ? 2.0f : 1.2f);
    Rect body = post.thing;
    const float bow = std::min(body.height() * 0.36f, body.width() * 0.32f);
    body.top += bow;
    const float x = body.centre().x;
    const float r = std::min(body.width() * 0.28f, bow);
    const float lift = taken ? 0.0f : px(3);  // an open one has its bow lifted off on one side
    ImDrawList* const list = Canvas::list();
    list->PathLineTo({x - r, body.top});
    list->PathArcTo({x, post.thing.top + r + t / 2 - lift}, r, std::numbers::pi_v<float>,
                    2 * std::numbers::pi_v<float>);
    list->PathLineTo({x + r, body.top - lift});
    list->PathStroke(ink.u32(), 0, t);
    if (blocks) platform::hatch(list, body.min(), body.max(), theme().blocking.with_alpha(0.38f).u32());
    c_.frame(body, ink, t, 0);
    if (!taken) return;
    const float radius = std::min(body.width(), body.height()) / 2 - px(2.5f);
    draw_badge(c_, body.centre(), std::max(radius, px(4)), resource.holders.front().task);
  }

  /// One slot, which is filled or not.
  void draw_single(const ResourcePost& post, const ResourceState& resource) const {
    const bool has = resource.kind != ResourceKind::broadcast && resource.fill > 0;
    c_.frame(post.thing, has ? theme().text : theme().dim_text, px(has ? 2.0f : 1.2f), px(3));
    const Rect inside = post.thing.inset(px(4));
    if (has) c_.fill(inside, resource.closed ? theme().dim_text : theme().accent, px(2));
    if (resource.closed)
      c_.line({post.thing.left, post.thing.top - px(3)}, {post.thing.left, post.thing.bottom + px(3)},
              theme().text, px(4));
  }

  /// Whether the task stands in its place in the line, and not elsewhere for another thing that may come
  /// first.
  bool is_here(const ResourcePost::Place& place) const {
    const Standing* stands = to_.of(place.task);
    return stands && std::abs(stands->at.x - place.at.x) + std::abs(stands->at.y - place.at.y) < 1;
  }

  /// Who waits here and stands elsewhere leaves a ring of its hue.
  void draw_rings(const ResourcePost& post, const ResourceState& resource) const {
    if (m_.movement < 1.0f) return;
    for (const ResourcePost::Place& place : post.waiting) {
      if (is_here(place)) continue;
      Canvas::list()->AddCircle(place.at, post.radius * 0.85f, hue_of(theme(), place.task).u32(), 0,
                                px(1.5f));
      c_.centred(c_.fonts.small, place.at, theme().text, letters(place.task));
    }
    if (post.waiting.empty() || resource.kind != ResourceKind::plain_lock) return;
    const float left = post.waiting.back().at.x + post.radius + px(6);
    const std::string words = Canvas::fitting(
        c_.fonts.small, {"keeps the thread", "has the thread", "blocks"}, post.card.right - px(4) - left);
    c_.text(c_.fonts.small, {left, post.thing.centre().y - c_.fonts.small->FontSize / 2}, theme().blocking,
            words);
  }

  void respond(const ResourcePost& post, const ResourceState& resource) {
    const ImVec2 mouse = ImGui::GetMousePos();
    for (const ResourcePost::Place& place : post.waiting) {
      // A task that stands here answers for itself.
      if (is_here(place) && std::hypot(mouse.x - place.at.x, mouse.y - place.at.y) <= post.radius + px(2))
        return;
    }
    draw_tip_here(c_, state_sentence(resource, s_.names()));
    if (ImGui::IsMouseClicked(0)) commands_.push_back(command::SelectResource{post.resource});
  }

  // ---- a ring

  /// Each way leads from a task over what it waits for to the task that keeps it.
  void draw_ring(const RingPost& ring) {
    constexpr int steps = 48;
    const auto count = static_cast<float>(ring.cycle.size());
    for (std::size_t i = 0; i < ring.cycle.size(); ++i) {
      const float from = static_cast<float>(i);
      const ImVec2 end = ring.at(from + 1);
      ImVec2 last = ring.at(from);
      for (int step = 1; step <= steps; ++step) {
        const ImVec2 next = ring.at(from + static_cast<float>(step) / steps);
        if (std::hypot(next.x - end.x, next.y - end.y) < ring.radius + px(10)) {
          const ImVec2 direction(end.x - last.x, end.y - last.y);
          const float length = std::max(std::hypot(direction.x, direction.y), 1.0f);
          const float way = length - ring.radius - px(2);
          const ImVec2 tip(last.x + direction.x / length * way, last.y + direction.y / length * way);
          c_.line(last, tip, theme().warning, px(2.5f));
          c_.arrow_head(tip, direction, theme().warning, px(10));
          break;
        }
        c_.line(last, next, theme().warning, px(2.5f));
        last = next;
      }
    }
    for (std::size_t i = 0; i < ring.cycle.size(); ++i) {
      const WaitLink& link = ring.cycle[i];
      const float most = ring.room.width() * (count > 2 ? 0.42f : 0.62f);
      const std::string words =
          Canvas::shortened(c_.fonts.small, s_.names().place(link.kind, link.object), most);
      const ImVec2 size = Canvas::measure(c_.fonts.small, words);
      ImVec2 at = ring.at(static_cast<float>(i) + 0.5f);
      at.x = std::clamp(at.x, ring.room.left + size.x / 2 + px(6), ring.room.right - size.x / 2 - px(6));
      const Rect plate{at.x - size.x / 2 - px(6), at.y - ring.words / 2, at.x + size.x / 2 + px(6),
                       at.y + ring.words / 2};
      const ResourceState* kept =
          is_resource(link.kind) ? w_.resource(static_cast<ResourceId>(link.object)) : nullptr;
      const bool is_pointed_at = kept && ImGui::IsWindowHovered() && plate.contains(ImGui::GetMousePos());
      c_.fill(plate, is_pointed_at ? theme().hover : theme().background, px(3));
      c_.frame(plate, theme().warning, c_.hairline(), px(3));
      c_.centred(c_.fonts.small, at, theme().text, words);
      if (!kept) continue;
      c_.controls.add("loop.shared." + s_.names().resource(kept->id), plate);
      if (!is_pointed_at) continue;
      draw_tip_here(c_, state_sentence(*kept, s_.names()));
      if (ImGui::IsMouseClicked(0)) commands_.push_back(command::SelectResource{kept->id});
    }
    draw_dropped(ring);
    const std::string can = w_.ended && !(m_.event && gets_stuck(*m_.event)) ? "could" : "can";
    c_.centred(
        c_.fonts.small, ring.oval.centre(), theme().warning,
        Canvas::fitting(c_.fonts.small, {"none of them " + can + " go on", "none " + can + " go on", "stuck"},
                        ring.oval.width() - ring.radius * 2 - px(8)));
  }

  /// Who is dropped since the run has ended leaves a ring of its hue where it stood.
  void draw_dropped(const RingPost& ring) const {
    for (std::size_t i = 0; i < ring.cycle.size(); ++i) {
      const TaskId id = ring.cycle[i].task;
      if (const TaskState* task = w_.task(id); !task || task->status == TaskStatus::waiting) continue;
      const ImVec2 at = ring.at(static_cast<float>(i));
      Canvas::list()->AddCircleFilled(at, ring.radius + px(1), theme().background.u32());
      Canvas::list()->AddCircle(at, ring.radius * 0.9f, hue_of(theme(), id).u32(), 0, px(1.5f));
      c_.centred(c_.fonts.strong, at, theme().text, letters(id));
    }
  }

  const Canvas& c_;
  const LoopPlaces& p_;
  const Stage& s_;
  const World& w_;
  const Moment& m_;
  const Scene& to_;
  Commands& commands_;
};

}  // namespace

void draw_resources(const LoopFrame& frame, Commands& commands) { ResourceCards(frame, commands).draw(); }

}  // namespace loopglass
