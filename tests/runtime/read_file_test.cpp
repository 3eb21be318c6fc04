#include "tests/runtime/loopglass_test_case.hpp"

namespace loopglass {
namespace {

LOOPGLASS_TEST("a file is read on a worker, and comes as it is") {
  const auto text = co_await read_file("LICENSE");
  REQUIRE(text.ok());
  CHECK(text.value().starts_with("MIT License"));
  CHECK(text.value().ends_with("\n"));
  CHECK(loop.events(EventKind::job_started).size() == 1);
}

LOOPGLASS_TEST("a file that cannot be read is an error that names it and says why") {
  const auto missing = co_await read_file("no/such/file");
  REQUIRE_FALSE(missing.ok());
  CHECK(missing.error().message() == "cannot read no/such/file: No such file or directory");
  const auto folder = co_await read_file("runtime");
  REQUIRE_FALSE(folder.ok());
  CHECK(folder.error().message() == "cannot read runtime: Is a directory");
}

}  // namespace
}  // namespace loopglass
