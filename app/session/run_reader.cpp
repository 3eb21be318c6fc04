#include "app/session/run_reader.hpp"

#include <algorithm>
#include <filesystem>
#include <system_error>
#include <utility>

#include "app/session/trace_file.hpp"

namespace loopglass {

RunReader::RunReader(std::string path, const std::vector<Scenario>& scenarios) : path_(std::move(path)) {
  std::error_code unknown;
  const auto size = std::filesystem::file_size(path_, unknown);
  if (!unknown) bytes_ = size;
  thread_ = std::thread([this, &scenarios] { read(scenarios); });
}

RunReader::~RunReader() {
  stop_ = true;
  thread_.join();
}

double RunReader::share() const {
  if (bytes_ == 0) return 0;
  return std::min(1.0, static_cast<double>(read_.load()) / static_cast<double>(bytes_));
}

Result<std::unique_ptr<Run>, Complaint> RunReader::take() { return std::move(*result_); }

void RunReader::read(const std::vector<Scenario>& scenarios) {
  auto recorded = read_trace_file(path_, [this](std::uint64_t bytes) {
    read_ = bytes;
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
