// What each key means: the keys of a frame as commands.
#pragma once
#include "app/views/stage.hpp"

namespace loopglass {

/// What the meaning of a key depends on.
struct KeyContext {
  bool help_is_open = false;
  bool tour_is_open = false;
  bool tour_is_at_last = false;  // at its last step
  bool menu_is_open = false;
  bool is_compared = false;    // the run, with another
  bool strip_is_open = false;  // the row below the bar
  bool details_are_open = false;
  bool quiz_is_open = false;
  bool is_presenting = false;
  float scale = 1;
  double speed = 1;
  EventNumber at = 0;  // the moment shown
};

/// Whether a key was pressed since the last frame, other than Shift and its like.
bool is_a_key_pressed();

/// Takes the keys that were pressed since the last frame; none while a person types text.
void take_keys(const KeyContext& context, Commands& commands);

}  // namespace loopglass
