#include "app/platform/image.hpp"

#include <stb_image_write.h>

#include <string_view>

#include "app/platform/whole_file.hpp"

namespace loopglass::platform {

bool write_png(const std::string& path, const Image& image, std::string& error) {
  if (image.width <= 0 || image.height <= 0) {
    error = "Cannot write " + path + ": the picture is empty";
    return false;
  }
  stbi_write_force_png_filter = 0;  // flat areas pack better unfiltered, and in half the time
  std::string bytes;
  const auto append = [](void* context, void* data, int size) {
    static_cast<std::string*>(context)->append(static_cast<const char*>(data),
                                               static_cast<std::size_t>(size));
  };
  if (stbi_write_png_to_func(append, &bytes, image.width, image.height, 4, image.rgba.data(),
                             image.width * 4) == 0) {
    error = "Cannot write " + path + ": not enough memory to pack the picture; choose a smaller size";
    return false;
  }
  return write_whole_file(path, bytes, error);
}

}  // namespace loopglass::platform
