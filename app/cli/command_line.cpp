#include "app/cli/command_line.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <sstream>

#include "app/cli/command.hpp"
#include "app/session/nearest_name.hpp"
#include "app/session/shown_text.hpp"
#include "scenarios/catalogue.hpp"

#ifndef LOOPGLASS_VERSION
#define LOOPGLASS_VERSION "unknown"
#endif

namespace loopglass {
namespace {

struct Command {
  std::string name;
  std::string summary;
  Action (*declare)(CLI::App&, Environment&);
};

const std::array<Command, 7> commands = {{
    {"open", "Show the window (what a recipe alone does, too)", declare_open},
    {"list", "List the scenarios", declare_list},
    {"run", "Play a recipe here and print what it does", declare_run},
    {"compare", "Play recipes and say where they part and what differs", declare_compare},
    {"picture", "Draw a recipe into a PNG file; needs no display", declare_picture},
    {"export", "Write a run as a drawing, a table or a film, for other programs", declare_export},
    {"handout", "Write a chapter as a page to print, with questions and answers", declare_handout},
}};

constexpr const char* recipe_help =
    "A RECIPE is name[/variant][?key=value&...][@position], for example hello,\n"
    "blocking/blocking or 'blocking/blocking?tasks=4&block=200ms@250ms'. A position is a time\n"
    "or an event, as in @#42. Write it in quotes where a shell reads ? and & itself.\n"
    "\n"
    "Exit status: 0 fine; 1 the run itself failed; 2 what was asked cannot be done;\n"
    "130 stopped by Ctrl-C; 141 nobody reads the output.";

bool is_command(std::string_view word) {
  return std::ranges::any_of(commands, [&](const Command& c) { return c.name == word; });
}

/// A first word that is neither a command nor anything like a recipe that exists.
std::string unknown_word(std::string_view word, const std::vector<Scenario>& scenarios) {
  if (word.empty() || word.find_first_of("/?@") != std::string_view::npos) return "";
  std::vector<std::string> names;
  for (const Command& command : commands) names.push_back(command.name);
  for (const Scenario& scenario : scenarios) names.push_back(scenario.name);
  if (std::ranges::find(names, word) != names.end()) return "";
  const std::string nearest = nearest_name(word, names);
  return "There is no command and no scenario " + in_quotes(word) + "." +
         (nearest.empty() ? "" : " Did you mean '" + nearest + "'?") +
         " 'loopglass --help' shows the commands, 'loopglass list' the scenarios.";
}

std::string ask_help(const CLI::App& app) {
  const bool is_main = app.get_parent() == nullptr;
  return std::string(" 'loopglass ") + (is_main ? "" : app.get_name() + " ") +
         "--help' shows how it is used.";
}

/// What to say of a word that the command does not take.
std::string unexpected(std::string_view word, const CLI::App& app) {
  if (!word.starts_with("-") || word == "-") {
    return "'" + app.get_name() + "' does not know what to do with " + in_quotes(word) + "." + ask_help(app);
  }
  const std::string_view option = word.substr(0, word.find('='));
  std::vector<std::string> names;
  for (const CLI::Option* known : app.get_options()) {
    for (const std::string& name : known->get_lnames()) names.push_back("--" + name);
  }
  const std::string nearest = option.size() > 3 ? nearest_name(option, names) : "";
  const std::string of = app.get_parent() ? "'" + app.get_name() + "' has" : "There is";
  return of + " no option " + in_quotes(option) + "." +
         (nearest.empty() ? "" : " Did you mean '" + nearest + "'?") + ask_help(app);
}

std::string sentence(std::string text) {
  text = one_line(text);
  while (!text.empty() && (text.back() == '?' || text.back() == ' ')) text.pop_back();
  if (!text.empty() && text.back() != '.') text += '.';
  return text;
}

/// What the parser has against the words, in ours.
std::string objection(const CLI::ParseError& error) {
  const std::string text = error.what();
  if (dynamic_cast<const CLI::ArgumentMismatch*>(&error)) {
    return text.substr(0, text.find(':')) + " takes one value, and is given once.";
  }
  if (dynamic_cast<const CLI::ConversionError*>(&error)) return sentence(text + " (it takes no value)");
  return sentence(text);
}

int fail(const std::string& message) { return refuse(Complaint(message)); }

}  // namespace

int run_command_line(int argc, const char* const* argv, const Screens& screens) {
  secure_standard_streams();
  Environment environment{compiled_scenarios(), screens, {}};

  std::vector<std::string> words(argv + std::min(argc, 1), argv + argc);
  if (!words.empty() && words.front() == "help") words.front() = "--help";
  // A recipe alone, or nothing at all, opens the window.
  const bool has_command = !words.empty() && (is_command(words.front()) || words.front().starts_with("-"));
  if (!has_command) {
    if (!words.empty()) {
      const std::string message = unknown_word(words.front(), environment.scenarios);
      if (!message.empty()) return fail(message);
    }
    words.insert(words.begin(), "open");
  }

  CLI::App app("Loopglass: a looking glass for event loops.", "loopglass");
  app.footer(recipe_help);
  app.set_help_flag("-h,--help", "Show this, or with a command how that is used");
  app.set_version_flag("--version", "loopglass " LOOPGLASS_VERSION);
  app.require_subcommand(1);
  app.allow_extras();
  std::vector<std::pair<CLI::App*, Action>> actions;
  for (const Command& command : commands) {
    CLI::App* sub = app.add_subcommand(command.name, command.summary);
    sub->allow_extras();
    sub->footer(recipe_help);
    sub->set_help_flag("-h,--help", "Show this");
    actions.emplace_back(sub, command.declare(*sub, environment));
  }

  const auto parsed_command = [&]() -> CLI::App* {
    const auto found = app.get_subcommands();
    return found.empty() ? &app : found.front();
  };
  try {
    std::ranges::reverse(words);  // as CLI11 takes them
    app.parse(std::move(words));
  } catch (const CLI::Success& asked) {  // help or version
    std::ostringstream text;
    app.exit(asked, text, text);
    environment.output.write(text.str());
    return environment.output.finish(0);
  } catch (const CLI::ParseError& error) {
    const CLI::App& command = *parsed_command();
    const auto extra = command.remaining();
    return fail(!extra.empty() ? unexpected(extra.front(), command) : objection(error) + ask_help(command));
  }
  CLI::App& command = *parsed_command();
  for (const CLI::App* with_extras :
       {static_cast<const CLI::App*>(&command), static_cast<const CLI::App*>(&app)}) {
    if (const auto extra = with_extras->remaining(); !extra.empty()) {
      return fail(unexpected(extra.front(), *with_extras));
    }
  }
  const auto chosen = std::ranges::find(actions, &command, &std::pair<CLI::App*, Action>::first);
  return environment.output.finish(chosen->second());
}

int refuse(const Complaint& complaint) {
  complain(complaint.message());
  return status_refused;
}

Result<std::size_t, Complaint> choose(std::string_view what, std::string_view word,
                                      const std::vector<std::string>& names) {
  const auto found = std::ranges::find(names, word);
  if (found != names.end()) return static_cast<std::size_t>(found - names.begin());
  std::string list;
  for (const std::string& name : names) list += (list.empty() ? "" : ", ") + name;
  const std::string nearest = nearest_name(word, names);
  return Complaint("There is no " + std::string(what) + " " + in_quotes(word) + "." +
                   (nearest.empty() ? "" : " Did you mean '" + nearest + "'?") + " Choose from " + list +
                   ".");
}

}  // namespace loopglass
