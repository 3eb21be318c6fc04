#include "app/views/report.hpp"

#include <algorithm>
#include <cmath>
#include <fstream>

namespace loopglass {

std::string WindowReport::quoted(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (static_cast<unsigned char>(c) < 0x20) {
      out += ' ';
    } else {
      out += c;
    }
  }
  return out + "\"";
}

void WindowReport::write(const std::vector<Field>& fields, const Controls& controls) {
  std::string line = "{";
  for (const Field& field : fields) line += quoted(field.name) + ":" + field.value + ",";
  line += "\"controls\":{";
  std::string separator;
  for (const Controls::Control& control : controls.all()) {
    const auto whole = [](float v) { return std::to_string(std::lround(v)); };
    line += separator + quoted(control.name) + ":[" + whole(control.place.left) + "," +
            whole(control.place.top) + "," + whole(control.place.right) + "," + whole(control.place.bottom) +
            "]";
    separator = ",";
  }
  // Those that a click does something to: a menu that is open has it for itself.
  const bool popup = std::ranges::any_of(controls.all(), &Controls::Control::is_in_popup);
  line += "},\"pressed\":[";
  separator.clear();
  for (const Controls::Control& control : controls.all()) {
    if (!control.is_pressed || control.is_out_of_sight || control.is_in_popup != popup) continue;
    line += separator + quoted(control.name);
    separator = ",";
  }
  line += "]}";
  if (line == last_) return;
  last_ = line;
  std::ofstream(path_, std::ios::app) << line << '\n';
}

}  // namespace loopglass
