#include "app/views/resource_scene.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "app/model/sharing.hpp"

namespace loopglass {
namespace {

constexpr std::uint32_t most_slots = 12;
constexpr std::size_t most_on_ring = 6;

/// How many slots its picture has; 0 where one bar tells more.
std::size_t slots_of(const ResourceState& r) {
  switch (r.kind) {
    case ResourceKind::channel:
    case ResourceKind::semaphore:
      if (r.capacity == no_capacity) return r.kind == ResourceKind::channel ? 8 : 0;
      return r.capacity <= most_slots ? std::max<std::size_t>(r.capacity, 1) : 0;
    case ResourceKind::barrier: return r.capacity == no_capacity ? 4 : std::max<std::uint32_t>(r.capacity, 1);
    case ResourceKind::rw_lock: return std::max<std::size_t>(r.holders.size(), 1);
    default: return 1;
  }
}

/// Whether its line is better off below it.
bool is_wide(const ResourceState& r) {
  return (r.kind == ResourceKind::semaphore || r.kind == ResourceKind::rw_lock) && slots_of(r) > 3;
}

/// One card at work.
class Card {
 public:
  Card(const ResourceState& resource, const Rect& card, const LoopPlaces& places, float scale)
      : r_(resource), p_(places), scale_(scale) {
    post_.resource = resource.id;
    post_.card = card;
    post_.radius = places.card_radius;
  }

  ResourcePost lay_out() {
    Rect line = post_.card.inset(px(8), p_.flat_cards ? px(2) : px(5));
    post_.name = p_.flat_cards ? line.take_left(line.width() * 0.34f) : line.take_top(px(17));
    if (p_.flat_cards) line.take_left(px(6));
    if (r_.kind == ResourceKind::barrier) {
      come_together(line);
    } else if (p_.deep_cards && is_wide(r_)) {
      thing_above_line(line);
    } else {
      thing_and_lines(line);
    }
    return std::move(post_);
  }

 private:
  float px(float units) const { return units * scale_; }

  /// The tasks that have come to a barrier fill its slots.
  void come_together(const Rect& line) {
    const auto fits = static_cast<std::size_t>(std::max(1.0f, std::floor(line.width() / px(20))));
    post_.slots = std::min(slots_of(r_), fits);
    const float wide = std::min(p_.card_radius * 2 + px(6), line.width() / static_cast<float>(post_.slots));
    post_.radius = std::min(p_.card_radius, wide / 2 - px(1.5f));
    const float half = p_.card_radius;
    post_.thing = {line.left, line.centre().y - half, line.left + wide * static_cast<float>(post_.slots),
                   line.centre().y + half};
    const std::size_t come = r_.waiters.size();
    const std::size_t seen = come > post_.slots ? post_.slots - 1 : come;
    for (std::size_t i = 0; i < seen; ++i)
      post_.waiting.push_back({r_.waiters[i].task, post_.slot(i).centre()});
    if (seen < come) post_.more.push_back({post_.slot(seen).centre(), come - seen});
  }

  void thing_above_line(Rect line) {
    Rect upper = line.take_top((line.height() - px(6)) / 2);
    line.take_top(px(6));
    post_.slots = slots_of(r_);
    const float side = std::min(p_.card_radius * 1.8f, px(44));
    const float width =
        std::min(upper.width(), side * static_cast<float>(std::max<std::size_t>(post_.slots, 4)));
    const float half = std::min(side, upper.height()) / 2;
    post_.thing = {upper.left, upper.centre().y - half, upper.left + width, upper.centre().y + half};
    std::vector<TaskId> tasks;
    for (const Waiter& w : r_.waiters) tasks.push_back(w.task);
    stand(tasks, line.left, line.right, 1, line.centre().y);
  }

  void thing_and_lines(const Rect& line) {
    const bool passage = is_passage(r_.kind);
    const float arrow = px(p_.flat_cards ? 10.0f : 16.0f);
    const float token = p_.card_radius * 2 + px(4);
    post_.slots = slots_of(r_);
    // Room for one token at least on each side that has a line.
    const float sides = (token + arrow) * (passage ? 2.0f : 1.0f);
    const float most =
        std::max(std::min(line.width() * (passage ? 0.4f : 0.55f), line.width() - sides), px(12));
    const float side = std::min(p_.card_radius * 1.8f, px(44));
    float width = most;
    if (post_.slots > 0) {
      const float least = passage ? px(5) : px(14);
      if (static_cast<float>(post_.slots) * least > most) post_.slots = 0;
      if (post_.slots > 0) width = std::min(most, side * static_cast<float>(post_.slots));
    }
    const float left = passage ? line.centre().x - width / 2 : line.left;
    const float half = std::min(side, line.height()) / 2;
    post_.thing = {left, line.centre().y - half, left + width, line.centre().y + half};
    if (passage) {
      std::vector<TaskId> senders;
      std::vector<TaskId> receivers;
      for (const Waiter& w : r_.waiters)
        (w.kind == AwaitKind::channel_send ? senders : receivers).push_back(w.task);
      stand(senders, post_.thing.left - arrow, line.left, -1, line.centre().y);
      stand(receivers, post_.thing.right + arrow, line.right, 1, line.centre().y);
    } else {
      std::vector<TaskId> tasks;
      for (const Waiter& w : r_.waiters) tasks.push_back(w.task);
      stand(tasks, post_.thing.right + arrow, line.right, 1, line.centre().y);
    }
  }

  /// From the thing's side outwards.
  void stand(const std::vector<TaskId>& tasks, float from, float to, float direction, float y) {
    const float r = p_.card_radius;
    const float step = r * 2 + px(4);
    const float room = (to - from) * direction;
    const auto fits = static_cast<std::size_t>(std::max(0.0f, std::floor((room + px(4)) / step)));
    const std::size_t seen = tasks.size() <= fits ? tasks.size() : fits > 0 ? fits - 1 : 0;
    const auto at = [&](std::size_t i) {
      return ImVec2(from + direction * (r + step * static_cast<float>(i)), y);
    };
    for (std::size_t i = 0; i < seen; ++i) post_.waiting.push_back({tasks[i], at(i)});
    if (seen < tasks.size()) post_.more.push_back({at(seen), tasks.size() - seen});
  }

  const ResourceState& r_;
  const LoopPlaces& p_;
  float scale_;
  ResourcePost post_;
};

}  // namespace

void arrange_cards(LoopPlaces& p, float scale, const LoopNeeds& needs) {
  const auto px = [&](float units) { return units * scale; };
  p.row_radius = p.radius * 0.78f;
  p.rows_top = p.waiting.top + p.title + px(4);
  if (needs.resources == 0) return;
  const float row_radius = std::max(px(9), p.radius * 0.62f);
  const float top = p.waiting.top + p.title;
  const float most = p.waiting.bottom - top - (row_radius * 2 + px(8));
  const float each = most / static_cast<float>(needs.resources);
  // Above the thing there is its name: 17, with 14 round them.
  const float names = px(31);
  float radius = (each - names) / 2;
  p.flat_cards = radius < px(9);
  p.deep_cards = needs.long_lines && (each - names - px(6)) / 4 >= px(10);
  const float around = p.flat_cards ? px(8) : p.deep_cards ? names + px(6) : names;
  const float rows = p.deep_cards ? 2 : 1;
  radius = (each - around) / (2 * rows);
  p.card_radius = std::clamp(radius, px(8), std::max(px(8), p.radius * (p.flat_cards ? 0.62f : 0.9f)));
  const float height = p.card_radius * 2 * rows + around;
  const auto fits = static_cast<std::size_t>(std::max(0.0f, std::floor(most / height + 0.01f)));
  p.card_rows = std::min(needs.resources, fits);
  p.all_have_cards = needs.resources <= fits;
  if (p.card_rows == 0) return;
  p.cards = {p.waiting.left + px(8), top, p.waiting.right - px(8),
             top + height * static_cast<float>(p.card_rows)};
  p.row_radius = row_radius;
  p.rows_top = p.cards.bottom + px(3);
}

bool has_long_lines(const World& last) { return std::ranges::any_of(last.resources, is_wide); }

Rect LoopPlaces::card(std::size_t place) const {
  const float height = cards.height() / static_cast<float>(card_rows);
  const float top = cards.top + height * static_cast<float>(place);
  return {cards.left, top, cards.right, top + height * 0.94f};
}

Rect ResourcePost::slot(std::size_t place) const {
  const float width = thing.width() / static_cast<float>(std::max<std::size_t>(slots, 1));
  const float left = thing.left + width * static_cast<float>(place);
  return {left, thing.top, left + width, thing.bottom};
}

std::vector<const ResourceState*> with_a_card(const World& world, std::size_t cards, bool all,
                                              const Seats& seats) {
  std::vector<const ResourceState*> shown(cards);
  std::size_t next = 0;
  for (const ResourceState& r : world.resources) {
    const std::size_t place = all ? next++ : seats.card_of(r.id);
    if (place < cards) shown[place] = &r;
  }
  return shown;
}

ResourcePost lay_out_card(const ResourceState& resource, const Rect& card, const LoopPlaces& places,
                          float scale) {
  return Card(resource, card, places, scale).lay_out();
}

RingPost lay_out_ring(const LoopPlaces& places, float scale, const World& world, const WaitCycle& cycle) {
  RingPost ring;
  ring.room = places.cards;
  ring.words = 17 * scale;
  ring.radius = std::min(places.radius * 0.9f, (ring.room.height() - ring.words * 2) / 2);
  if (ring.radius < 9 * scale) return ring;
  const bool all_wait = std::ranges::all_of(cycle, [&](const WaitLink& link) {
    const TaskState* task = world.task(link.task);
    return task && (task->status == TaskStatus::waiting || world.ended);
  });
  if (cycle.size() < 2 || cycle.size() > most_on_ring || !all_wait) return ring;
  ring.cycle = cycle;
  const float side = ring.radius + 14 * scale;
  // The words stand on the oval, too; with more than two members tokens come to its upper and lower edge.
  const float edge =
      ring.cycle.size() > 2 ? std::max(ring.radius + 2 * scale, ring.words / 2) : ring.words / 2;
  ring.oval = ring.room.inset(side, edge);
  return ring;
}

ImVec2 RingPost::at(float place) const {
  const float turn = 2 * std::numbers::pi_v<float> * place / static_cast<float>(cycle.size());
  return {oval.centre().x - oval.width() / 2 * std::cos(turn),
          oval.centre().y - oval.height() / 2 * std::sin(turn)};
}

}  // namespace loopglass
