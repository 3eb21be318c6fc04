// What the commands ask of the screens, with screens that only write it down.
#include "app/cli/command_line.hpp"
#include "tests/catch.hpp"

namespace loopglass {
namespace {

struct Asked {
  int status = 0;
  std::optional<OpenRequest> open;
  std::optional<PictureRequest> picture;
  std::string recipe;  // of either; the order itself lives as long as the command
};

Asked ask(std::vector<const char*> words, bool works = true) {
  words.insert(words.begin(), "loopglass");
  Asked asked;
  const auto end = [&]() -> Result<void, Complaint> {
    if (works) return {};
    return Complaint("There is no screen in this test.");
  };
  const Screens screens = {.open =
                               [&](const OpenRequest& request) {
                                 asked.open = request;
                                 if (request.order) asked.recipe = request.order->recipe().text();
                                 return end();
                               },
                           .picture =
                               [&](const PictureRequest& request) {
                                 asked.picture = request;
                                 asked.recipe = request.order.recipe().text();
                                 return end();
                               },
                           .film = [&](const FilmRequest&) { return end(); }};
  asked.status = run_command_line(static_cast<int>(words.size()), words.data(), screens);
  return asked;
}

}  // namespace

TEST_CASE("no word at all opens the window on nothing in particular") {
  const Asked asked = ask({});
  REQUIRE(asked.open);
  CHECK_FALSE(asked.open->order.has_value());
  CHECK(asked.open->theme.empty());
  CHECK(asked.open->scale == 0);
  CHECK(asked.status == 0);
}

TEST_CASE("a recipe alone opens the window on it, as open does") {
  CHECK(ask({"blocking/blocking?tasks=4@100ms"}).recipe == "blocking/blocking?tasks=4@100ms");
  const Asked asked = ask({"open", "hello@#3", "--theme", "light", "--scale", "2"});
  REQUIRE(asked.open);
  CHECK(asked.recipe == "hello@#3");
  CHECK(asked.open->theme == "light");
  CHECK(asked.open->scale == 2);
}

TEST_CASE("a picture is asked for with what was said, and with the standard where nothing was") {
  const Asked plain = ask({"picture", "hello", "--out", "a.png"});
  REQUIRE(plain.picture);
  CHECK(plain.picture->out == "a.png");
  CHECK(plain.picture->view == PictureView::all);
  CHECK(plain.picture->width == 1600);
  CHECK(plain.picture->height == 900);
  CHECK(plain.picture->scale == 1);
  CHECK(plain.picture->theme.empty());

  const Asked rich = ask({"picture", "join", "--out", "b.png", "--view", "timeline", "--size", "3840x2160",
                          "--theme", "high-contrast", "--scale", "2.5"});
  REQUIRE(rich.picture);
  CHECK(rich.picture->view == PictureView::timeline);
  CHECK(rich.picture->width == 3840);
  CHECK(rich.picture->height == 2160);
  CHECK(rich.picture->scale == 2.5);
  CHECK(rich.picture->theme == "high-contrast");
}

TEST_CASE("a position past the end of the run becomes its end") {
  const Asked by_event = ask({"picture", "join@#999999", "--out", "a.png"});
  REQUIRE(by_event.picture);
  const auto position = by_event.picture->order.position;
  REQUIRE(position.has_value());
  CHECK(std::get<EventNumber>(*position) < 1000);
  CHECK(ask({"picture", "join@10s", "--out", "a.png"}).recipe == "join@300ms");
  CHECK(ask({"picture", "join@300ms", "--out", "a.png"}).recipe == "join@300ms");
}

TEST_CASE("where the screen cannot do it, the status is 2") {
  CHECK(ask({"hello"}, false).status == 2);
  CHECK(ask({"picture", "hello", "--out", "a.png"}, false).status == 2);
}

}  // namespace loopglass
