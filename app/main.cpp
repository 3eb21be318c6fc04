// Loopglass starts here. An exception that gets this far is told in one line.
#include <exception>

#include "app/cli/command_line.hpp"
#include "app/cli/output.hpp"

int main(int argc, char** argv) {
  using namespace loopglass;
  try {
    return run_command_line(argc, argv, real_screens());
  } catch (const std::exception& error) {
    complain(std::string("This cannot be done: ") + error.what() + ".");
  } catch (...) {
    complain("This cannot be done, for a reason that does not say its name.");
  }
  return status_refused;
}
