#include "runtime/schedule.hpp"

#include <algorithm>

#include "runtime/task.hpp"

namespace loopglass {
namespace {

/// The first in the queue of those whose line is the lowest.
std::size_t first_of_lowest_line(const ReadyQueue& queue) {
  std::size_t first = 0;
  for (std::size_t place = 1; place < queue.size(); ++place) {
    if (queue.at(place).line < queue.at(first).line) first = place;
  }
  return first;
}

/// main is the first task of a run.
bool is_main(const Task& task) { return raw(task.id()) == 1; }

}  // namespace

Scheduler::Scheduler(Schedule schedule, std::uint64_t seed)
    : schedule_(std::move(schedule)),
      random_(~seed),
      takes_the_head_((schedule_.policy == Policy::fifo || schedule_.policy == Policy::asyncio) &&
                      schedule_.choices.empty()),
      has_lines_(schedule_.policy == Policy::tokio || schedule_.policy == Policy::node) {}

std::size_t Scheduler::choose(const ReadyQueue& queue) {
  switch (policy()) {
    case Policy::choices: return std::min<std::size_t>(schedule_.choices[chosen_++], queue.size() - 1);
    case Policy::lifo: return queue.size() - 1;
    case Policy::random: return random_.below(queue.size());
    case Policy::tokio:
    case Policy::node: return first_of_lowest_line(queue);
    case Policy::fifo:
    case Policy::asyncio: break;
  }
  return 0;
}

void Scheduler::enter(Task& task, bool yields, bool is_woken_by_timer) const {
  const bool is_tokio = schedule_.policy == Policy::tokio;
  if (yields || (is_tokio && is_main(task))) {
    task.line = Line::put_off;
  } else {
    task.line = is_tokio && !is_woken_by_timer ? Line::newcomers : Line::next;
  }
}

bool Scheduler::is_turn_over(const ReadyQueue& queue) const {
  const Line last = schedule_.policy == Policy::tokio ? Line::newcomers : Line::next;
  return queue.empty() || queue.at(first_of_lowest_line(queue)).line > last;
}

void Scheduler::let_in(const ReadyQueue& queue) const {
  for (std::size_t place = 0; place < queue.size(); ++place) {
    Task& task = queue.at(place);
    const bool goes_first = schedule_.policy == Policy::tokio && is_main(task);
    task.line = task.line != Line::put_off ? Line::next : goes_first ? Line::main : Line::let_in;
  }
}

bool Scheduler::call_one(const ReadyQueue& queue) {
  for (std::size_t place = 0; place < queue.size(); ++place) {
    Task& task = queue.at(place);
    if (task.line != Line::let_in) continue;
    task.line = Line::next;
    return true;
  }
  return false;
}

}  // namespace loopglass
