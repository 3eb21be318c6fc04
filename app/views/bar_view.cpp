#include "app/views/bar_view.hpp"

#include <algorithm>
#include <cmath>

#include "app/views/floating.hpp"
#include "app/views/go_menu.hpp"
#include "app/views/key_list.hpp"
#include "app/views/parameters_view.hpp"
#include "app/views/view_menu.hpp"
#include "app/views/words.hpp"

namespace loopglass {
namespace {

using platform::Icon;

constexpr float scales[] = {1.0f, 1.25f, 1.5f, 2.0f, 2.5f};

/// "1 poll", "12 polls".
std::string polls_text(std::uint64_t polls) {
  return std::to_string(polls) + (polls == 1 ? " poll" : " polls");
}

/// Lays controls from left to right and draws them.
class Bar {
 public:
  Bar(const Canvas& canvas, const Rect& room, const Stage& stage, Commands& commands)
      : c_(canvas), s_(stage), commands_(commands), left_(room), room_(room) {}

  void scenario(BrowserView& browser) {
    if (button("bar.scenario", s_.order.scenario->title, c_.fonts.strong, Icon::chevron_down, title_width(),
               with_key("Choose a scenario", "scenario"))) {
      browser.open(false);
    }
    browser.draw(c_, room_.bottom, *s_.order.scenario, commands_);
  }

  void variants() {
    const auto& all = s_.order.scenario->variants;
    // The parameters, the transport and the time of the run have their room.
    const float others = transport_width() + px(30 + 24) + time_width();
    variants_fit_ = roomy(900) && variants_width() <= left_.width() - others;
    if (all.empty()) return;
    if (!variants_fit_) return variant_button();
    gap(4);
    for (const Variant& variant : all) {
      const bool on = variant.name == s_.order.settings.variant;
      const Rect r = take(variant_width(variant));
      if (pressed(r, "variant." + variant.name,
                  variant.summary + " (" + std::string(key_of("variant")) + ": next way)"))
        open_variant(variant.name);
      if (on) c_.fill(chip(r), c_.theme.selection, px(4));
      c_.frame(chip(r), on ? c_.theme.accent : c_.theme.hairline, c_.hairline(), px(4));
      c_.centred(c_.fonts.body, r.centre(), on ? c_.theme.text : c_.theme.dim_text, variant.name);
      gap(3);
    }
  }

  /// Where only the one that is watched has room, the others are in its menu.
  void variant_button() {
    const std::string& name = s_.order.settings.variant;
    const float wide = Canvas::measure(c_.fonts.body, name).x + px(34);
    has_variant_menu_ =
        roomy(900) && wide + px(8) <= left_.width() - transport_width() - px(30 + 24) - time_width();
    if (!has_variant_menu_) return;
    gap(4);
    if (button("bar.variant", name, c_.fonts.body, Icon::chevron_down, 400,
               "Another variant (" + std::string(key_of("variant")) + ": next way)"))
      ImGui::OpenPopup("variants");
    compare_place_ = button_;
    if (Menu menu = menu_below(); menu.begin("variants", 320)) {
      variant_rows(menu);
      compare_rows(menu);
      menu.end();
    }
  }

  /// What it does is what its key does. A word where there is room, else a sign; where the transport needs
  /// the room, it is among the parameters.
  void compare() {
    const auto& all = s_.order.scenario->variants;
    const float others = transport_width() + px(30) + px(6) * 3;
    shows_compare_ = variants_fit_ && left_.width() > others + px(40);
    if (!shows_compare_) return;
    gap(4);
    const bool in_words = roomy(1400);
    const Rect r = take(in_words ? Canvas::measure(c_.fonts.body, "Compare").x + px(18) : px(30));
    const bool clicked = pressed(r, "bar.compare",
                                 with_key(s_.is_compared   ? "Back to one run"
                                          : all.size() > 1 ? "Compare: set another variant beside this one"
                                                           : "Compare: set another scenario beside this one",
                                          "compare"));
    compare_place_ = r;
    if (s_.is_compared) c_.fill(chip(r), c_.theme.selection, px(4));
    c_.frame(chip(r), s_.is_compared ? c_.theme.accent : c_.theme.hairline, c_.hairline(), px(4));
    if (in_words) {
      c_.centred(c_.fonts.body, r.centre(), c_.theme.text, "Compare");
    } else {
      draw_icon(r, Icon::beside);
    }
    if (clicked) commands_.push_back(command::ToggleCompare{});
  }

  /// Opens below its button; where there is no room for that, below what has its lines.
  void compare_menu(bool& wanted) {
    if (std::exchange(wanted, false)) ImGui::OpenPopup("compare");
    if (Menu menu = Menu(c_, compare_place_, room_.bottom); menu.begin("compare", 300)) {
      compare_rows(menu);
      menu.end();
    }
  }

  void parameters(bool& wanted) {
    gap(4);
    const bool has_variants = !variants_fit_ && !has_variant_menu_ && !s_.order.scenario->variants.empty();
    const std::string tip = with_key(has_variants ? "Variant, comparison and parameters: the run starts again"
                                                  : "Change the parameters; the run starts again at once",
                                     "parameters");
    const float wide = Canvas::measure(c_.fonts.body, parameters_text(s_)).x + px(34);
    // Where not much could be read, a sign leaves the room to the counters.
    const bool is_readable = roomy(1400) || wide <= px(164);
    if (roomy(900) && is_readable && (s_.order.scenario->variants.size() < 4 || parameters_fit())) {
      if (button("bar.parameters", parameters_text(s_), c_.fonts.body, Icon::chevron_down,
                 roomy(1400) ? 200.0f : 164.0f, tip))
        ImGui::OpenPopup("parameters");
    } else {
      const Rect r = take(px(30));
      if (pressed(r, "bar.parameters", tip)) ImGui::OpenPopup("parameters");
      draw_icon(r, Icon::gear);
    }
    if (!shows_compare_ && !has_variant_menu_) compare_place_ = button_;
    if (std::exchange(wanted, false)) ImGui::OpenPopup("parameters");
    if (Menu menu = menu_below(); menu.begin("parameters", 360)) {
      if (has_variants) variant_rows(menu);
      if (!shows_compare_ && !has_variant_menu_) compare_rows(menu);
      draw_parameters(menu, c_, s_, commands_);
      menu.end();
    }
  }

  /// On the real clock, or no more.
  void live() {
    if (left_.width() < transport_width() + px(30 + 68) + time_width()) return;
    const Rect r = take(px(30));
    if (pressed(r, "bar.live",
                s_.live ? "End the live run (K)" : "Live: run on the real clock and watch it happen (K)"))
      commands_.push_back(command::ToggleLive{});
    if (s_.live) c_.fill(chip(r), c_.theme.selection, px(4));
    platform::icon(Canvas::list(), Icon::live, r.centre(), px(19),
                   (s_.live ? c_.theme.blocking : c_.theme.text).u32());
  }

  void transport() {
    const bool playing = s_.playback.is_playing();
    icon_button("transport.start", Icon::to_start, with_key("To the start", "ends"),
                command::Seek{EventNumber{0}});
    if (has_polls())
      icon_button("transport.poll_back", Icon::step_poll_back, with_key("Back by one poll", "poll", 1),
                  command::StepPoll{-1});
    icon_button("transport.event_back", Icon::step_event_back, with_key("Back by one event", "event", 1),
                command::StepEvent{-1});
    play_button(playing);
    icon_button("transport.event", Icon::step_event_forward, with_key("On by one event", "event"),
                command::StepEvent{1});
    if (has_polls())
      icon_button("transport.poll", Icon::step_poll_forward, with_key("On by one poll", "poll"),
                  command::StepPoll{1});
    icon_button("transport.end", Icon::to_end, with_key("To the end", "ends", 1), command::SeekEnd{});
  }
  float transport_width() const { return px(30) * (has_polls() ? 6.0f : 4.0f) + px(44); }

  void speed() {
    if (button("bar.speed", speed_text(s_.playback.speed()), c_.fonts.mono, Icon::chevron_down, 62,
               "How fast it plays (− and +)")) {
      ImGui::OpenPopup("speeds");
    }
    if (Menu menu = menu_below(); menu.begin("speeds", 120)) {
      menu.caption("SPEED");
      for (const double speed : speeds) {
        const std::string text = speed_text(speed);
        if (menu.item("speed." + text, text, "", speed == s_.playback.speed())) {
          commands_.push_back(command::SetSpeed{speed});
        }
      }
      menu.end();
    }
  }

  /// Its key opens it where there is no room for its button, or where that would cost the time of the run.
  void go_to(bool& wanted) {
    if (left_.width() > px(30 + 16) + time_width() + events_width()) {
      const Rect r = take(px(30));
      if (pressed(r, "bar.go", with_key("Go to a moment: events, breakpoints, bookmarks", "go")))
        wanted = true;
      draw_icon(r, Icon::flag);
    }
    if (std::exchange(wanted, false)) ImGui::OpenPopup("go");
    if (Menu menu = menu_below(); menu.begin("go", 350)) {
      draw_go_menu(menu, c_, s_, commands_);
      menu.end();
    }
  }

  void look() {
    icon_button("bar.help", Icon::help, with_key("Help: keys, signs, words, and the tour", "help"),
                command::ToggleHelp{}, true);
    const Rect scale_place = take_right(px(30));
    if (pressed(scale_place, "bar.scale", "Interface size (Ctrl + and Ctrl −)")) ImGui::OpenPopup("scales");
    draw_icon(scale_place, Icon::scale);
    if (Menu menu = menu_below(); menu.begin("scales", 120)) {
      menu.caption("SIZE");
      for (const float scale : scales) {
        const std::string text = speed_text(static_cast<double>(scale));
        if (menu.item("scale." + text, text, "", std::abs(scale - c_.scale) < 0.01f)) {
          commands_.push_back(command::SetScale{scale});
        }
      }
      menu.end();
    }
    // In the narrowest bar the menu beside it, which has it as well, needs its room.
    if (roomy(620)) theme();
    view_place_ = take_right(px(30));
    const bool has_more = !roomy(1400);
    if (pressed(view_place_, "bar.view",
                has_more ? "Panels, theme, movement, and what has no room here" : "Panels, theme, movement"))
      ImGui::OpenPopup("view");
    has_more ? draw_dots(view_place_) : draw_icon(view_place_, Icon::panels);
    // Where there is little room, the menu of the view has these.
    if (roomy(1400)) {
      icon_button("bar.present", Icon::presenter,
                  with_key("Present the run: large, and nothing else", "present"), command::TogglePresenter{},
                  true);
      icon_button("bar.motion", s_.playback.has_motion() ? Icon::motion : Icon::motion_off,
                  s_.playback.has_motion() ? with_key("Turn movement off", "motion")
                                           : with_key("Turn movement on", "motion"),
                  command::ToggleMotion{}, true);
      icon_button("bar.copy", Icon::copy, with_key("Copy the recipe of this moment", "copy"),
                  command::CopyRecipe{}, true);
    }
  }

  /// Drawn when all else is laid out: it has what found no room, too.
  void view_menu(const PanelLayout& layout) {
    if (Menu menu = Menu(c_, view_place_, room_.bottom); menu.begin("view", 330)) {
      missing_rows(menu);
      draw_view_menu(menu, c_, s_, layout, commands_);
      menu.end();
    }
  }

  /// "250 ms   42 / 310", right-aligned in what is left.
  void counters() {
    const std::string time = to_text(rounded(s_.moment.time.time_since_epoch()));
    const std::string event = std::to_string(s_.moment.at) + " / " + std::to_string(s_.trace().size());
    const std::string polls = polls_text(s_.world().polls);
    const float most_polls = column(
        polls_text(std::max<std::uint64_t>(2, s_.live ? s_.world().polls : s_.chronicle.latest().polls)));
    // The time matters most, then the event.
    float room = left_.width() - counters_edge();
    const auto takes = [&](float width) {
      const bool fits = width <= room;
      if (fits) room -= width;
      return fits;
    };
    const bool has_time = takes(time_width());
    // Of runs that are compared, each says its own where it is drawn.
    const bool has_event = has_time && !s_.is_compared && takes(events_width());
    const bool has_third = has_event && takes(most_polls);
    // They spread where there is room.
    const float more = has_third ? std::min(room / 3, px(24)) : 0;
    float x = left_.right - counters_edge() * 0.6f;
    const auto put = [&](bool fits, const std::string& text, std::string_view meaning, Colour colour,
                         float width) {
      if (!fits) return;
      width += more;
      const float drawn = Canvas::measure(c_.fonts.mono, text).x;
      const Rect r{x - width, left_.top, x, left_.bottom};
      c_.text(c_.fonts.mono, {x - drawn, r.centre().y - c_.fonts.mono->FontSize / 2}, colour, text);
      if (ImGui::IsWindowHovered() && r.contains(ImGui::GetMousePos())) draw_tip(c_, r, std::string(meaning));
      x -= width;
    };
    put(has_event, event, "Event shown / events of the run", c_.theme.dim_text, events_width());
    put(has_time, time, "Time of the run", c_.theme.text, time_width());
    if (has_time) c_.controls.add("bar.time", {x, left_.top, x + time_width() + more, left_.bottom});
    if (s_.live) {
      const bool follows = s_.live->follows;
      put(has_third, follows ? "live" : "paused",
          follows ? "The picture goes along with the run" : "The picture stands still, the run goes on",
          follows ? c_.theme.blocking : c_.theme.accent, most_polls);
    } else {
      put(has_third, polls, "Polls of all tasks so far", c_.theme.dim_text, most_polls);
    }
  }

  /// What the counters take at most in this run, so that they keep their place while it goes on.
  float column(const std::string& widest) const { return Canvas::measure(c_.fonts.mono, widest).x + px(14); }
  float time_width() const {
    // Where times are not whole milliseconds, as on the real clock, the first ones have the most figures.
    const bool is_fine = s_.end().time_since_epoch() % std::chrono::milliseconds(1) != Duration::zero();
    const float least = column(is_fine ? "000.000 µs" : "0.000 s");
    return std::max(least, column(to_text(rounded(s_.end().time_since_epoch()))));
  }
  float counters_edge() const { return px(roomy(900) ? 16.0f : 6.0f); }
  float events_width() const {
    if (s_.is_compared) return 0;
    const std::string all = std::to_string(s_.trace().size());
    return column(all + " / " + all);
  }
  /// With the speed, the flag and as many of the counters as matter most.
  float counters_width() const { return px(6 + 62 + 30 + 16) + time_width() + events_width(); }

  /// What the title takes at most, in units: less where that gives all variants and the flag their room.
  float title_width() const {
    if (roomy(1400)) return 300;
    if (!roomy(900)) {
      // The time comes before the end of a title.
      const float others = transport_width() + time_width() + counters_edge() + px(4 + 30 + 6 + 6);
      const float widest = roomy(620) ? 210 : 132;
      const float room = (left_.width() - others) / c_.scale;
      if (room < widest || !roomy(620)) return std::clamp(room, 96.0f, widest);
    }
    const float most = roomy(1300) || (roomy(1100) && s_.order.scenario->variants.empty()) ? 300 : 210;
    constexpr float least = 150;
    const float others =
        variants_width() + transport_width() + counters_width() + px(4 + 4 + 30 + 4 + 30 + 30 + 12 + 2);
    const float missing = px(most) + others - left_.width();
    if (missing <= 0 || missing > px(most - least)) return most;
    return most - missing / c_.scale;
  }
  float left_width() const { return left_.width(); }
  void gap(float units) { left_.take_left(px(units)); }
  void take_to(float x) {
    if (x > left_.left) left_.left = x;
  }
  float at() const { return left_.left; }

 private:
  void theme() {
    const Theme& next = platform::theme_after(c_.theme);
    const Icon sign = &next == &platform::light()  ? Icon::sun
                      : &next == &platform::dark() ? Icon::moon
                                                   : Icon::contrast;
    icon_button(
        "bar.theme", sign,
        "Theme: " + std::string(words_for(c_.theme)) + ". Click: " + std::string(words_for(next)) + " (T)",
        command::NextTheme{}, true);
  }

  /// "…": there is more than can be seen.
  void draw_dots(const Rect& r) {
    for (const float i : {-1.0f, 0.0f, 1.0f})
      Canvas::list()->AddCircleFilled({r.centre().x + px(5.5f) * i, r.centre().y}, px(1.8f),
                                      c_.theme.text.u32());
  }

  bool is_in_bar(std::string_view name) const {
    return std::ranges::find(c_.controls.all(), name, &Controls::Control::name) != c_.controls.all().end();
  }

  /// What this frame's bar has no room for.
  void missing_rows(const Menu& menu) {
    bool is_first = true;
    const auto row = [&](std::string_view of, const std::string& name, const std::string& text,
                         std::string_view key, const Command& command) {
      if (is_in_bar(of)) return;
      if (std::exchange(is_first, false)) menu.caption("RUN");
      if (menu.choice("more." + name, text, std::string(key), false)) commands_.push_back(command);
    };
    row("transport.start", "start", "To the start", key_of("ends"), command::Seek{EventNumber{0}});
    row("transport.poll_back", "poll_back", "Back by one poll", key_of("poll", 1), command::StepPoll{-1});
    row("transport.event_back", "event_back", "Back by one event", key_of("event", 1),
        command::StepEvent{-1});
    row("transport.play", "play", s_.playback.is_playing() ? "Pause" : "Play", key_of("play"),
        command::TogglePlay{});
    row("transport.event", "event", "On by one event", key_of("event"), command::StepEvent{1});
    row("transport.poll", "poll", "On by one poll", key_of("poll"), command::StepPoll{1});
    row("transport.end", "end", "To the end", key_of("ends", 1), command::Seek{s_.trace().size()});
    const double speed = s_.playback.speed();
    const std::string now = " (now " + speed_text(speed) + ")";
    row("bar.speed", "faster", "Play faster" + now, key_of("speed"), command::SetSpeed{next_speed(speed, 1)});
    row("bar.speed", "slower", "Play slower" + now, key_of("speed", 1),
        command::SetSpeed{next_speed(speed, -1)});
    row("bar.live", "live", s_.live ? "End the live run" : "Run live, on the real clock", key_of("live"),
        command::ToggleLive{});
    if (!variants_fit_ && s_.order.scenario->variants.size() > 1)
      row("", "variant", "Next variant", key_of("variant"), command::NextVariant{});
    row("bar.compare", "compare",
        s_.is_compared                           ? "Back to one run"
        : s_.order.scenario->variants.size() > 1 ? "Compare with another variant"
                                                 : "Compare with another scenario",
        key_of("compare"), command::ToggleCompare{});
    row("bar.parameters", "parameters", "Parameters, policy, seed", key_of("parameters"),
        command::ShowParameters{});
  }

  float px(float units) const { return c_.px(units); }
  /// In the narrowest bar the time matters more than steps by polls, which the last menu has.
  bool has_polls() const { return roomy(560); }
  bool roomy(float units) const { return room_.width() >= px(units); }

  Rect take(float width) { return left_.take_left(width); }
  Rect take_right(float width) { return left_.take_right(width); }
  Rect chip(const Rect& r, float high = 28) const { return r.inset(0, (r.height() - px(high)) / 2); }

  static Duration rounded(Duration d) {
    using namespace std::chrono;
    return d >= 10ms ? duration_cast<Duration>(duration_cast<milliseconds>(d)) : d;
  }

  bool pressed(const Rect& r, const std::string& name, const std::string& tip, float high = 28) {
    button_ = r;
    const Rect inside = chip(r, high);
    ImGui::SetCursorScreenPos(inside.min());
    const bool clicked = ImGui::InvisibleButton(name.c_str(), {std::max(r.width(), 1.0f), inside.height()});
    c_.controls.add_item(name);
    if (ImGui::IsItemActive()) {
      c_.fill(inside, c_.theme.selection, px(4));
    } else if (ImGui::IsItemHovered()) {
      c_.fill(inside, c_.theme.hover, px(4));
    }
    if (ImGui::IsItemHovered()) draw_tip(c_, {r.left, r.top, r.right, room_.bottom}, tip);
    return clicked;
  }

  void draw_icon(const Rect& r, Icon which) {
    platform::icon(Canvas::list(), which, r.centre(), px(17), c_.theme.text.u32());
  }

  void icon_button(const std::string& name, Icon which, const std::string& tip, Command command,
                   bool from_right = false) {
    const Rect r = from_right ? take_right(px(30)) : take(px(30));
    if (r.width() < px(20)) return;
    if (pressed(r, name, tip)) commands_.push_back(std::move(command));
    draw_icon(r, which);
  }

  void play_button(bool playing) {
    const Rect r = take(px(44));
    ImGui::SetCursorScreenPos(chip(r).min());
    if (ImGui::InvisibleButton("transport.play", {r.width(), chip(r).height()}))
      commands_.push_back(command::TogglePlay{});
    c_.controls.add_item("transport.play");
    const bool hovered = ImGui::IsItemHovered();
    if (hovered)
      draw_tip(c_, {r.left, r.top, r.right, room_.bottom}, with_key(playing ? "Pause" : "Play", "play"));
    const Colour fill = c_.theme.accent.mix(c_.theme.text, hovered ? 0.25f : 0.0f);
    Canvas::list()->AddCircleFilled(r.centre(), px(17), fill.u32());
    platform::icon(Canvas::list(), playing ? Icon::pause : Icon::play, r.centre(), px(17),
                   c_.theme.ink_on(fill).u32());
  }

  bool button(const std::string& name, const std::string& text, ImFont* font, Icon mark, float widest,
              const std::string& tip) {
    const float wanted = Canvas::measure(font, text).x + px(34);
    const Rect r = take(std::min(wanted, px(widest)));
    if (r.width() < px(30)) return false;
    // Two lines do not touch its edges.
    const float wide = r.width() - px(31);
    const bool is_one_line = Canvas::fits(font, text, wide) || lines_of(text, wide).size() < 2;
    const float high = is_one_line ? 28 : 36;
    const bool clicked = pressed(r, name, tip, high);
    c_.frame(chip(r, high), c_.theme.hairline, c_.hairline(), px(4));
    words_in(r, font, text, wide);
    platform::icon(Canvas::list(), mark, {r.right - px(13), r.centre().y}, px(11), c_.theme.dim_text.u32());
    return clicked;
  }

  /// Two at most, in small letters. Where several blanks stand between things, each of them stays whole.
  std::vector<std::string> lines_of(std::string_view text, float width) const {
    ImFont* font = c_.fonts.small;
    constexpr std::string_view between = "   ";
    if (text.find(between) == std::string_view::npos) return Canvas::broken(font, text, width, 2);
    const auto fitting = [&](std::string_view rest, std::string_view mark) {
      std::size_t end = rest.size();
      while (end != 0 && end != std::string_view::npos &&
             !Canvas::fits(font, std::string(rest.substr(0, end)) + std::string(mark), width))
        end = rest.rfind(between, end - 1);
      return end == std::string_view::npos ? 0 : end;
    };
    std::vector<std::string> lines{std::string(text.substr(0, fitting(text, "")))};
    text.remove_prefix(std::min(lines.front().size() + between.size(), text.size()));
    if (text.empty()) return lines;
    const std::size_t whole = fitting(text, "");
    const std::size_t end = whole == text.size() ? whole : fitting(text, " …");
    lines.push_back(std::string(text.substr(0, end)) + (end == text.size() ? "" : " …"));
    return lines;
  }

  /// What does not fit stands in smaller letters, in two lines if need be.
  void words_in(const Rect& r, ImFont* font, const std::string& text, float width) {
    if (Canvas::fits(font, text, width))
      return c_.text(font, {r.left + px(9), r.centre().y - font->FontSize / 2}, c_.theme.text, text);
    const std::vector<std::string> lines = lines_of(text, width);
    const float line = c_.fonts.small->FontSize - px(0.5f);
    float y = r.centre().y - line * static_cast<float>(lines.size()) / 2;
    for (const std::string& words : lines) {
      c_.text(c_.fonts.small, {r.left + px(9), y}, c_.theme.text, words);
      y += line;
    }
  }

  /// Below the button that was laid out last, whether that was clicked or its key pressed.
  Menu menu_below() const { return Menu(c_, button_, room_.bottom); }

  void open_variant(const std::string& name) {
    Recipe recipe = recipe_to_change(s_);
    recipe.variant = name;
    commands_.push_back(command::Open{recipe});
  }

  float variant_width(const Variant& variant) const {
    return Canvas::measure(c_.fonts.body, variant.name).x + px(18);
  }
  float variants_width() const {
    float width = 0;
    for (const Variant& variant : s_.order.scenario->variants) width += variant_width(variant) + px(3);
    return width;
  }
  /// Beside many variants they give way to the transport, the speed and the counters.
  bool parameters_fit() const {
    const float wanted = Canvas::measure(c_.fonts.body, parameters_text(s_)).x + px(34);
    return std::min(wanted, px(200)) <= left_.width() - transport_width() - px(62 + 2 * 98 + 24);
  }

  /// In the popup of the parameters, where the bar has no room for them.
  void variant_rows(const Menu& menu) {
    menu.caption("VARIANT");
    for (const Variant& variant : s_.order.scenario->variants) {
      if (menu.item("variant." + variant.name, variant.name, variant.summary,
                    variant.name == s_.order.settings.variant)) {
        open_variant(variant.name);
      }
    }
  }

  void compare_rows(const Menu& menu) {
    const auto& all = s_.order.scenario->variants;
    menu.caption("COMPARE WITH");
    if (s_.is_compared && menu.item("compare.leave", "Leave the comparison", "", false)) {
      commands_.push_back(command::ToggleCompare{});
    }
    std::vector<Recipe> others;
    for (const Variant& variant : all) {
      if (variant.name == s_.order.settings.variant) continue;
      Recipe recipe = recipe_to_change(s_);
      recipe.variant = variant.name;
      others.push_back(recipe);
      if (menu.item("compare." + variant.name, variant.name, variant.summary, false))
        commands_.push_back(command::Compare{{recipe}});
    }
    if (others.size() > 1 && menu.item("compare.all", "all of them", "A timeline each.", false))
      commands_.push_back(command::Compare{others});
    if (menu.item("compare.another", "another scenario", "One of the list stands beside this run.", false))
      commands_.push_back(command::ShowScenarios{true});
  }

  const Canvas& c_;
  const Stage& s_;
  Commands& commands_;
  Rect left_;  // what is not used yet
  Rect room_;
  Rect button_;  // the one that was laid out last
  bool variants_fit_ = false;
  bool shows_compare_ = false;
  bool has_variant_menu_ = false;
  Rect view_place_;
  Rect compare_place_;  // what the menu of comparing opens below
};

}  // namespace

void BarView::draw(const Canvas& canvas, const Rect& room, const Stage& stage, const PanelLayout& layout,
                   Commands& commands) {
  Bar bar(canvas, room.inset(canvas.px(10), 0), stage, commands);
  bar.look();
  const float before = room.left;
  bar.scenario(browser_);
  bar.variants();
  bar.compare();
  bar.parameters(parameters_wanted_);
  bar.compare_menu(compare_wanted_);
  bar.live();
  // The transport stands in the middle of the window, unless what is left of it needs the room.
  const float middle = before + room.width() / 2 - bar.transport_width() / 2;
  bar.gap(6);
  bar.take_to(std::min(middle, bar.at() + bar.left_width() - bar.transport_width() - bar.counters_width()));
  bar.transport();
  bar.gap(6);
  if (bar.left_width() > canvas.px(64) + bar.time_width()) bar.speed();
  bar.go_to(go_menu_wanted_);
  bar.counters();
  bar.view_menu(layout);
  canvas.line({room.left, room.bottom}, {room.right, room.bottom}, canvas.theme.hairline, canvas.hairline());
}

}  // namespace loopglass
