// The notional machine has room for what happens in it, at every moment of every scenario, on small screens
// and large ones: what is seen stands inside its place, and nothing stands on anything else.
#include "app/views/loop_scene.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <sstream>
#include <string>
#include <vector>

#include "app/session/run.hpp"
#include "app/views/loop_frame.hpp"
#include "app/views/resource_scene.hpp"
#include "scenarios/catalogue.hpp"
#include "tests/catch.hpp"

namespace loopglass {
namespace {

const std::vector<Scenario>& catalogue() {
  static const std::vector<Scenario> all = compiled_scenarios();
  return all;
}

/// Every scenario in every variant as it comes, and some with as many tasks as they allow.
std::vector<std::string> recipes() {
  std::vector<std::string> all;
  for (const Scenario& scenario : catalogue()) {
    if (scenario.variants.empty()) all.push_back(scenario.name);
    for (const Variant& variant : scenario.variants) all.push_back(scenario.name + "/" + variant.name);
    for (const Parameter& p : scenario.parameters) {
      if (p.unit == Unit::count)
        all.push_back(scenario.name + "?" + p.name + "=" +
                      std::to_string(std::min<std::int64_t>(p.most, 40)));
    }
  }
  return all;
}

Scene arrange(const LoopPlaces& places, float scale, const World& world, const Seats& seats, Instant now) {
  return loopglass::arrange(places, scale, world, call_roll(world, crowd), seats, now);
}

struct Room {
  float width, height, scale;
};

/// What the window gives to the loop, from a small laptop to a large screen, and alone in a picture.
constexpr Room rooms[] = {
    {620, 520, 1},     {690, 440, 1},      {780, 610, 1},     {1600, 900, 1},     {640, 560, 1.25f},
    {1180, 900, 1.5f}, {1230, 960, 2},     {840, 480, 2},     {1600, 1200, 2.5f}, {1900, 1500, 1},
    {2600, 1700, 2},   {3840, 2160, 2.5f}, {1280, 430, 2.5f}, {470, 300, 1},      {380, 260, 1},
};

/// The run with what the window learns of it before it draws.
struct Learned {
  std::unique_ptr<Run> run;
  LoopNeeds needs;
  std::size_t most_timers = 0;  // set at once

  explicit Learned(const std::string& recipe)
      : run(std::make_unique<Run>(resolve(recipe, catalogue()).value())) {
    run->finish();
    const Trace& trace = run->trace();
    std::size_t timers = 0;
    std::size_t sources = 0;
    needs.workers = run->chronicle().lanes().workers().size();
    needs.resources = run->chronicle().latest().resources.size();
    needs.long_lines = has_long_lines(run->chronicle().latest());
    for (EventNumber n = 1; n <= trace.size(); ++n) {
      const Event& e = trace[n];
      if (e.kind == EventKind::timer_set) {
        needs.longest_wait =
            std::max(needs.longest_wait, Duration(static_cast<std::int64_t>(e.value) - e.time_ns));
        most_timers = std::max(most_timers, ++timers);
      }
      if (e.kind == EventKind::packet_sent)
        needs.longest_wait =
            std::max(needs.longest_wait, Duration(static_cast<std::int64_t>(e.value) - e.time_ns));
      if (e.kind == EventKind::source_opened) needs.sources = std::max(needs.sources, ++sources);
      if (e.kind == EventKind::source_closed) --sources;
      if (e.kind == EventKind::timer_fired || e.kind == EventKind::timer_cancelled) --timers;
    }
    needs.timers = run->chronicle().peaks().timers;
    needs.ready = run->chronicle().peaks().ready;
    needs.longest_late = run->chronicle().peaks().late;
    needs.wide_waiting = needs.resources > 0 && needs.sources == 0;
  }
};

const char* word(Stand stand) {
  switch (stand) {
    case Stand::queue: return "queue";
    case Stand::executor: return "executor";
    case Stand::source: return "sources";
    case Stand::timer: return "reactor";
    case Stand::waiting: return "waiting room";
    case Stand::done: return "done";
  }
  return "";
}

const Rect& place_of(const LoopPlaces& places, Stand stand) {
  switch (stand) {
    case Stand::queue: return places.queue;
    case Stand::executor: return places.executor;
    case Stand::source: return places.sources;
    case Stand::timer: return places.reactor;
    case Stand::waiting: return places.waiting;
    case Stand::done: break;
  }
  return places.done;
}

bool is_seen(const Standing& standing) { return standing.alpha > 0.01f; }

/// What is wrong with the scene, in words; empty if nothing is.
std::string faults(const LoopPlaces& places, const World& world, const Scene& scene) {
  constexpr float slack = 0.5f;
  std::ostringstream out;
  if (scene.tasks.size() != world.tasks.size()) out << "a task has no place; ";
  for (std::size_t i = 0; i < scene.tasks.size(); ++i) {
    const Standing& a = scene.tasks[i];
    if (a.radius <= 0) out << "task " << i + 1 << " has no place; ";
    if (!is_seen(a)) continue;
    const Rect& r = place_of(places, a.stand);
    if (a.at.x - a.radius < r.left - slack || a.at.x + a.radius > r.right + slack ||
        a.at.y - a.radius < r.top - slack || a.at.y + a.radius > r.bottom + slack)
      out << "task " << i + 1 << " sticks out of the " << word(a.stand) << " at " << a.at.x << "," << a.at.y
          << " radius " << a.radius << "; ";
    for (std::size_t j = i + 1; j < scene.tasks.size(); ++j) {
      const Standing& b = scene.tasks[j];
      if (is_seen(b) && std::hypot(a.at.x - b.at.x, a.at.y - b.at.y) < a.radius + b.radius - slack)
        out << "tasks " << i + 1 << " and " << j + 1 << " overlap in the " << word(a.stand) << " at "
            << a.at.x << "," << a.at.y << " and " << b.at.x << "," << b.at.y << "; ";
    }
  }
  for (const Scene::More& more : scene.more) {
    if (!place_of(places, more.stand).contains(more.at))
      out << "'+n' is not in the " << word(more.stand) << "; ";
    for (std::size_t i = 0; i < scene.tasks.size() && more.stand == Stand::timer; ++i) {
      const Standing& a = scene.tasks[i];
      if (is_seen(a) && std::hypot(a.at.x - more.at.x, a.at.y - more.at.y) < a.radius)
        out << "'+n' stands on task " << i + 1 << "; ";
    }
  }
  return out.str();
}

}  // namespace

TEST_CASE("the places of the loop lie inside the room and apart from each other") {
  for (const Room& room : rooms) {
    for (const std::size_t timers : {0U, 1U, 4U, 12U, 100U}) {
      const std::size_t workers = timers / 3;
      CAPTURE(room.width, room.height, room.scale, timers, workers);
      const Rect all{10, 20, 10 + room.width, 20 + room.height};
      const LoopPlaces p = arrange_places(all, room.scale,
                                          {.longest_wait = std::chrono::seconds(1),
                                           .timers = timers,
                                           .workers = workers,
                                           .sources = timers % 3 == 1 ? 0 : timers,
                                           .resources = timers / 2});
      std::vector<const Rect*> places{&p.queue, &p.executor, &p.reactor, &p.waiting, &p.done};
      if (p.worker_rows > 0) places.push_back(&p.workers);
      CHECK(p.worker_rows <= workers);
      for (const Rect* a : places) {
        CHECK(a->left >= all.left - 1);
        CHECK(a->top >= all.top - 1);
        CHECK(a->right <= all.right + 1);
        CHECK(a->bottom <= all.bottom + 1);
        CHECK(a->width() > 0);
        CHECK(a->height() > 0);
        for (const Rect* b : places) {
          if (a == b) continue;
          CHECK((a->right <= b->left + 1 || b->right <= a->left + 1 || a->bottom <= b->top + 1 ||
                 b->bottom <= a->top + 1));
        }
      }
      CHECK(p.now_x < p.axis_end_x);
      CHECK(p.axis_y < p.reactor.bottom);
      CHECK(p.executor.contains(p.slot));
      CHECK(p.card_rows <= timers / 2);
      if (p.card_rows == 0) continue;
      CHECK(p.cards.left >= p.waiting.left);
      CHECK(p.cards.right <= p.waiting.right);
      CHECK(p.cards.top >= p.waiting.top);
      // One row at least is left for those that wait for something else.
      CHECK(p.rows_top + p.row_radius * 2 <= p.waiting.bottom);
    }
  }
}

TEST_CASE("at the events of every scenario, of long ones at many, all that is seen has room") {
  for (const std::string& recipe : recipes()) {
    const Learned learned(recipe);
    Chronicle& chronicle = learned.run->chronicle();
    const Trace& trace = learned.run->trace();
    for (const Room& room : rooms) {
      const LoopPlaces places = arrange_places({0, 0, room.width, room.height}, room.scale, learned.needs);
      std::size_t bad = 0;
      std::string first;
      World world;
      for (EventNumber n = 0; n <= trace.size(); ++n) {
        if (n > 0) apply(world, trace[n]);
        if (n % (1 + trace.size() / 1000) != 0) continue;
        const Duration ahead = n < trace.size() ? trace[n + 1].time() - world.now : Duration::zero();
        for (const int quarter : {0, 1, 3}) {
          if (quarter > 0 && ahead == Duration::zero()) continue;
          const std::string wrong =
              faults(places, world,
                     arrange(places, room.scale, world, learned.run->chronicle().seats(),
                             world.now + ahead / 4 * quarter));
          if (wrong.empty()) continue;
          ++bad;
          if (first.empty()) first = "@#" + std::to_string(n) + ": " + wrong;
        }
      }
      CAPTURE(recipe, room.width, room.height, room.scale, first);
      CHECK(bad == 0);
    }
    CHECK(chronicle.at(trace.size()).position == trace.size());
  }
}

namespace {

/// The scene of one moment in a room of the usual size.
Scene scene_at(const std::string& recipe, EventNumber n, LoopPlaces* places = nullptr) {
  const Learned learned(recipe);
  const LoopPlaces p = arrange_places({0, 0, 780, 610}, 1, learned.needs);
  if (places) *places = p;
  const World& world = learned.run->chronicle().at(n);
  return arrange(p, 1, world, learned.run->chronicle().seats(), world.now);
}

/// The first event after which it is so. Precondition: there is one.
template <class F>
EventNumber first_event(const std::string& recipe, F is_so) {
  const Learned learned(recipe);
  World world;
  for (EventNumber n = 1; n <= learned.run->trace().size(); ++n) {
    apply(world, learned.run->trace()[n]);
    if (is_so(world)) return n;
  }
  FAIL("it is never so");
  return 0;
}

}  // namespace

TEST_CASE("who is served first stands nearest to the lock") {
  const EventNumber n = first_event(
      "mutex", [](const World& w) { return !w.resources.empty() && w.resources[0].waiters.size() == 2; });
  LoopPlaces places;
  const Scene scene = scene_at("mutex", n, &places);
  REQUIRE(scene.resources.size() == 1);
  const ResourcePost& lock = scene.resources[0];
  REQUIRE(lock.waiting.size() == 2);
  CHECK(lock.thing.right < lock.waiting[0].at.x);
  CHECK(lock.waiting[0].at.x < lock.waiting[1].at.x);
}

TEST_CASE("who sends stands before a full channel and who receives behind an empty one") {
  const auto waits = [](AwaitKind kind) {
    return [kind](const World& w) {
      return !w.resources.empty() && !w.resources[0].waiters.empty() &&
             w.resources[0].waiters[0].kind == kind && w.polling == TaskId::none;
    };
  };
  const Scene full =
      scene_at("channel/bounded_1", first_event("channel/bounded_1", waits(AwaitKind::channel_send)));
  REQUIRE(full.resources.at(0).waiting.size() == 1);
  const ResourcePost::Place sender = full.resources[0].waiting[0];
  CHECK(sender.at.x < full.resources[0].thing.left);
  CHECK(full.of(sender.task)->at.x == sender.at.x);
  const Scene empty =
      scene_at("channel/bounded_1", first_event("channel/bounded_1", waits(AwaitKind::channel_receive)));
  REQUIRE(empty.resources.at(0).waiting.size() == 1);
  CHECK(empty.resources[0].waiting[0].at.x > empty.resources[0].thing.right);
}

TEST_CASE("each thing that is shared keeps its card for the whole run") {
  for (const char* recipe : {"pipeline/stages", "oneshot", "deadlock/one_order", "fan_out/dealt_out"}) {
    const Learned learned(recipe);
    const LoopPlaces places = arrange_places({0, 0, 780, 610}, 1, learned.needs);
    CAPTURE(recipe);
    REQUIRE(places.card_rows == learned.needs.resources);
    std::map<ResourceId, float> tops;
    World world;
    for (EventNumber n = 1; n <= learned.run->trace().size(); ++n) {
      apply(world, learned.run->trace()[n]);
      for (const ResourcePost& post :
           arrange(places, 1, world, learned.run->chronicle().seats(), world.now).resources)
        CHECK(tops.try_emplace(post.resource, post.card.top).first->second == post.card.top);
    }
    CHECK(tops.size() == learned.needs.resources);
  }
}

TEST_CASE("who waits has a row, and what is shared a card, for the whole run, whoever comes and goes") {
  for (const std::string& recipe : recipes()) {
    const Learned learned(recipe);
    const Trace& trace = learned.run->trace();
    for (const std::size_t r : {2U, 0U}) {
      const Room& room = rooms[r];
      const LoopPlaces places = arrange_places({0, 0, room.width, room.height}, room.scale, learned.needs);
      std::map<TaskId, float> rows;
      std::map<ResourceId, float> cards;
      std::size_t moves = 0;
      bool are_too_many = false;
      std::string first;
      World world;
      for (EventNumber n = 1; n <= std::min<EventNumber>(trace.size(), 1500); ++n) {
        apply(world, trace[n]);
        if (n % 3 != 0) continue;
        const Scene scene = arrange(places, room.scale, world, learned.run->chronicle().seats(), world.now);
        for (const Scene::More& more : scene.more) are_too_many |= more.stand == Stand::waiting;
        for (const WaitingRow& row : scene.rows) {
          if (row.task == TaskId::none || rows.try_emplace(row.task, row.at.y).first->second == row.at.y)
            continue;
          ++moves;
          if (first.empty())
            first = "@#" + std::to_string(n) + ": row of task " + std::to_string(raw(row.task));
        }
        for (const ResourcePost& post : scene.resources) {
          if (cards.try_emplace(post.resource, post.card.top).first->second == post.card.top) continue;
          ++moves;
          if (first.empty())
            first = "@#" + std::to_string(n) + ": card " + std::to_string(raw(post.resource));
        }
      }
      // Where at some time not all have a row, it may be taken when somebody comes back.
      if (are_too_many) continue;
      CAPTURE(recipe, room.width, room.height, room.scale, first);
      CHECK(moves == 0);
    }
  }
}

TEST_CASE("two tasks that wait for one another stand on a ring, and nobody does where one order is kept") {
  const EventNumber n = first_event("deadlock/two_orders", [](const World& w) { return w.ended; });
  const Scene scene = scene_at("deadlock/two_orders", n);
  REQUIRE(scene.ring.cycle.size() == 2);
  for (std::size_t i = 0; i < 2; ++i) {
    const Standing* stands = scene.of(scene.ring.cycle[i].task);
    CHECK(stands->stand == Stand::waiting);
    CHECK(stands->at.x == scene.ring.at(static_cast<float>(i)).x);
  }
  CHECK(scene.resources.empty());
  const Learned kept("deadlock/one_order");
  for (EventNumber at = 1; at <= kept.run->trace().size(); ++at)
    CHECK(scene_at("deadlock/one_order", at).ring.cycle.empty());
}

TEST_CASE("a deadlock ends with the ring still drawn, and nobody on it") {
  Learned learned("deadlock/two_orders");
  const LoopPlaces places = arrange_places(Rect{0, 0, 700, 500}, 1, learned.needs);
  const World& end = learned.run->chronicle().latest();
  const Scene scene = arrange(places, 1, end, learned.run->chronicle().seats(), end.now);
  CHECK(scene.ring.cycle == end.stuck);
  CHECK(scene.ring.cycle.size() == 2);
  for (const Standing& task : scene.tasks) CHECK(task.stand == Stand::done);
}

TEST_CASE("workers have a place in the loop of a small window") {
  Learned learned("blocking/offloaded");
  const LoopPlaces places = arrange_places(Rect{0, 0, 584, 358}, 1, learned.needs);
  CHECK(places.worker_rows == 1);
  CHECK(places.waiting.height() > places.workers.height());
}

TEST_CASE("a timer stays where it stands while others are set, fire and are cancelled") {
  for (const std::string& recipe : recipes()) {
    const Learned learned(recipe);
    const Trace& trace = learned.run->trace();
    if (learned.most_timers > 40) continue;  // those have not all room at once
    for (const std::size_t r : {2U, 6U, 0U}) {
      const Room& room = rooms[r];
      const LoopPlaces places = arrange_places({0, 0, room.width, room.height}, room.scale, learned.needs);
      World world;
      std::size_t jumps = 0;
      std::string first;
      const EventNumber most = std::min<EventNumber>(trace.size(), 1500);
      for (EventNumber n = 1; n <= most; ++n) {
        const EventKind kind = trace[n].kind;
        const bool concerns = kind == EventKind::timer_set || kind == EventKind::timer_fired ||
                              kind == EventKind::timer_cancelled;
        // As a step is drawn: both worlds at the time of the later one.
        const Scene before =
            concerns ? arrange(places, room.scale, world, learned.run->chronicle().seats(), trace[n].time())
                     : Scene{};
        apply(world, trace[n]);
        if (!concerns) continue;
        for (const Scene::TimerPost& post :
             arrange(places, room.scale, world, learned.run->chronicle().seats(), world.now).posts) {
          const auto was = std::ranges::find(before.posts, post.timer, &Scene::TimerPost::timer);
          if (was == before.posts.end() || was->at == post.at) continue;
          ++jumps;
          if (first.empty())
            first = "@#" + std::to_string(n) + ": timer " + std::to_string(raw(post.timer)) + " from " +
                    std::to_string(was->at.x) + "," + std::to_string(was->at.y) + " to " +
                    std::to_string(post.at.x) + "," + std::to_string(post.at.y);
        }
      }
      CAPTURE(recipe, room.width, room.height, room.scale, first, learned.needs.timers);
      CHECK(jumps == 0);
    }
  }
}

TEST_CASE("a timer that fires is seen, however many are set") {
  std::size_t out_of_a_crowd = 0;
  for (const std::string& recipe : recipes()) {
    const Learned learned(recipe);
    const Trace& trace = learned.run->trace();
    for (const std::size_t r : {2U, 6U, 0U, 13U}) {
      const Room& room = rooms[r];
      const LoopPlaces places = arrange_places({0, 0, room.width, room.height}, room.scale, learned.needs);
      World world;
      for (EventNumber n = 1; n <= std::min<EventNumber>(trace.size(), 1500); ++n) {
        const World before = world;
        apply(world, trace[n]);
        if (trace[n].kind != EventKind::timer_fired) continue;
        const TaskState* task = world.task(trace[n].task);
        if (!task || task->status != TaskStatus::waiting) continue;
        const Await& await = task->awaits.back();
        if (await.object != trace[n].subject || is_resource(await.kind)) continue;  // it polls several
        const Seats& seats = learned.run->chronicle().seats();
        const Scene scene = arrange(places, room.scale, world, seats, world.now);
        CAPTURE(recipe, room.width, room.height, n, faults(places, world, scene));
        CHECK(scene.of(task->id)->alpha == 1.0f);
        CHECK(std::ranges::count(scene.fired, task->id, &Scene::TimerPost::task) == 1);
        CHECK(faults(places, world, scene).empty());
        out_of_a_crowd +=
            arrange(places, room.scale, before, seats, world.now).of(task->id)->alpha == 0.0f ? 1 : 0;
      }
    }
  }
  CHECK(out_of_a_crowd > 10);
}

TEST_CASE("lateness is to scale, and the latest timers of a crowd touch neither the edge nor now") {
  for (const std::string& recipe : recipes()) {
    const Learned learned(recipe);
    if (learned.needs.longest_late == Duration::zero()) continue;
    for (const Room& room : rooms) {
      const LoopPlaces p = arrange_places({0, 0, room.width, room.height}, room.scale, learned.needs);
      CAPTURE(recipe, room.width, room.height, room.scale);
      const Duration late = learned.needs.longest_late;
      const float whole = p.now_x - p.timer_x(-late);
      CHECK(whole > 0);
      CHECK(std::abs(p.now_x - p.timer_x(-late / 2) - whole / 2) < 0.5f);
      CHECK(p.timer_x(-late) - p.timer_radius > p.reactor.left);
      if (p.columns == 1) continue;
      const float lift = p.timer_radius * 2 + 3 * room.scale;
      CHECK(p.late_x + lift * static_cast<float>(p.columns - 1) + p.timer_radius < p.now_x);
    }
  }
}

TEST_CASE("names in the queue have room where few are ever ready, and nobody is left out for that") {
  for (const Room& room : rooms) {
    for (const std::size_t tasks : {1U, 2U, 3U, 4U, 6U, 9U, 40U}) {
      const LoopPlaces p = arrange_places({0, 0, room.width, room.height}, room.scale, {.ready = tasks});
      CAPTURE(room.width, room.height, room.scale, tasks, p.belt_step);
      const float least = p.radius * 2 + 8 * room.scale;
      const float left = p.queue.left + p.radius + 10 * room.scale;
      CHECK(p.belt_step >= least);
      CHECK(p.belt_head() + p.radius <= p.queue.right);
      // Where all have room close together they have it further apart, too.
      const auto close =
          static_cast<std::size_t>((p.queue.right - 14 * room.scale - p.radius - left) / least) + 1;
      const float last = p.belt_head() - p.belt_step * static_cast<float>(tasks - 1);
      if (tasks <= close) CHECK(last >= left - 0.5f);
      if (tasks <= 3 && close >= 5) CHECK(p.belt_step > least * 1.2f);
    }
  }
}

TEST_CASE("a token does not jump while time passes") {
  const Learned learned("blocking/blocking");
  const Trace& trace = learned.run->trace();
  const Room room = rooms[2];
  const LoopPlaces places = arrange_places({0, 0, room.width, room.height}, room.scale, learned.needs);
  World world;
  for (EventNumber n = 0; n < trace.size(); ++n) {
    if (n > 0) apply(world, trace[n]);
    const Duration ahead = trace[n + 1].time() - world.now;
    if (ahead == Duration::zero()) continue;
    constexpr int frames = 60;
    Scene before = arrange(places, room.scale, world, learned.run->chronicle().seats(), world.now);
    const float whole = static_cast<float>(static_cast<double>(ahead.count()) / places.span_ns) *
                        (places.axis_end_x - places.now_x) * (places.columns > 1 ? 3.0f : 1.0f);
    for (int i = 1; i <= frames; ++i) {
      const Scene after = arrange(places, room.scale, world, learned.run->chronicle().seats(),
                                  world.now + ahead * i / frames);
      for (std::size_t t = 0; t < after.tasks.size(); ++t) {
        if (!is_seen(after.tasks[t]) || !is_seen(before.tasks[t])) continue;
        CHECK(std::abs(after.tasks[t].at.x - before.tasks[t].at.x) <= whole / frames + 1);
        CHECK(std::abs(after.tasks[t].at.y - before.tasks[t].at.y) <= 1);
      }
      before = after;
    }
  }
}

namespace {

bool are_the_same(const Scene& a, const Scene& b) {
  return std::ranges::equal(a.tasks, b.tasks, [](const Standing& x, const Standing& y) {
    return x.at == y.at && x.radius == y.radius && x.alpha == y.alpha && x.stand == y.stand;
  });
}

}  // namespace

TEST_CASE(
    "a scene is kept while its moment stays, and laid out anew in other places, sizes, times and worlds") {
  const Learned learned("timers");
  Chronicle& run = learned.run->chronicle();
  const EventNumber middle = learned.run->trace().size() / 2;
  Moment moment;
  LoopPlaces places;
  float scale = 1;
  const auto move_to = [&](EventNumber n) {
    moment.show(run.at(n - 1), run.at(n), n);
    moment.time = moment.after.now;
  };
  const auto room = [&](float width) { places = arrange_places({0, 0, width, 610}, scale, learned.needs); };
  move_to(middle);
  room(780);

  // Where it was last, to tell whether it is the one that was kept.
  const auto check_kept = [&] {
    const Standing* before = scene_before(moment, places, scale, run.seats()).tasks.data();
    const Standing* after = scene_after(moment, places, scale, run.seats()).tasks.data();
    CHECK(scene_before(moment, places, scale, run.seats()).tasks.data() == before);
    CHECK(scene_after(moment, places, scale, run.seats()).tasks.data() == after);
  };
  const auto check_anew = [&](const char* why) {
    CAPTURE(why);
    CHECK(are_the_same(scene_before(moment, places, scale, run.seats()),
                       arrange(places, scale, moment.before, run.seats(), moment.time)));
    CHECK(are_the_same(scene_after(moment, places, scale, run.seats()),
                       arrange(places, scale, moment.after, run.seats(), moment.time)));
    check_kept();
  };
  const auto check_change = [&](const char* what, auto change) {
    const Scene before = scene_after(moment, places, scale, run.seats());
    change();
    check_anew(what);
    CHECK_FALSE(are_the_same(before, scene_after(moment, places, scale, run.seats())));
  };
  check_anew("the first one");
  check_change("a wider room", [&] { room(1200); });
  check_change("time passes", [&] { moment.time += std::chrono::milliseconds(1); });
  check_change("a larger scale, the same places", [&] { scale = 2; });
  check_change("another event", [&] { move_to(middle + 3); });
  check_change("more known of the same", [&] { move_to(middle); });
}

}  // namespace loopglass
