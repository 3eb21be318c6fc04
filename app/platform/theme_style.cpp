#include <imgui.h>

#include <algorithm>
#include <cmath>

#include "app/platform/theme.hpp"

namespace loopglass::platform {
namespace {

ImVec4 vec(Colour colour) { return ImGui::ColorConvertU32ToFloat4(colour.u32()); }

void set_colours(const Theme& theme, ImGuiStyle& style) {
  const auto set = [&](ImGuiCol_ which, Colour colour) { style.Colors[which] = vec(colour); };
  const Colour none = theme.panel.with_alpha(0);
  const Colour pressed = theme.hover.mix(theme.accent, 0.35F);
  set(ImGuiCol_Text, theme.text);
  set(ImGuiCol_TextDisabled, theme.dim_text);
  set(ImGuiCol_TextSelectedBg, theme.selection);
  set(ImGuiCol_WindowBg, theme.panel);
  set(ImGuiCol_ChildBg, none);
  set(ImGuiCol_PopupBg, theme.raised);
  set(ImGuiCol_MenuBarBg, theme.panel);
  set(ImGuiCol_Border, theme.hairline);
  set(ImGuiCol_BorderShadow, none);
  set(ImGuiCol_Separator, theme.hairline);
  set(ImGuiCol_SeparatorHovered, theme.accent);
  set(ImGuiCol_SeparatorActive, theme.accent);
  for (const ImGuiCol_ title : {ImGuiCol_TitleBg, ImGuiCol_TitleBgActive, ImGuiCol_TitleBgCollapsed}) {
    set(title, theme.panel);
  }
  set(ImGuiCol_FrameBg, theme.background);
  set(ImGuiCol_FrameBgHovered, theme.hover);
  set(ImGuiCol_FrameBgActive, pressed);
  set(ImGuiCol_Button, theme.raised);
  set(ImGuiCol_ButtonHovered, theme.hover);
  set(ImGuiCol_ButtonActive, pressed);
  set(ImGuiCol_Header, theme.selection);
  set(ImGuiCol_HeaderHovered, theme.hover);
  set(ImGuiCol_HeaderActive, pressed);
  set(ImGuiCol_Tab, theme.panel);
  set(ImGuiCol_TabHovered, theme.hover);
  set(ImGuiCol_TabActive, theme.raised);
  set(ImGuiCol_TabUnfocused, theme.panel);
  set(ImGuiCol_TabUnfocusedActive, theme.raised);
  set(ImGuiCol_CheckMark, theme.accent);
  set(ImGuiCol_SliderGrab, theme.accent.mix(theme.raised, 0.45F));  // the figure stands on it
  set(ImGuiCol_SliderGrabActive, theme.accent.mix(theme.raised, 0.25F));
  set(ImGuiCol_ScrollbarBg, none);
  set(ImGuiCol_ScrollbarGrab, theme.hairline.mix(theme.dim_text, 0.25F));
  set(ImGuiCol_ScrollbarGrabHovered, theme.hairline.mix(theme.dim_text, 0.6F));
  set(ImGuiCol_ScrollbarGrabActive, theme.dim_text);
  set(ImGuiCol_ResizeGrip, none);
  set(ImGuiCol_ResizeGripHovered, theme.accent);
  set(ImGuiCol_ResizeGripActive, theme.accent);
  set(ImGuiCol_TableHeaderBg, theme.panel);
  set(ImGuiCol_TableBorderStrong, theme.hairline);
  set(ImGuiCol_TableBorderLight, theme.hairline.with_alpha(0.6F));
  set(ImGuiCol_TableRowBg, none);
  set(ImGuiCol_TableRowBgAlt, theme.text.with_alpha(0.025F));
  set(ImGuiCol_PlotLines, theme.accent);
  set(ImGuiCol_PlotHistogram, theme.accent);
  set(ImGuiCol_DragDropTarget, theme.accent);
  set(ImGuiCol_NavHighlight, theme.accent);
  set(ImGuiCol_ModalWindowDimBg, Colour::hex(0x000000).with_alpha(theme.is_dark ? 0.55F : 0.30F));
}

void set_sizes(float scale, ImGuiStyle& style) {
  const auto size = [scale](float units) { return std::max(1.0F, std::round(units * scale)); };
  const float line = std::max(1.0F, std::floor(scale));  // a hairline stays one even where all else grows
  style.WindowPadding = ImVec2(size(12), size(8));
  style.FramePadding = ImVec2(size(8), size(4));
  style.CellPadding = ImVec2(size(8), size(2));
  style.ItemSpacing = ImVec2(size(8), size(4));
  style.ItemInnerSpacing = ImVec2(size(4), size(4));
  style.IndentSpacing = size(16);
  style.ScrollbarSize = size(12);
  style.GrabMinSize = size(12);
  style.WindowBorderSize = 0;
  style.ChildBorderSize = 0;
  style.FrameBorderSize = 0;
  style.TabBorderSize = 0;
  style.PopupBorderSize = line;
  style.WindowRounding = 0;
  style.ChildRounding = 0;
  for (float* corner : {&style.FrameRounding, &style.PopupRounding, &style.GrabRounding, &style.TabRounding,
                        &style.ScrollbarRounding}) {
    *corner = size(4);
  }
  style.WindowMenuButtonPosition = ImGuiDir_None;
  style.WindowMinSize = ImVec2(size(32), size(16));
  style.DisplaySafeAreaPadding = ImVec2(size(4), size(4));
  style.MouseCursorScale = scale;
  style.CircleTessellationMaxError = 0.2F;
}

}  // namespace

void apply_style(const Theme& theme, float scale) {
  ImGuiStyle& style = ImGui::GetStyle();
  style = ImGuiStyle();
  set_colours(theme, style);
  set_sizes(scale, style);
}

}  // namespace loopglass::platform
