#include "app/views/keyboard.hpp"

#include <imgui.h>

#include <algorithm>

#include "app/platform/keys.hpp"

namespace loopglass {
namespace {

namespace key = platform::key;

constexpr float scale_step = 0.25f;
constexpr double zoom_step = 1.6;

bool pressed(int code, bool repeat = false) { return ImGui::IsKeyPressed(code, repeat); }

void take_control_keys(const KeyContext& context, Commands& commands) {
  if (pressed(key::equal) || pressed(key::kp_add))
    commands.push_back(command::SetScale{context.scale + scale_step});
  if (pressed(key::minus) || pressed(key::kp_subtract))
    commands.push_back(command::SetScale{context.scale - scale_step});
  if (pressed(key::zero)) commands.push_back(command::SetScale{0});
  if (pressed(key::c)) commands.push_back(command::CopyRecipe{});
  if (pressed(key::v)) commands.push_back(command::PasteRecipe{});
  if (pressed(key::f)) commands.push_back(command::ShowFind{});
  if (pressed(key::q)) commands.push_back(command::Quit{});
  if (pressed(key::p)) commands.push_back(command::ShowPalette{});
  for (std::size_t i = 0; i < panel_count && !context.is_presenting; ++i) {
    if (pressed(key::one + static_cast<int>(i)))
      commands.push_back(command::TogglePanel{static_cast<Panel>(i)});
  }
  if (pressed(key::z)) {
    if (ImGui::GetIO().KeyShift) {
      commands.push_back(command::RedoDeed{});
    } else {
      commands.push_back(command::UndoDeed{});
    }
  }
}

void take_transport_keys(const KeyContext& context, bool shift, Commands& commands) {
  if (pressed(key::space)) commands.push_back(command::TogglePlay{});
  for (const auto [code, direction] : {std::pair(key::right, 1), std::pair(key::left, -1)}) {
    if (!pressed(code, !context.tour_is_open)) continue;
    if (context.tour_is_open) {
      // It ends by Enter, by Esc or by its button.
      if (direction < 0 || !context.tour_is_at_last) commands.push_back(command::StepTour{direction});
      continue;
    }
    if (ImGui::GetIO().KeyAlt) {
      commands.push_back(command::Revisit{direction});
    } else if (shift) {
      commands.push_back(command::StepPoll{direction});
    } else {
      commands.push_back(command::StepEvent{direction});
    }
  }
  if (pressed(key::home)) commands.push_back(command::Seek{EventNumber{0}});
  if (pressed(key::end)) commands.push_back(command::SeekEnd{});
  if (pressed(key::equal) || pressed(key::kp_add))
    commands.push_back(command::SetSpeed{next_speed(context.speed, 1)});
  if (pressed(key::minus) || pressed(key::kp_subtract))
    commands.push_back(command::SetSpeed{next_speed(context.speed, -1)});
  if (pressed(key::r)) commands.push_back(command::Restart{});
}

void take_cause_keys(const KeyContext& context, Commands& commands) {
  if (pressed(key::down, true)) commands.push_back(command::StepCause{-1});
  if (pressed(key::up, true)) commands.push_back(command::StepCause{1});
  if (pressed(key::y)) {
    if (context.details_are_open) {
      commands.push_back(command::CloseDetails{});
    } else {
      commands.push_back(command::AskWhy{context.at});
    }
  }
  if (pressed(key::escape) && context.details_are_open && !context.strip_is_open && !context.tour_is_open)
    commands.push_back(command::CloseDetails{});
}

/// To the moments of a task, of a kind, of breakpoints, and to those where one was before.
void take_jump_keys(bool shift, Commands& commands) {
  if (pressed(key::period, true)) commands.push_back(command::RunToTask{1});
  if (pressed(key::comma, true)) commands.push_back(command::RunToTask{-1});
  if (pressed(key::j, true)) commands.push_back(command::RunAgain{shift ? -1 : 1});
  if (pressed(key::f8, true)) commands.push_back(command::RunToBreakpoint{shift ? -1 : 1});
  if (pressed(key::f9)) commands.push_back(command::ToggleBreakpointHere{});
  if (pressed(key::left_bracket)) commands.push_back(command::Revisit{-1});
  if (pressed(key::right_bracket)) commands.push_back(command::Revisit{1});
}

/// What changes the picture, and is of use to who presents it as well.
void take_look_keys(bool shift, Commands& commands) {
  if (pressed(key::v)) commands.push_back(command::NextVariant{});
  if (pressed(key::c)) commands.push_back(command::ToggleCompare{});
  if (pressed(key::x)) commands.push_back(command::ToggleAxis{});
  if (pressed(key::l)) commands.push_back(command::NextLaneOrder{});
  if (pressed(key::h)) commands.push_back(command::ToggleFinished{});
  if (pressed(key::z)) commands.push_back(command::Zoom{shift ? zoom_step : 1 / zoom_step});
  if (pressed(key::zero)) commands.push_back(command::ShowAll{});
  if (pressed(key::t)) commands.push_back(command::NextTheme{});
  if (pressed(key::m)) commands.push_back(command::ToggleMotion{});
  if (pressed(key::d)) commands.push_back(command::ToggleLaser{});
}

/// What opens a panel, a menu or a question.
void take_panel_keys(Commands& commands) {
  if (pressed(key::b)) commands.push_back(command::SetBookmark{});
  if (pressed(key::g)) commands.push_back(command::ShowGoMenu{});
  if (pressed(key::k)) commands.push_back(command::ToggleLive{});
  if (pressed(key::a)) commands.push_back(command::ShowActs{TaskId::none});
  if (pressed(key::s)) commands.push_back(command::ShowScenarios{});
  if (pressed(key::p)) commands.push_back(command::ShowParameters{});
  if (pressed(key::o)) commands.push_back(command::ShowLog{LogPage::output});
  if (pressed(key::e)) commands.push_back(command::ShowLog{LogPage::events});
  if (pressed(key::w)) commands.push_back(command::ShowLog{LogPage::warnings});
  if (pressed(key::f)) commands.push_back(command::ShowLog{LogPage::figures});
  if (pressed(key::q)) commands.push_back(command::ToggleQuiz{});
  if (pressed(key::n)) commands.push_back(command::NextQuestion{});
  for (int digit = key::one; digit <= key::one + 3; ++digit) {
    if (pressed(digit)) commands.push_back(command::Answer{static_cast<std::size_t>(digit - key::one)});
  }
}

void take_escape(const KeyContext& context, Commands& commands) {
  if (!pressed(key::escape)) return;
  if (context.help_is_open) {
    commands.push_back(command::ToggleHelp{});
  } else if (context.menu_is_open) {
    return;  // it closes by itself
  } else if (context.is_presenting) {
    commands.push_back(command::TogglePresenter{});
  } else if (context.tour_is_open) {
    commands.push_back(command::LeaveTour{});
  } else if (context.strip_is_open) {
    commands.push_back(command::CloseStrip{});
  } else if (context.details_are_open) {
    return;  // they close first, with the keys of what they tell
  } else if (context.quiz_is_open) {
    commands.push_back(command::ToggleQuiz{});
  } else if (context.is_compared) {
    commands.push_back(command::ToggleCompare{});
  }
}

/// Where the sign stands on a keyboard differs from country to country.
bool typed(char sign) {
  const auto& queue = ImGui::GetIO().InputQueueCharacters;
  return std::find(queue.begin(), queue.end(), static_cast<ImWchar>(sign)) != queue.end();
}

}  // namespace

bool is_a_key_pressed() {
  for (int code = key::space; code < key::left_shift; ++code) {
    if (pressed(code)) return true;
  }
  return false;
}

void take_keys(const KeyContext& context, Commands& commands) {
  const ImGuiIO& io = ImGui::GetIO();
  if (io.WantTextInput) return;
  if (pressed(key::f1) || (io.KeyShift && pressed(key::slash))) commands.push_back(command::ToggleHelp{});
  take_escape(context, commands);
  if (pressed(key::f11)) commands.push_back(command::ToggleFullscreen{});
  if (io.KeyCtrl) return take_control_keys(context, commands);
  if (context.help_is_open || context.menu_is_open) return;
  if (context.tour_is_open && pressed(key::enter)) commands.push_back(command::StepTour{1});
  if (context.tour_is_open && pressed(key::backspace)) commands.push_back(command::StepTour{-1});
  if (pressed(key::f5)) commands.push_back(command::TogglePresenter{});
  if (typed(':')) commands.push_back(command::ShowPalette{});
  take_transport_keys(context, io.KeyShift, commands);
  take_jump_keys(io.KeyShift, commands);
  take_look_keys(io.KeyShift, commands);
  if (context.is_presenting) {
    if (pressed(key::tab)) commands.push_back(command::TurnPresenter{});
  } else {
    take_cause_keys(context, commands);
    take_panel_keys(commands);
  }
}

}  // namespace loopglass
