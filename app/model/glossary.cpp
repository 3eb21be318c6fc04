#include "app/model/glossary.hpp"

#include <algorithm>
#include <map>
#include <string>

namespace loopglass {
namespace {

constexpr Term terms[] = {
    {"abort",
     "Asks the executor to end a task. Nothing happens inside the call: on the task's next turn its future "
     "is "
     "dropped where it stands.",
     "aborts|aborted|aborting"},
    {"async", "Of a function: calling it does no work. It gives a future, which works when it is polled.",
     "asynchronous"},
    {"await",
     "Polls a future in place until it is ready. While it is pending, the whole task returns to the "
     "executor.",
     "awaits|awaited|awaiting|co_await"},
    {"await stack",
     "The futures that a task is inside of, from its own down to the one that it waits for. Each poll walks "
     "down "
     "it again.",
     ""},
    {"back-pressure",
     "Whoever produces too fast is made to wait, so that nothing piles up. A full channel does that to its "
     "senders.",
     "backpressure"},
    {"barrier", "Tasks wait at it until a given number of them are there; then all go on.", ""},
    {"blocking",
     "To keep the thread without giving it back, as a plain sleep or a plain read does. No other task runs "
     "meanwhile.",
     "block|blocks|blocked"},
    {"broadcast channel", "A channel whose every message is received by every receiver.", "broadcast"},
    {"budget",
     "How many awaits that are ready at once a task may pass in one poll, before it is made to yield. It "
     "keeps one "
     "task from holding the loop.",
     ""},
    {"busy", "The time that a task spends in its own polls: it has the thread.", ""},
    {"cancel",
     "To end work before it is done. A future is cancelled by dropping it, a task by aborting it, and many "
     "at "
     "once by a token that they look at.",
     "cancels|cancelled|cancelling|cancellation"},
    {"cancellation token",
     "A flag that many tasks look at or await. Cancelling it asks them to stop; those who never look go on.",
     "token|child token"},
    {"channel",
     "A queue of messages between tasks. Who receives from an empty one waits, and who sends to a full one.",
     ""},
    {"coalesced", "Of a wake: the task is in the ready queue already, so nothing is added to it.", ""},
    {"coroutine",
     "A function that can stop at an await and go on later from there. What it needs to go on is kept in its "
     "frame.",
     "coroutine frame"},
    {"deadline", "The moment at which a timer is due.", ""},
    {"deadlock", "Tasks wait for one another in a circle, so none of them will ever be woken.", "deadlocked"},
    {"detached", "Of a task: nobody holds its handle. It goes on, but nobody learns its result.",
     "detach|detaches"},
    {"drop",
     "To destroy a future. If it was waiting, it ends there, and what it holds is destroyed from the inside "
     "out.",
     "drops|dropped|dropping"},
    {"edge-triggered readiness",
     "The reactor tells once that a source has become ready. Whoever is told reads until nothing is left, or "
     "misses the rest.",
     "edge-triggered"},
    {"event",
     "One thing that happened in the run: a poll, a wake, a timer. The run is the list of its events.", ""},
    {"event loop",
     "One thread that repeats: take what is ready and poll it; if nothing is ready, wait for the next timer "
     "or "
     "source.",
     "the loop"},
    {"executor",
     "The part of the loop that takes the task at the head of the ready queue and polls it. It has one slot.",
     ""},
    {"fairness", "Whether every task that is ready gets its turn before long.", "fair|unfair"},
    {"first-in first-out", "The queue's order in which who came first goes first.", "fifo"},
    {"future",
     "Work that may be done. It does nothing until it is polled; then it says either that it is ready or "
     "that it "
     "is pending.",
     ""},
    {"idle", "The time that a task spends waiting for something: neither polled nor in the ready queue.", ""},
    {"join", "To wait until a task or several futures are done, and take what they give.",
     "joins|joined|joining|joiner"},
    {"join handle", "What a spawn gives: with it one can await the task's result, or abort the task.",
     "joinhandle|handle"},
    {"last-in first-out",
     "The queue's order in which who came last goes first; who came first may wait long.", "lifo"},
    {"lazy", "A future does nothing by itself: no poll, no work.", "laziness"},
    {"lock", "Only one may hold it. A task that finds it taken stands in its line until it is released.",
     "locked|locks"},
    {"lost waker", "A task waits, and nobody has its waker any more: it will never be polled again.",
     "lost wake|lost wakes|lost wake-up"},
    {"mutex",
     "A lock for tasks: only one holds it, and the others wait in its line without holding the thread.",
     "mutexes"},
    {"notify", "Wakes one task that waits for it, or is kept for the next one that does.", ""},
    {"oneshot", "A channel for one message: an answer that is sent once.", ""},
    {"panic",
     "An exception that leaves a task's own future. It ends that task alone; whoever joins it is told.",
     "panics|panicked"},
    {"parked",
     "Of the loop: nothing is ready, so the thread sleeps until a timer is due or a source is ready.",
     "park|parks|unparked"},
    {"pending",
     "What a poll says when the work is not done. The future has left its waker with what it waits for.", ""},
    {"permit", "What a semaphore hands out: who has one may go on.", ""},
    {"policy", "The rule by which the ready queue chooses who is next.", "policies"},
    {"poll", "To ask a future to go on as far as it can. It comes back ready, with a value, or pending.",
     "polls|polled|polling"},
    {"reactor",
     "The part of the loop that knows what tasks wait for: timers in order of their deadlines, and sources. "
     "When "
     "something is there it calls the waker.",
     ""},
    {"ready", "Of a future: its value is there. Of a task: it stands in the ready queue.", ""},
    {"ready queue",
     "The tasks that can go on, in a line. Only these are polled; the others are left alone until they are "
     "woken.",
     "queue"},
    {"queued", "The time that a task spends ready, in the line for its turn.", ""},
    {"scheduling delay", "How long a task is ready before it is polled.", ""},
    {"select", "Waits for the first of several futures, and drops the others.", "selects|selected"},
    {"self-wake",
     "A task wakes itself during its own poll: it gives others a turn and stands at the back of the queue "
     "again.",
     "self-waking|wakes itself"},
    {"semaphore",
     "It has a number of permits. Who finds none left waits in its line until one is given back.", ""},
    {"source", "Something outside that the reactor watches: a listener, one end of a connection, a signal.",
     ""},
    {"spawn",
     "To give a future to the executor as a task of its own. It is queued, and polled when its turn comes.",
     "spawns|spawned|spawning"},
    {"spurious wake", "A task is woken, polled, and finds nothing new. It does no harm: it is pending again.",
     "spurious|woken for nothing"},
    {"stale", "Of a wake: it is for a task that has ended already, so nothing happens.", ""},
    {"starvation", "A task is ready and never polled, because others are always taken first.",
     "starve|starves|starved"},
    {"stream", "Values that come one after the other, each awaited; of a connection, its bytes.", ""},
    {"suspension point", "A place where a task may stop and give the thread back: an await.",
     "suspend|suspends|suspended"},
    {"task",
     "A future that the executor drives by itself, with a place in the ready queue when it can go on.", ""},
    {"timeout", "An await with a limit: when its timer is due first, the work is dropped.", "timed out"},
    {"timer",
     "A wish to be woken at a deadline. The reactor keeps it; that it is due does not yet mean a poll.", ""},
    {"turn",
     "One round of the loop: look at the clock and the reactor, then poll those that were in the queue when "
     "the "
     "round began.",
     ""},
    {"virtual clock",
     "A clock that moves only when the loop would wait, or when a task says it works. Every run is then the "
     "same, "
     "whatever the machine.",
     ""},
    {"wait cycle",
     "Each waits for something that the next one holds, and the last for the first: a deadlock.", ""},
    {"waiting room",
     "Where the picture of the loop has the tasks that wait for something else than time: for a lock, a "
     "message, another task.",
     ""},
    {"wake", "Puts a waiting task into the ready queue. It is not run by that: its turn comes later.",
     "wakes|woken|woke|waking"},
    {"waker",
     "A small thing that knows one task. It is left with what the task waits for; calling it puts the task "
     "into the "
     "ready queue.",
     ""},
    {"worker",
     "A thread beside the loop's own, for work that blocks. Its end is told to the loop, which wakes the "
     "task.",
     "worker thread|workers"},
    {"yield", "To give the thread back although one could go on: the task goes to the back of the queue.",
     "yields|yielded|yielding|yield_now"},
};

using Index = std::map<std::string, const Term*, std::less<>>;

std::size_t words_of(std::string_view form) {
  return static_cast<std::size_t>(std::ranges::count(form, ' ')) + 1;
}

/// Each way to say each term, in small letters.
const Index& index() {
  static const Index all = [] {
    Index made;
    for (const Term& term : terms) {
      made.emplace(term.name, &term);
      made.emplace(std::string(term.name) + "s", &term);
      for (std::string_view rest = term.forms; !rest.empty();) {
        const std::size_t end = std::min(rest.find('|'), rest.size());
        made.emplace(rest.substr(0, end), &term);
        rest.remove_prefix(std::min(end + 1, rest.size()));
      }
    }
    return made;
  }();
  return all;
}

/// How many words the longest form has.
std::size_t longest() {
  static const std::size_t most = [] {
    std::size_t words = 1;
    for (const auto& [form, term] : index()) words = std::max(words, words_of(form));
    return words;
  }();
  return most;
}

char lowered(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

/// A word goes on through a hyphen or an underscore: "self-wake" and "yield_now" are one.
bool is_inside(std::string_view text, std::size_t at) {
  const auto letter = [&](std::size_t i) {
    if (i >= text.size()) return false;
    const char c = lowered(text[i]);
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
  };
  return letter(at) || (at > 0 && text[at] == '-' && letter(at - 1) && letter(at + 1));
}

/// Where the recipe or the setting ("blocking?tasks=100", "tasks=10") ends that stands at the beginning of a
/// word; where it begins if none does.
std::size_t end_of_recipe(std::string_view text, std::size_t at) {
  if (at > 0 && text[at - 1] != ' ' && text[at - 1] != '\n') return at;
  const std::size_t end = std::min(text.find_first_of(" \n", at), text.size());
  return text.substr(at, end - at).find('=') == std::string_view::npos ? at : end;
}

}  // namespace

std::span<const Term> glossary() { return terms; }

const Term* find_term(std::string_view words) {
  std::string small(words);
  std::ranges::transform(small, small.begin(), lowered);
  const auto found = index().find(small);
  return found == index().end() ? nullptr : found->second;
}

std::vector<TermPlace> terms_in(std::string_view text) {
  std::vector<TermPlace> found;
  const auto end_of_word = [&](std::size_t at) {
    while (at < text.size() && is_inside(text, at)) ++at;
    return at;
  };
  for (std::size_t at = 0; at < text.size();) {
    if (const std::size_t end = end_of_recipe(text, at); end > at) {
      at = end;
      continue;
    }
    if (!is_inside(text, at)) {
      ++at;
      continue;
    }
    std::size_t end = end_of_word(at);
    const std::size_t next = end;
    const Term* term = nullptr;
    std::size_t term_end = next;
    for (std::size_t words = 1; words <= longest(); ++words) {
      // A call is no term: "drop()" is code.
      const bool is_call = end < text.size() && text[end] == '(';
      if (const Term* said = is_call ? nullptr : find_term(text.substr(at, end - at))) {
        term = said;
        term_end = end;
      }
      if (end + 1 >= text.size() || text[end] != ' ' || !is_inside(text, end + 1)) break;
      end = end_of_word(end + 1);
    }
    if (term && std::ranges::find(found, term, &TermPlace::term) == found.end())
      found.push_back({at, term_end, term});
    at = term ? term_end : next;
  }
  return found;
}

}  // namespace loopglass
