// The ready queue: the tasks that wait for their poll, first in first out, in a ring that grows.
#pragma once
#include <cassert>
#include <cstddef>
#include <utility>
#include <vector>

namespace loopglass {

class Task;

class ReadyQueue {
 public:
  bool empty() const { return head_ == tail_; }
  std::size_t size() const { return tail_ - head_; }

  void push(Task& task) {
    if (size() == ring_.size()) grow();
    ring_[tail_++ & mask()] = &task;
  }
  Task& pop() {
    assert(!empty());
    return *ring_[head_++ & mask()];
  }
  void clear() { head_ = tail_; }

 private:
  std::size_t mask() const { return ring_.size() - 1; }
  void grow() {
    std::vector<Task*> larger(ring_.size() * 2);
    const std::size_t count = size();
    for (std::size_t i = 0; i < count; ++i) larger[i] = ring_[(head_ + i) & mask()];
    ring_ = std::move(larger);
    head_ = 0;
    tail_ = count;
  }

  std::vector<Task*> ring_ = std::vector<Task*>(64);  // its size is a power of two
  std::size_t head_ = 0;
  std::size_t tail_ = 0;
};

}  // namespace loopglass
