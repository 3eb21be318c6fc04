#include "app/views/split_lines.hpp"

#include <string>

#include "app/widgets/splitter.hpp"

namespace loopglass {

void draw_split_lines(const Canvas& canvas, const std::vector<SplitLine>& lines, Commands& commands) {
  for (const SplitLine& line : lines) {
    const Rect grip = Rect{line.begin.x, line.begin.y, line.end.x, line.end.y}.inset(
        line.is_upright ? -canvas.px(4) : 0.0f, line.is_upright ? 0.0f : -canvas.px(4));
    const std::string name = "split." + std::string(loopglass::name(line.split));
    const SplitterState state = splitter(name.c_str(), grip, line.is_upright);
    canvas.controls.add(name, grip);
    if (state.is_reset) {
      commands.push_back(command::MoveSplit{line.split, std::nullopt});
    } else if (state.is_dragged) {
      commands.push_back(command::MoveSplit{line.split, line.share_at(ImGui::GetMousePos())});
    }
    canvas.line(line.begin, line.end, state.is_lit ? canvas.theme.accent : canvas.theme.hairline,
                canvas.hairline() * (state.is_lit ? 2.0f : 1.0f));
  }
}

}  // namespace loopglass
