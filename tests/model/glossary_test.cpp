#include "app/model/glossary.hpp"

#include <algorithm>
#include <string>

#include "tests/catch.hpp"

namespace loopglass {
namespace {

/// What of the text is said to be a term, and which: "polled=poll".
std::string found(std::string_view text) {
  std::string all;
  for (const TermPlace& place : terms_in(text)) {
    all += (all.empty() ? "" : ", ") + std::string(text.substr(place.begin, place.end - place.begin)) + "=" +
           std::string(place.term->name);
  }
  return all;
}

}  // namespace

TEST_CASE("a term is found in its forms, and once in a text") {
  CHECK(found("The executor polls reader: it is pending.") ==
        "executor=executor, polls=poll, pending=pending");
  CHECK(found("Tasks wake tasks, and a task is woken.") == "Tasks=task, wake=wake");
  CHECK(found("READY QUEUE") == "READY QUEUE=ready queue");
  CHECK(found("") == "");
}

TEST_CASE("of terms that begin at one word the longest is meant") {
  CHECK(found("its await stack, and an await") == "await stack=await stack, await=await");
  CHECK(found("a cancellation token") == "cancellation token=cancellation token");
  CHECK(found("the event loop") == "event loop=event loop");
  CHECK(found("at the back of the ready  queue") == "ready=ready, queue=ready queue");
}

TEST_CASE("a term is whole words, and no piece of code") {
  CHECK(found("multitasking, wakeful, dropper, unpolled, task_2") == "");
  CHECK(found("a self-wake") == "self-wake=self-wake");
  CHECK(found("well-futured") == "");
  CHECK(found("drop() and lock()") == "");
  CHECK(found("blocking?tasks=100 with tasks=10: does one task wait?") == "task=task");
  CHECK(found("“poll”, (wake).") == "poll=poll, wake=wake");
  CHECK(found("-poll-") == "poll=poll");
  CHECK(found("tâche task") == "task=task");
}

TEST_CASE("each term says its meaning in plain sentences, without itself as the explanation") {
  for (const Term& term : glossary()) {
    CAPTURE(term.name);
    CHECK(find_term(term.name) == &term);
    CHECK(term.meaning.size() > 20);
    CHECK(term.meaning.size() < 190);
    CHECK(term.meaning.ends_with('.'));
    // No form belongs to two terms.
    for (std::string_view rest = term.forms; !rest.empty();) {
      const std::size_t end = std::min(rest.find('|'), rest.size());
      CAPTURE(rest.substr(0, end));
      CHECK(find_term(rest.substr(0, end)) == &term);
      rest.remove_prefix(std::min(end + 1, rest.size()));
    }
  }
}

TEST_CASE("the words that a first lesson needs are there") {
  for (const char* word :
       {"task",        "future",        "poll",      "pending",          "waker",
        "ready queue", "executor",      "reactor",   "event loop",       "timer",
        "deadline",    "self-wake",     "yield",     "cancel",           "token",
        "abort",       "join",          "select",    "channel",          "back-pressure",
        "mutex",       "semaphore",     "blocking",  "worker",           "budget",
        "policy",      "virtual clock", "coroutine", "suspension point", "edge-triggered readiness",
        "waiting room"}) {
    CAPTURE(word);
    CHECK(find_term(word) != nullptr);
  }
}

}  // namespace loopglass
