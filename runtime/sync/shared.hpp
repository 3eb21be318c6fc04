// Shared<S>: one of the owners of a state that counts them itself. For one thread: the count is not atomic.
#pragma once
#include <concepts>
#include <cstdint>
#include <utility>

namespace loopglass {

/// The base of a state that is owned through Shared.
class Counted {
 public:
  Counted() = default;
  Counted(const Counted&) = delete;
  Counted& operator=(const Counted&) = delete;

 private:
  template <class S>
  friend class Shared;
  std::uint32_t owners_ = 0;
};

template <class S>
class Shared {
 public:
  template <class... Arguments>
  static Shared make(Arguments&&... arguments) {
    return Shared(new S(std::forward<Arguments>(arguments)...));
  }

  /// One more owner of a state that has owners.
  static Shared of(S& state) { return Shared(&state); }

  Shared() = default;
  Shared(const Shared& other) : state_(other.state_) {
    if (state_) ++state_->owners_;
  }
  Shared(Shared&& other) noexcept : state_(std::exchange(other.state_, nullptr)) {}
  /// An owner of a derived state becomes one of its base, whose destructor is virtual.
  template <std::derived_from<S> Derived>
  Shared(Shared<Derived> other) noexcept : state_(std::exchange(other.state_, nullptr)) {}
  Shared& operator=(Shared other) noexcept {
    std::swap(state_, other.state_);
    return *this;
  }
  /// The last owner destroys the state.
  ~Shared() {
    if (state_ && --state_->owners_ == 0) destroy(state_);
  }

  S* operator->() const { return state_; }
  S& operator*() const { return *state_; }
  explicit operator bool() const { return state_ != nullptr; }

 private:
  template <class Other>
  friend class Shared;
  explicit Shared(S* state) : state_(state) { ++state_->owners_; }
  // Apart, so that an owner that is not the last one goes in a few instructions.
  [[gnu::noinline]] static void destroy(S* state) { delete state; }

  S* state_ = nullptr;
};

}  // namespace loopglass
