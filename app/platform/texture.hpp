// A picture on the graphics side, for views that rasterise on the processor and show the result as one quad.
// Belongs to the surface it was filled in and goes with it: after that, fill it anew before showing it. May
// be destroyed at any time; one that outlives its surface has nothing left to free.
#pragma once

#include <imgui.h>

#include <cstdint>

#include "app/platform/image.hpp"

namespace loopglass::platform {

class Texture {
 public:
  Texture() = default;
  ~Texture();
  Texture(Texture&& other) noexcept;
  Texture& operator=(Texture&& other) noexcept;

  /// Replaces the contents; shown pixel for pixel, without smoothing.
  void update(const Image& image);

  /// For ImDrawList::AddImage; null until the first update.
  [[nodiscard]] ImTextureID id() const;

 private:
  unsigned int name_ = 0;
  int width_ = 0;
  int height_ = 0;
  std::uint64_t surface_ = 0;
};

}  // namespace loopglass::platform
