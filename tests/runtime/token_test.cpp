#include "tests/catch.hpp"
#include "tests/runtime/loop.hpp"

namespace loopglass {
namespace {

Future<> waits(CancellationToken token, std::string name) {
  co_await token.cancelled();
  println(name);
}

TEST_CASE("copies of a token are the same token") {
  Loop loop;
  const CancellationToken token;
  const CancellationToken copy = token;
  copy.cancel();
  CHECK(token.is_cancelled());
  CHECK(copy.id() == token.id());
}

TEST_CASE("a cancelled parent takes its children with it, however far down") {
  Loop loop;
  const CancellationToken root;
  const CancellationToken child = root.child_token();
  const CancellationToken grandchild = child.child_token();
  root.cancel();
  CHECK(child.is_cancelled());
  CHECK(grandchild.is_cancelled());
}

TEST_CASE("a cancelled child leaves its parent and its siblings alone") {
  Loop loop;
  const CancellationToken root;
  const CancellationToken child = root.child_token();
  const CancellationToken sibling = root.child_token();
  child.cancel();
  CHECK_FALSE(root.is_cancelled());
  CHECK_FALSE(sibling.is_cancelled());
}

TEST_CASE("a child of a cancelled token is born cancelled") {
  Loop loop;
  const CancellationToken root;
  root.cancel();
  CHECK(root.child_token().is_cancelled());
}

TEST_CASE("a child outlives the last copy of its parent") {
  Loop loop;
  std::optional<CancellationToken> root(std::in_place);
  const CancellationToken child = root->child_token();
  root.reset();
  CHECK_FALSE(child.is_cancelled());
  child.cancel();
  CHECK(child.is_cancelled());
}

TEST_CASE("cancelling wakes those who wait, first come first served, and runs nothing itself") {
  Loop loop;
  const CancellationToken token;
  for (const char* name : {"a", "b", "c"}) (void)loop.spawn(waits(token, name));
  loop.run();
  token.cancel();
  CHECK(loop.output.empty());
  loop.run();
  CHECK(loop.output == Lines{"a", "b", "c"});
}

TEST_CASE("those who wait for a child are woken by the parent's cancellation, and the trace says so") {
  Loop loop;
  const CancellationToken root;
  const CancellationToken child = root.child_token();
  const auto handle = loop.spawn(waits(child, "child"));
  loop.run();
  root.cancel();
  loop.run();
  CHECK(loop.output == Lines{"child"});
  const auto wakes = loop.events(EventKind::task_woken, handle.id());
  REQUIRE(wakes.size() == 1);
  const Event& by = loop.trace()[wakes[0].value];
  CHECK(by.kind == EventKind::token_cancelled);
  CHECK(by.subject == raw(child.id()));
  const Event& cause = loop.trace()[by.value];
  CHECK(cause.kind == EventKind::token_cancelled);
  CHECK(cause.subject == raw(root.id()));
}

TEST_CASE("waiting for a token that is cancelled already never leaves the poll") {
  Loop loop;
  const CancellationToken token;
  token.cancel();
  const auto handle = loop.spawn(waits(token, "at once"));
  loop.run();
  CHECK(loop.polls(handle.id()) == 1);
  CHECK(loop.output == Lines{"at once"});
}

TEST_CASE("a second cancel changes nothing") {
  Loop loop;
  const CancellationToken token;
  token.cancel();
  token.cancel();
  CHECK(loop.events(EventKind::token_cancelled).size() == 1);
}

TEST_CASE("a task that is dropped while it waits for a token is not woken by it") {
  Loop loop;
  const CancellationToken token;
  const auto first = loop.spawn(waits(token, "a"));
  const auto second = loop.spawn(waits(token, "b"));
  loop.run();
  first.abort();
  loop.run();
  token.cancel();
  loop.run();
  CHECK(loop.output == Lines{"b"});
  CHECK(loop.wakes(first.id()) == std::vector<WakeOutcome>{WakeOutcome::queued});  // by its abort
}

TEST_CASE("waiting keeps a token alive that nobody holds any more") {
  Loop loop;
  std::optional<CancellationToken> token(std::in_place);
  struct Story {
    static Future<> waits_for(CancellationToken::Cancelled cancelled) { co_await cancelled; }
  };
  const auto handle = loop.spawn(Story::waits_for(token->cancelled()));
  loop.run();
  const CancellationToken last = *token;
  token.reset();
  last.cancel();
  loop.run();
  CHECK(handle.is_finished());
}

TEST_CASE("a deadline around a wait for a token works both ways") {
  Loop loop;
  struct Story {
    static Future<> waits(CancellationToken token) {
      const auto early = co_await timeout(10ms, token.cancelled());
      println(early.ok());
      const auto later = co_await timeout(100ms, token.cancelled());
      println(later.ok(), " at ", now());
    }
    static Future<> cancels(CancellationToken token) {
      co_await sleep(30ms);
      token.cancel();
    }
  };
  const CancellationToken token;
  (void)loop.spawn(Story::waits(token));
  (void)loop.spawn(Story::cancels(token));
  loop.run();
  CHECK(loop.output == Lines{"false", "true at 30 ms"});
}

TEST_CASE("a token works without any executor") {
  const CancellationToken token;
  const CancellationToken child = token.child_token();
  token.cancel();
  CHECK(child.is_cancelled());
  CHECK(token.id() == TokenId::none);
}

}  // namespace
}  // namespace loopglass
