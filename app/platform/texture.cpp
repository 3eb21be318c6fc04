#include "app/platform/texture.hpp"

#include <glad/gl.h>

#include <cstdint>
#include <utility>

#include "app/platform/gui_host.hpp"

namespace loopglass::platform {

Texture::~Texture() {
  if (name_ != 0 && surface_ == GuiHost::current()) glDeleteTextures(1, &name_);
}

Texture::Texture(Texture&& other) noexcept
    : name_(std::exchange(other.name_, 0U)),
      width_(std::exchange(other.width_, 0)),
      height_(std::exchange(other.height_, 0)),
      surface_(other.surface_) {}

Texture& Texture::operator=(Texture&& other) noexcept {
  std::swap(name_, other.name_);
  std::swap(width_, other.width_);
  std::swap(height_, other.height_);
  std::swap(surface_, other.surface_);
  return *this;
}

void Texture::update(const Image& image) {
  const bool fresh = name_ == 0 || surface_ != GuiHost::current();
  if (fresh) {
    glGenTextures(1, &name_);
    surface_ = GuiHost::current();
    width_ = height_ = 0;
  }
  GLint bound = 0;
  glGetIntegerv(GL_TEXTURE_BINDING_2D, &bound);
  glBindTexture(GL_TEXTURE_2D, name_);
  if (fresh) {
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_NEAREST);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, GL_NEAREST);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_S, GL_CLAMP_TO_EDGE);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_T, GL_CLAMP_TO_EDGE);
  }
  if (image.width == width_ && image.height == height_) {
    glTexSubImage2D(GL_TEXTURE_2D, 0, 0, 0, width_, height_, GL_RGBA, GL_UNSIGNED_BYTE, image.rgba.data());
  } else {
    width_ = image.width;
    height_ = image.height;
    glTexImage2D(GL_TEXTURE_2D, 0, GL_RGBA8, width_, height_, 0, GL_RGBA, GL_UNSIGNED_BYTE,
                 image.rgba.data());
  }
  glBindTexture(GL_TEXTURE_2D, static_cast<GLuint>(bound));
}

// ImGui's OpenGL backend keeps a texture's name in the pointer.
// NOLINTNEXTLINE(performance-no-int-to-ptr)
ImTextureID Texture::id() const { return reinterpret_cast<ImTextureID>(static_cast<std::uintptr_t>(name_)); }

}  // namespace loopglass::platform
