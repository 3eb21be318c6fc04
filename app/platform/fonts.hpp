// The typefaces of the window, built into the current ImGui context's atlas at a given interface scale.
// Sizes are those of the em square in pixels at scale 1. No pointer is ever null: where Inter or JetBrains
// Mono are not installed another installed face stands in, and at last ImGui's own; `notice` then says so.
// Pointers die at the next build_fonts, so never keep one across frames.
#pragma once

#include <string>

struct ImFont;

namespace loopglass::platform {

struct Fonts {
  ImFont* small = nullptr;       ///< 13, Inter
  ImFont* body = nullptr;        ///< 15, Inter: the default
  ImFont* strong = nullptr;      ///< 15, Inter SemiBold
  ImFont* title = nullptr;       ///< 20, Inter SemiBold
  ImFont* large = nullptr;       ///< 28, Inter SemiBold
  ImFont* caps = nullptr;        ///< 12, Inter SemiBold, a little spaced: panel titles in capitals
  ImFont* mono = nullptr;        ///< 13.5, JetBrains Mono: code and figures
  ImFont* mono_small = nullptr;  ///< 12, JetBrains Mono
  std::string notice;            ///< one line if a wanted face is missing; empty when all is well
};

/// Rebuilds the current context's font atlas. LOOPGLASS_FONTS, if set, names a folder that is searched first.
/// The renderer's texture of the old atlas is the caller's to renew.
[[nodiscard]] Fonts build_fonts(float scale);

}  // namespace loopglass::platform
