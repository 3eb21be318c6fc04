// The numbers of the keys, the same as GLFW's (window.cpp checks that), so that views and tests need not
// include GLFW. A key is a place on a US keyboard; what it types comes as a character. Use:
// ImGui::IsKeyPressed(key::space).
#pragma once

namespace loopglass::platform::key {

inline constexpr int space = 32, apostrophe = 39, comma = 44, minus = 45, period = 46, slash = 47;
inline constexpr int zero = 48, one = 49, nine = 57, semicolon = 59, equal = 61;
inline constexpr int a = 65, b = 66, c = 67, d = 68, e = 69, f = 70, g = 71, h = 72, i = 73, j = 74, k = 75,
                     l = 76, m = 77, n = 78, o = 79, p = 80, q = 81, r = 82, s = 83, t = 84, u = 85, v = 86,
                     w = 87, x = 88, y = 89, z = 90;
inline constexpr int left_bracket = 91, backslash = 92, right_bracket = 93, grave_accent = 96;
inline constexpr int escape = 256, enter = 257, tab = 258, backspace = 259, insert = 260, del = 261;
inline constexpr int right = 262, left = 263, down = 264, up = 265, page_up = 266, page_down = 267,
                     home = 268, end = 269;
inline constexpr int f1 = 290, f2 = 291, f3 = 292, f4 = 293, f5 = 294, f6 = 295, f7 = 296, f8 = 297, f9 = 298,
                     f10 = 299, f11 = 300, f12 = 301;
inline constexpr int kp_0 = 320, kp_decimal = 330, kp_divide = 331, kp_multiply = 332, kp_subtract = 333,
                     kp_add = 334, kp_enter = 335;
inline constexpr int left_shift = 340, left_control = 341, left_alt = 342, left_super = 343,
                     right_shift = 344, right_control = 345, right_alt = 346, right_super = 347;

}  // namespace loopglass::platform::key
