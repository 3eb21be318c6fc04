#include "app/session/run_reader.hpp"

#include <utility>

#include "app/session/trace_file.hpp"

namespace loopglass {

RunReader::RunReader(std::string path, const std::vector<Scenario>& scenarios)
    : path_(std::move(path)), thread_([this, &scenarios] { read(scenarios); }) {}

RunReader::~RunReader() {
  stop_ = true;
  thread_.join();
}

Result<std::unique_ptr<Run>, Complaint> RunReader::take() { return std::move(*result_); }

void RunReader::read(const std::vector<Scenario>& scenarios) {
  auto recorded = read_trace_file(path_, [this](double share) {
    share_ = share;
    return !stop_;
  });
  if (recorded) {
    result_.emplace(std::make_unique<Run>(recorded.unwrap(), scenarios));
  } else {
    result_.emplace(recorded.error());
  }
  done_.store(true, std::memory_order_release);
}

}  // namespace loopglass
