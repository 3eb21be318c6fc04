// A trace in words: one event a line, every field decoded. For the command line, for tests and for a person
// who looks at the difference between two runs.
#pragma once
#include <map>
#include <string>
#include <vector>

#include "runtime/trace/trace.hpp"

namespace loopglass {

/// Turns the events of one trace into lines. Learns the names of tasks and futures as it goes, so lines are
/// asked for in order; borrows the trace, which may grow meanwhile.
///
///     13      100 ms  task_woken        news            by timer 2 (event 12): queued
class TraceText {
 public:
  explicit TraceText(const Trace& trace) : trace_(trace) {}

  /// Precondition: the events before `n` were asked for, and n <= trace.size().
  std::string line(EventNumber n);

 private:
  void learn(const Event& event);
  std::string task(TaskId id) const;
  std::string future(std::uint32_t id) const;
  std::string resource(std::uint32_t id) const;
  std::string job(std::uint32_t id) const;
  std::string source(std::uint32_t id) const;
  std::string object(AwaitKind kind, std::uint32_t id) const;
  std::string cause(const Event& event) const;
  std::string change(const Event& event) const;
  std::string packet(const Event& event) const;
  std::string interference(const Event& event) const;
  std::string at(SiteId site) const;
  std::string details(const Event& event) const;

  const Trace& trace_;
  std::vector<StringId> tasks_{StringId::none};    // by id
  std::vector<StringId> futures_{StringId::none};  // by id; none where a combinator took the id
  struct ResourceName {
    ResourceKind kind{};
    StringId name{};
  };
  std::vector<ResourceName> resources_{ResourceName{}};  // by id
  std::vector<StringId> jobs_{StringId::none};           // by id
  struct SourceName {
    SourceKind kind{};
    StringId name{};
  };
  std::map<std::uint32_t, SourceName> sources_;
};

}  // namespace loopglass
