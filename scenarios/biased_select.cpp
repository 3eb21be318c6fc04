#include "runtime/loopglass.hpp"
#include "scenarios/scenario.hpp"

namespace loopglass::scenarios {
namespace {

// ---- code

// Whether there is a letter to read: false when it is time to stop.
Future<bool> letter(std::string how, Receiver<int>* mail, CancellationToken stop) {
  if (how == "stop_first") {
    co_return (co_await select_biased(stop.cancelled(), mail->recv())).index() == 1;
  }
  if (how == "fair") {
    // Each poll begins at a branch that chance picks.
    co_return (co_await select(mail->recv(), stop.cancelled())).index() == 0;
  }
  // Always asks for mail first; while there is some, nobody asks whether to stop.
  co_return (co_await select_biased(mail->recv(), stop.cancelled())).index() == 0;
}

Future<> reader(Settings settings, Receiver<int> mail, CancellationToken stop) {
  int letters = 0;
  while (co_await letter(settings.variant, &mail, stop)) {
    ++letters;
    work(settings.duration("letter"));
    co_await yield_now();  // be polite to the others
  }
  println("reader: stops at ", now(), " after ", letters, " letters");
}

Future<> biased_select(Settings settings) {
  auto [sender, mail] = channel<int>(1000, "mail");
  CancellationToken stop;
  auto reading = spawn(reader(settings, std::move(mail), stop), "reader");
  for (int n = 1; n <= settings.count("letters"); ++n) {
    (void)co_await sender.send(n);
  }

  co_await sleep(settings.duration("stop"));
  println("main: asks the reader to stop at ", now());
  stop.cancel();
  (co_await reading).unwrap();
}

// ---- words

}  // namespace

Scenario scenario_biased_select() {
  return {
      .chapter = 8,
      .title = "A branch that is never asked",
      .topic = "biased select",
      .summary = "A select that asks for mail first does not hear that it is told to stop.",
      .lesson =
          {
              .watch = "The reader waits for mail or for the token, whichever is first, and there is always "
                       "mail. Find the event at which main cancels the token, and count the letters that "
                       "are read after it. Compare the three variants.",
              .why = "A select polls its branches one by one and takes the first that is ready. If the first "
                     "branch is always ready, the second is never polled: it starves inside its own task, "
                     "and no policy of the executor can help it. A fair select begins at a branch that "
                     "chance picks, so each gets its say. Where one branch must win, as a stop does, ask for "
                     "it first on purpose.",
              .next = "Change the seed of fair: the reader stops after another number of letters. Then raise "
                      "letters: which variants care?",
          },
      .variants =
          {
              {"mail_first", "Always polls the mail first."},
              {"fair", "Begins at a branch that chance picks."},
              {"stop_first", "Always polls the token first."},
          },
      .parameters =
          {
              count_parameter("letters", "How many letters are in the mail.", 20, 1, 500),
              duration_parameter("letter", "How long it takes to read one.", 10ms, 1ms, 1s),
              duration_parameter("stop", "When main asks the reader to stop.", 45ms, 1ms, 10s),
          },
      .make = biased_select,
  };
}

}  // namespace loopglass::scenarios
