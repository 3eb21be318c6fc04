#include "app/model/names.hpp"

#include "tests/catch.hpp"

namespace loopglass {
namespace {

class NamedTrace {
 public:
  void future(std::uint32_t id, std::string_view name) {
    observe({.kind = EventKind::future_created, .subject = id, .value = raw(trace_.add_string(name))});
  }
  void task(std::uint32_t id, std::string_view name, std::uint32_t root = 0) {
    const StringId text = name.empty() ? StringId::none : trace_.add_string(name);
    observe({.kind = EventKind::task_spawned,
             .task = static_cast<TaskId>(id),
             .value = std::uint64_t{raw(text)} << 32 | root});
  }
  const Names& names() const { return names_; }

 private:
  void observe(const Event& event) {
    trace_.append(event);
    names_.observe(trace_, event);
  }
  Trace trace_;
  Names names_;
};

}  // namespace

TEST_CASE("letters go from A to Z, then AA") {
  CHECK(letters(TaskId{1}) == "A");
  CHECK(letters(TaskId{26}) == "Z");
  CHECK(letters(TaskId{27}) == "AA");
  CHECK(letters(TaskId{702}) == "ZZ");
  CHECK(letters(TaskId{703}) == "AAA");
  CHECK(letters(TaskId::none).empty());
}

TEST_CASE("a task has the name it was spawned with, that of its function, or a number") {
  NamedTrace trace;
  trace.future(1, "fetch");
  trace.task(1, "main", 1);
  trace.task(2, "", 1);
  trace.task(3, "", 0);
  CHECK(trace.names().task(TaskId{1}) == "main");
  CHECK(trace.names().task(TaskId{2}) == "fetch");
  CHECK(trace.names().task(TaskId{3}) == "task 3");
  CHECK(trace.names().root_future(TaskId{2}) == FutureId{1});
}

TEST_CASE("tasks of the same name are numbered from the second one on") {
  NamedTrace trace;
  trace.task(1, "worker");
  trace.task(2, "worker");
  trace.task(3, "worker 2");
  trace.task(4, "worker");
  CHECK(trace.names().task(TaskId{1}) == "worker");
  CHECK(trace.names().task(TaskId{2}) == "worker 2");
  CHECK(trace.names().task(TaskId{3}) == "worker 2 2");
  CHECK(trace.names().task(TaskId{4}) == "worker 3");
}

TEST_CASE("futures are found although combinators take ids of their own") {
  NamedTrace trace;
  trace.future(1, "first");
  trace.future(4, "fourth");
  CHECK(trace.names().future(FutureId{1}) == "first()");
  CHECK(trace.names().future(FutureId{2}) == "a future");
  CHECK(trace.names().future(FutureId{4}) == "fourth()");
  CHECK(trace.names().future(FutureId{5}) == "a future");
  CHECK(trace.names().future(FutureId::none) == "a future");
}

TEST_CASE("what is awaited is named by its kind") {
  NamedTrace trace;
  trace.future(1, "fetch");
  trace.task(1, "main", 1);
  const Names& names = trace.names();
  CHECK(names.object(AwaitKind::future, 1) == "fetch()");
  CHECK(names.object(AwaitKind::timer, 3) == "timer 3");
  CHECK(names.object(AwaitKind::join, 1) == "the result of main");
  CHECK(names.object(AwaitKind::token, 2) == "token 2");
  CHECK(names.object(AwaitKind::all, 4) == "several futures");
  CHECK(names.object(AwaitKind::any, 4) == "the first of several futures");
  CHECK(names.task(TaskId::none) == "the loop");
}

}  // namespace loopglass
