// Memory of coroutine frames and tasks, recycled by size: a free list for each multiple of 16 bytes.
//
// One pool a thread; what a thread takes it must give back itself. Frames above 2 KiB come from the
// ordinary heap. Under the address sanitizer every frame does, so that use after free is seen.
#pragma once
#include <cstddef>
#include <new>

namespace loopglass {

#if defined(__SANITIZE_ADDRESS__)
inline constexpr bool recycle_frames = false;
#elif defined(__has_feature)
inline constexpr bool recycle_frames = !__has_feature(address_sanitizer);
#else
inline constexpr bool recycle_frames = true;
#endif

class FramePool {
 public:
  static void* take(std::size_t size) {
    const std::size_t c = size_class(size);
    if (!recycle_frames || c >= classes) return ::operator new(size);
    FramePool& pool = local();
    if (Node* node = pool.free_[c]) {
      pool.free_[c] = node->next;
      return node;
    }
    return pool.carve(c * unit);
  }

  static void give(void* memory, std::size_t size) noexcept {
    const std::size_t c = size_class(size);
    if (!recycle_frames || c >= classes) return ::operator delete(memory);
    FramePool& pool = local();
    Node* node = static_cast<Node*>(memory);
    node->next = pool.free_[c];
    pool.free_[c] = node;
  }

 private:
  struct Node {
    Node* next;
  };
  static constexpr std::size_t unit = 16;
  static constexpr std::size_t classes = 129;
  static constexpr std::size_t slab_size = std::size_t{1} << 18;

  static std::size_t size_class(std::size_t size) { return (size + unit - 1) / unit; }
  static FramePool& local() {
    thread_local constinit FramePool pool;
    return pool;
  }

  // Slabs are never returned: a later run uses them again.
  [[gnu::noinline]] void* carve(std::size_t bytes) {
    if (left_ < bytes) {
      slab_ = static_cast<std::byte*>(::operator new(slab_size));
      left_ = slab_size;
    }
    void* memory = slab_;
    slab_ += bytes;
    left_ -= bytes;
    return memory;
  }

  Node* free_[classes] = {};
  std::byte* slab_ = nullptr;
  std::size_t left_ = 0;
};

}  // namespace loopglass
