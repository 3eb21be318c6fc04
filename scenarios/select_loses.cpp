#include "runtime/loopglass.hpp"
#include "scenarios/scenario.hpp"

namespace loopglass::scenarios {
namespace {

// ---- code

/// Sends a message letter by letter, as a slow line does.
Future<> line(Sender<char> out, Duration gap) {
  for (char letter : std::string("hello world ")) {
    co_await sleep(gap);
    (void)co_await out.send(letter);
  }
}

/// Reads up to a space. The letters read so far live in this future alone.
Future<std::string> read_word(Receiver<char>& in) {
  std::string word;
  while (std::optional<char> letter = co_await in.recv()) {
    if (*letter == ' ') break;
    word += *letter;
  }
  co_return word;
}

Future<> forgetful(Receiver<char> in, Duration beat) {
  for (int words = 0; words < 2;) {
    // A new future each time. The one that loses is dropped, with its letters.
    auto first = co_await select_biased(read_word(in), sleep(beat));
    if (first.index() == 1) {
      println("reader: still here at ", now());
    } else {
      println("reader: word ", ++words, " is \"", std::get<0>(first), "\"");
    }
  }
}

Future<> careful(Receiver<char> in, Duration beat) {
  Future<std::string> word = read_word(in);
  for (int words = 0;;) {
    // It has a name, so it is borrowed. When it loses it stays, and goes on.
    auto first = co_await select_biased(word, sleep(beat));
    if (first.index() == 1) {
      println("reader: still here at ", now());
    } else {
      println("reader: word ", ++words, " is \"", std::get<0>(first), "\"");
      if (words == 2) break;
      word = read_word(in);
    }
  }
}

Future<> reading(Settings settings) {
  const Duration beat = settings.duration("beat");
  auto [sender, receiver] = channel<char>(16, "line");
  auto sending = spawn(line(std::move(sender), settings.duration("gap")), "line");
  auto words = settings.variant == "dropped" ? forgetful(std::move(receiver), beat)
                                             : careful(std::move(receiver), beat);
  auto reader = spawn(std::move(words), "reader");
  (co_await reader).unwrap();
  (co_await sending).unwrap();
}

// ---- words

}  // namespace

Scenario scenario_select_loses() {
  return {
      .chapter = 5,
      .title = "The branch that loses loses data",
      .topic = "cancel safety",
      .summary = "A select in a loop drops a future that was half way: the letters it had read are gone.",
      .lesson =
          {
              .watch =
                  "A reader reads words from a slow line, and says every 100 ms that it is still here. In "
                  "dropped each turn of the loop makes a new future. Watch what becomes of the old one, "
                  "and what it had in it. In kept the same future goes on. Compare the words.",
              .why =
                  "The letters were taken out of the channel and lived in a variable of read_word. When the "
                  "sleep won, that future was dropped, and the variable with it. Each single recv is safe to "
                  "drop, for a letter stays in the channel until a poll takes it; a function of several "
                  "awaits is "
                  "not, if it carries something from one to the next.",
              .next = "Set beat=200ms: the mistake does not show. Then set gap=45ms.",
          },
      .teaching =
          {
              .point = "Before a future goes into a select, ask what is lost if it is dropped at any await.",
              .belief = "A branch that loses goes on where it was in the next turn of the loop.",
              .question = "Which of your functions carry something from one await to the next?",
              .minutes = 10,
          },
      .notes =
          {
              {says("reader: still here"),
               "The sleep has won. The other future is dropped, with the letters it has read.", "dropped"},
              {says("reader: still here"),
               "The sleep has won. The other future stays as it is, with its letters.", "kept"},
              {says("reader: word 1"), "What is missing from this word was read by a future that is gone.",
               "dropped"},
          },
      .questions =
          {
              {Ask::next_line, says("reader: still here")},
              {Ask::next_line, says("reader: still here", 2)},
          },
      .variants =
          {
              {"dropped", "Each turn of the loop makes a new future."},
              {"kept", "One future for each word, however many turns it takes."},
          },
      .parameters =
          {
              duration_parameter("gap", "The time between two letters.", 30ms, 1ms, 1s),
              duration_parameter("beat", "How often the reader says that it is still here.", 100ms, 10ms,
                                 10s),
          },
      .make = reading,
  };
}

}  // namespace loopglass::scenarios
