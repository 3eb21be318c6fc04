// `loopglass export --as gif` and `--as webm`: a stretch of a run as a film, for slides.
#pragma once
#include <string>

#include "app/cli/command.hpp"
#include "app/cli/look.hpp"

namespace loopglass {

struct FilmWords {
  std::string from;
  std::string to;
  std::string speed = "1";
  FrameWords frame{.size = "1280x720"};

  /// The first of these options that was given, though it is for films only; empty if none was.
  std::string first_given() const;
};

/// Makes the film of the recipe or saved run `what`; returns the exit status. Passed already: the name of the
/// file and the theme.
int export_film(const std::string& what, FilmForm form, const std::string& out, const std::string& theme,
                const FilmWords& words, Environment& environment);

}  // namespace loopglass
