// What a person asks to see: a window, or a picture or a film in a file. Every value in here was checked.
#pragma once
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "app/session/recipe.hpp"
#include "app/session/recorded.hpp"

namespace loopglass {

enum class PictureView { all, loop, timeline };

struct OpenRequest {
  /// None: the window chooses what to open. A position in it lies within the run.
  std::optional<Order> order;
  /// The real one: the run is live, and the order has no position and no deeds.
  ClockKind clock = ClockKind::virtual_time;
  /// A run that was recorded, instead of an order; with the name of its file.
  std::optional<Recorded> recorded;
  std::string file;
  /// Runs to set beside it.
  std::vector<Order> with;
  /// Borrowed; all that a person can choose from. `order` points into it.
  const std::vector<Scenario>* scenarios = nullptr;
  /// Empty and 0: the window's own choice.
  std::string theme;
  double scale = 0;
};

struct PictureRequest {
  /// A position in it lies within the run. None: the picture's own choice.
  Order order;
  /// Runs to set beside it.
  std::vector<Order> with;
  /// Borrowed, as above.
  const std::vector<Scenario>* scenarios = nullptr;
  std::string out;  // the path of the PNG file
  PictureView view = PictureView::all;
  std::string why;  // the name or letter of a task whose details are shown; empty: none
  int width = 1600;
  int height = 900;
  std::string theme;  // a name of a theme; empty: the standard one
  double scale = 1;
};

enum class FilmForm { gif, webm };

struct FilmRequest {
  /// What each picture of the film shows, and where the film goes. Its order's position: where it begins.
  PictureRequest picture;
  /// A run that was recorded, instead of the order.
  std::optional<Recorded> recorded;
  FilmForm form = FilmForm::gif;
  /// It ends when this event has happened. An event of the run, after the beginning.
  EventNumber end = 0;
  double speed = 1;
  /// Asked before each picture: whether to give up. May be empty.
  std::function<bool()> is_stopped;
};

}  // namespace loopglass
