// A picture on the graphics side, for views that rasterise on the processor and show the result as one quad.
// Belongs to the surface that is current when it is first filled; destroy it before that surface goes.
#pragma once

#include <imgui.h>

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
};

}  // namespace loopglass::platform
