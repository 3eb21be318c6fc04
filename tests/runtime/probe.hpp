// Things to put into coroutines and to await, that count what happens to them.
#pragma once
#include <string>
#include <utility>
#include <vector>

#include "runtime/context.hpp"
#include "runtime/poll.hpp"

namespace loopglass {

/// How often probes of one kind were made and destroyed, in which order they went.
struct Tally {
  int made = 0;
  int destroyed = 0;
  int alive() const { return made - destroyed; }
};

/// A value that counts itself, moved-from objects included.
class Probe {
 public:
  explicit Probe(Tally& tally) : tally_(&tally) { ++tally_->made; }
  Probe(const Probe& other) : tally_(other.tally_) { ++tally_->made; }
  Probe(Probe&& other) noexcept : tally_(other.tally_) { ++tally_->made; }
  Probe& operator=(const Probe&) = default;
  Probe& operator=(Probe&&) = default;
  ~Probe() { ++tally_->destroyed; }

 private:
  Tally* tally_;
};

/// Writes its name into a list when it is destroyed.
class Leaving {
 public:
  Leaving(std::vector<std::string>& list, std::string name) : list_(&list), name_(std::move(name)) {}
  Leaving(Leaving&& other) noexcept : list_(std::exchange(other.list_, nullptr)), name_(other.name_) {}
  ~Leaving() {
    if (list_) list_->push_back(name_);
  }

 private:
  std::vector<std::string>* list_;
  std::string name_;
};

/// What a test holds of a gate: opens it, wakes who waits, counts polls.
struct GateState {
  bool open = false;
  int polls = 0;
  Waker waker;
};

/// Written by hand: pending until the gate is open. Keeps the waker and never calls it by itself.
class Gate {
 public:
  using Output = void;
  explicit Gate(GateState& state) : state_(&state) {}
  Poll<void> poll(Context& context) {
    ++state_->polls;
    state_->waker = context.waker();
    if (!state_->open) return pending;
    return ready;
  }

 private:
  GateState* state_;
};

}  // namespace loopglass
