#include "runtime/loopglass.hpp"
#include "runtime/net.hpp"
#include "scenarios/scenario.hpp"

namespace loopglass::scenarios {
namespace {

// ---- code

// Twelve bytes, in however many pieces they come.
Future<> reader(std::string name, TcpListener listener) {
  const TcpStream stream = (co_await listener.accept()).unwrap();
  println(name, ": has a connection at ", now());
  std::string text(12, ' ');
  (co_await stream.read_exact(text)).unwrap();
  println(name, ": has all of it at ", now());
}

Future<> in_pieces(Endpoint there, Duration pause) {
  const TcpStream stream = (co_await TcpStream::connect(there)).unwrap();
  for (const std::string_view piece : {"one.", "two.", "six."}) {
    (co_await stream.write_all(piece)).unwrap();
    co_await sleep(pause);
  }
}

Future<> at_once(Endpoint there, Duration pause) {
  co_await sleep(pause);
  const TcpStream stream = (co_await TcpStream::connect(there)).unwrap();
  co_await sleep(pause / 2);
  (co_await stream.write_all("all of it...")).unwrap();
}

Future<> reactor(Settings settings) {
  network_behaves({.latency = settings.duration("latency")});
  const Duration pause = settings.duration("pause");
  const TcpListener listener = TcpListener::bind({}).unwrap();
  const Endpoint there = listener.local();

  // Two tasks wait at one listener, then each at a stream of its own.
  auto first = spawn(reader("first", listener), "first");
  auto second = spawn(reader("second", listener), "second");
  auto pieces = spawn(in_pieces(there, pause), "in pieces");
  auto whole = spawn(at_once(there, pause), "at once");
  (co_await first).unwrap();
  (co_await second).unwrap();
  (co_await pieces).unwrap();
  (co_await whole).unwrap();
}

// ---- words

}  // namespace

Scenario scenario_reactor() {
  return {
      .chapter = 7,
      .title = "Ready is not done",
      .topic = "reactor",
      .summary = "The reactor says what is worth trying; the task tries, and may have to wait again.",
      .lesson =
          {
              .watch = "first and second wait at one listener, so one visitor wakes both: first gets the "
                       "connection, second tries in vain and leaves its waker again. Then first wants "
                       "twelve bytes that come in three pieces: it is woken three times, and its await ends "
                       "once. second gets its twelve bytes in one piece and is woken once for them.",
              .why =
                  "A reactor of this kind watches readiness, not completion. It does not read for anybody: "
                  "it sees that something has changed and wakes the tasks that left their wakers there. "
                  "Each of them tries for itself when it is polled, and a try that gets less than it "
                  "needs ends in another wait. A task that waits for something else is not disturbed.",
              .next = "Give pause=0ms: how often is first woken now? Under the real clock the system may "
                      "join or split the pieces.",
          },
      .teaching =
          {
              .point = "A reactor says that it is worth trying; the task tries, and may wait again.",
              .belief = "A task that is woken has what it waited for.",
              .question = "Why does the reactor not read the bytes itself?",
              .minutes = 8,
          },
      .notes =
          {
              {says("first: has a connection"), "first has the connection. What did second get for its try?"},
              {says("first: has all"),
               "Only now does the await of read_exact end, however many wakes it took."},
          },
      .questions =
          {
              {Ask::next_line, says("first: has a connection")},
              {Ask::finish_time, says("first: has a connection"), "second"},
          },
      .parameters =
          {
              duration_parameter("pause", "The time between two pieces.", 20ms, 0ms, 10s),
              duration_parameter("latency", "How long bytes travel, one way; on the virtual clock.", 5ms, 0ms,
                                 10s),
          },
      .make = reactor,
  };
}

}  // namespace loopglass::scenarios
