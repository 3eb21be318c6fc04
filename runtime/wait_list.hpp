// A list of the tasks that wait for the same thing, first come first served.
//
// Invariant: an entry lives in the awaiting frame and unlinks itself when that dies, in constant time.
#pragma once
#include <cassert>

#include "runtime/waker.hpp"

namespace loopglass {

class WaitEntry {
 public:
  WaitEntry() = default;
  ~WaitEntry() { unlink(); }
  WaitEntry(const WaitEntry&) = delete;
  WaitEntry& operator=(const WaitEntry&) = delete;

  bool is_linked() const { return next_ != nullptr; }
  void unlink() {
    if (!next_) return;
    previous_->next_ = next_;
    next_->previous_ = previous_;
    next_ = previous_ = nullptr;
  }

  Waker waker;

 private:
  friend class WaitList;
  WaitEntry* next_ = nullptr;
  WaitEntry* previous_ = nullptr;
};

class WaitList {
 public:
  WaitList() { head_.next_ = head_.previous_ = &head_; }
  ~WaitList() {
    while (pop()) {
    }
    head_.next_ = head_.previous_ = nullptr;
  }
  WaitList(const WaitList&) = delete;
  WaitList& operator=(const WaitList&) = delete;

  bool empty() const { return head_.next_ == &head_; }
  /// Precondition: the entry is not linked. Borrows it until it is popped, unlinked or destroyed.
  void push(WaitEntry& entry) {
    assert(!entry.is_linked());
    entry.previous_ = head_.previous_;
    entry.next_ = &head_;
    head_.previous_->next_ = &entry;
    head_.previous_ = &entry;
  }
  /// The first entry; null if there is none.
  WaitEntry* front() const { return empty() ? nullptr : head_.next_; }
  /// Calls `f` with each entry, in order; `f` unlinks none.
  template <class F>
  void for_each(F f) {
    for (WaitEntry* entry = head_.next_; entry != &head_; entry = entry->next_) f(*entry);
  }
  /// Unlinks the first entry and returns it; null if there is none.
  WaitEntry* pop() {
    if (empty()) return nullptr;
    WaitEntry* const entry = head_.next_;
    head_.next_ = entry->next_;
    entry->next_->previous_ = &head_;
    entry->next_ = entry->previous_ = nullptr;
    return entry;
  }

 private:
  WaitEntry head_;
};

}  // namespace loopglass
