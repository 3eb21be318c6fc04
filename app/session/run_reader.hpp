// Reads a saved run on a thread of its own: a window goes on meanwhile, and tells how far it is.
#pragma once
#include <atomic>
#include <memory>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "app/session/run.hpp"

namespace loopglass {

class RunReader {
 public:
  /// Begins at once. The scenarios must outlive this and the run.
  /// Throws std::system_error where a thread cannot be had.
  RunReader(std::string path, const std::vector<Scenario>& scenarios);
  /// Stops reading.
  ~RunReader();
  RunReader(const RunReader&) = delete;
  RunReader& operator=(const RunReader&) = delete;

  const std::string& path() const { return path_; }
  /// How much of the file is read, of 1.
  double share() const { return share_; }
  bool is_done() const { return done_.load(std::memory_order_acquire); }
  /// The run, or what is wrong with the file. Precondition: is_done(); once.
  Result<std::unique_ptr<Run>, Complaint> take();

 private:
  void read(const std::vector<Scenario>& scenarios);

  std::string path_;
  std::atomic<double> share_ = 0;
  std::atomic<bool> stop_ = false;
  std::atomic<bool> done_ = false;
  std::optional<Result<std::unique_ptr<Run>, Complaint>> result_;
  std::thread thread_;  // last: it uses the others
};

}  // namespace loopglass
