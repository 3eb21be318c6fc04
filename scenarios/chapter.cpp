#include "scenarios/chapter.hpp"

#include <array>
#include <cstddef>

namespace loopglass {

std::string_view chapter_title(int chapter) {
  static constexpr std::array<std::string_view, 9> titles = {"Scripts", "Futures and await", "Tasks",
                                                             "Time",    "Blocking",          "Cancellation",
                                                             "Sharing", "The outside world", "Schedulers"};
  const auto index = static_cast<std::size_t>(chapter);
  return index < titles.size() ? titles[index] : titles[0];
}

}  // namespace loopglass
