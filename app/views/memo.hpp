// A value that is made when it is first asked for, and kept until it is forgotten. It belongs to what it is
// made from and is forgotten with it, so it needs no key that could be wrong. A copy begins without one.
#pragma once
#include <optional>
#include <utility>

namespace loopglass {

template <class T>
class Memo {
 public:
  Memo() = default;
  Memo(const Memo& /*other*/) {}
  Memo& operator=(const Memo& other) {
    if (this != &other) forget();
    return *this;
  }
  ~Memo() = default;

  template <class Make>
  const T& get(Make make) const {
    if (!value_) value_ = make();
    return *value_;
  }
  void forget() { value_.reset(); }

 private:
  mutable std::optional<T> value_;
};

/// The same of what depends on a key besides: it is made anew when that is another than the last time.
template <class Key, class T>
class KeyedMemo {
 public:
  template <class Make>
  const T& get(Key key, Make make) const {
    if (!(key == key_)) value_.forget();
    key_ = std::move(key);
    return value_.get(make);
  }
  void forget() { value_.forget(); }

 private:
  mutable Key key_{};
  mutable Memo<T> value_;
};

}  // namespace loopglass
