// An iterator over what is put together anew each time somebody asks for it by its place.
#pragma once
#include <cstddef>
#include <iterator>

namespace loopglass {

/// Goes over `owner[0]`, `owner[1]`, ..., which are values and not references.
template <class Owner>
class ByIndex {
 public:
  using iterator_concept = std::random_access_iterator_tag;
  using iterator_category = std::input_iterator_tag;
  using value_type = typename Owner::value_type;
  using difference_type = std::ptrdiff_t;
  using reference = value_type;
  struct pointer {
    value_type value;
    const value_type* operator->() const { return &value; }
  };

  ByIndex() = default;
  ByIndex(const Owner& owner, std::size_t index)
      : owner_(&owner), index_(static_cast<difference_type>(index)) {}

  value_type operator*() const { return (*owner_)[static_cast<std::size_t>(index_)]; }
  pointer operator->() const { return {**this}; }
  value_type operator[](difference_type n) const { return *(*this + n); }
  std::size_t index() const { return static_cast<std::size_t>(index_); }

  ByIndex& operator++() { return *this += 1; }
  ByIndex& operator--() { return *this -= 1; }
  ByIndex operator++(int) {
    const ByIndex old = *this;
    ++index_;
    return old;
  }
  ByIndex operator--(int) {
    const ByIndex old = *this;
    --index_;
    return old;
  }
  ByIndex& operator+=(difference_type n) {
    index_ += n;
    return *this;
  }
  ByIndex& operator-=(difference_type n) { return *this += -n; }
  friend ByIndex operator+(ByIndex it, difference_type n) { return it += n; }
  friend ByIndex operator+(difference_type n, ByIndex it) { return it += n; }
  friend ByIndex operator-(ByIndex it, difference_type n) { return it -= n; }
  friend difference_type operator-(const ByIndex& a, const ByIndex& b) { return a.index_ - b.index_; }
  friend bool operator==(const ByIndex& a, const ByIndex& b) { return a.index_ == b.index_; }
  friend auto operator<=>(const ByIndex& a, const ByIndex& b) { return a.index_ <=> b.index_; }

 private:
  const Owner* owner_ = nullptr;
  difference_type index_ = 0;
};

}  // namespace loopglass
