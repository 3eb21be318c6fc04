// `loopglass handout`: a chapter or a scenario as a page to print, with its questions, and the answers apart.
#include <cstdio>
#include <fstream>
#include <iterator>
#include <memory>

#include "app/cli/command.hpp"
#include "app/platform/whole_file.hpp"
#include "app/session/handout.hpp"
#include "app/session/read_number.hpp"
#include "app/session/run.hpp"
#include "app/session/shown_text.hpp"
#include "scenarios/chapter.hpp"

namespace loopglass {
namespace {

struct Words {
  std::string what;
  std::string out;
};

/// What goes into the handout: the orders, each in its first variant, and what stands above them.
struct Choice {
  std::string title;
  std::vector<Order> orders;
};

Result<Choice, Complaint> chosen(const std::string& what, const std::vector<Scenario>& scenarios) {
  const auto number = read_number<int>(what);
  if (!number) {
    auto order = resolve_and_try(what, scenarios);
    if (!order) return order.error();
    const Order& one = order.value();
    return Choice{one.scenario->title, {one}};
  }
  const int chapter = *number;
  Choice choice{std::to_string(chapter) + "  " + std::string(chapter_title(chapter)), {}};
  for (const Scenario& scenario : scenarios) {
    if (scenario.chapter == chapter) choice.orders.push_back(resolve(scenario.name, scenarios).value());
  }
  if (choice.orders.empty()) {
    return Complaint("There is no chapter " + what + ". See 'loopglass list' for those there are.");
  }
  return choice;
}

/// The timeline of the whole run, drawn for paper. It goes through a file beside the handout.
Result<std::string, Complaint> timeline(const Order& order, const std::string& beside,
                                        Environment& environment) {
  PictureRequest request;
  request.order = order;
  request.order.position.reset();
  request.scenarios = &environment.scenarios;
  request.out = beside + ".timeline.png";
  request.view = PictureView::timeline;
  request.width = 1600;
  request.height = 420;
  request.theme = "light";
  request.scale = 1.5;
  const auto drawn = environment.screens.picture(request);
  if (!drawn) return drawn.error();
  std::ifstream file(request.out, std::ios::binary);
  std::string bytes{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  std::remove(request.out.c_str());
  return bytes;
}

int write_handout(const Words& words, Environment& environment) {
  if (!words.out.ends_with(".html") || words.out.size() == 5) {
    return refuse(Complaint("A handout cannot be written to " + in_quotes(words.out) +
                            ": give --out the name of a file that ends with .html."));
  }
  auto choice = chosen(words.what, environment.scenarios);
  if (!choice) return refuse(choice.error());

  std::vector<HandoutPart> parts;
  for (const Order& order : choice.value().orders) {
    Run run(order);
    run.finish();
    const Scenario& scenario = *order.scenario;
    const Variant* variant = scenario.find_variant(order.settings.variant);
    auto picture = timeline(order, words.out, environment);
    if (!picture) return refuse(picture.error());
    parts.push_back({&scenario, order.recipe().text(), variant ? variant->name + ". " + variant->summary : "",
                     pose(scenario, order.settings.variant, run.chronicle()), picture.unwrap()});
  }
  std::string error;
  if (!platform::write_whole_file(words.out, handout(choice.value().title, parts), error)) {
    return refuse(Complaint(error + "."));
  }
  return 0;
}

}  // namespace

Action declare_handout(CLI::App& command, Environment& environment) {
  const auto words = std::make_shared<Words>();
  command.add_option("CHAPTER", words->what, "The number of a chapter, or a recipe")->required();
  command.add_option("--out", words->out, "The HTML file to write; a browser prints it")->required();
  return [words, &environment] { return write_handout(*words, environment); };
}

}  // namespace loopglass
