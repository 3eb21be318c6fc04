// `loopglass export --as gif` and `--as webm`: a stretch of a run as a film, for slides.
#pragma once
#include <string>
#include <vector>

#include "app/cli/command.hpp"

namespace loopglass {

struct FilmWords {
  std::vector<std::string> with;
  std::string from;
  std::string to;
  std::string speed = "1";
  std::string view = "all";
  std::string size = "1280x720";
  std::string scale = "1";

  /// The first of these options that was given, though it is for films only; empty if none was.
  std::string first_given() const;
};

/// Makes the film of the recipe or saved run `what`; returns the exit status. Passed already: the name of the
/// file and the theme.
int export_film(const std::string& what, FilmForm form, const std::string& out, const std::string& theme,
                const FilmWords& words, Environment& environment);

}  // namespace loopglass
