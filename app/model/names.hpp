// Who is who in a run: names, letters and places, which once known do not change.
#pragma once
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "runtime/trace/trace.hpp"

namespace loopglass {

/// "A" for the first task, "Z" for the 26th, then "AA".
std::string letters(TaskId id);

class Names {
 public:
  /// Takes in the next event of `trace`.
  void observe(const Trace& trace, const Event& event);

  /// The name it was spawned with, or else that of its async function; tasks of the same name are numbered
  /// from the second one on. "the loop" for none.
  const std::string& task(TaskId id) const;
  /// "fetch()".
  std::string future(FutureId id) const;
  /// "timer 3".
  static std::string timer(TimerId id);
  static std::string token(TokenId id);
  /// "mutex db", or "mutex 2" if it has no name of its own.
  std::string resource(ResourceId id) const;
  /// What the work on a worker was called, or "work 2".
  std::string job(JobId id) const;
  static std::string worker(std::uint16_t number);
  /// "stream 3", "listener 127.0.0.1:80", "Ctrl-C".
  std::string source(SourceId id) const;
  /// Where a waker is left: "mutex db", "timer 3".
  std::string place(AwaitKind kind, std::uint32_t object) const;
  /// What an await waits for: "timer 3", "fetch()", "the result of worker".
  std::string object(AwaitKind kind, std::uint32_t object) const;

  SiteId spawn_site(TaskId id) const;
  /// Where the async function of a future is written.
  SiteId future_site(FutureId id) const;
  FutureId root_future(TaskId id) const;
  std::size_t task_count() const { return tasks_.size(); }
  /// Roughly the memory that it takes.
  std::size_t bytes() const;

 private:
  struct TaskName {
    std::string name;
    SiteId site{};
    FutureId root{};
  };
  struct FutureName {
    StringId name{};
    SiteId site{};
  };
  /// Empty if it has none.
  const std::string& name_of(FutureId id) const;
  /// The name itself, or with the first number that makes it new.
  std::string unused(std::string name);

  std::vector<TaskName> tasks_;
  std::unordered_map<std::string, int> next_number_;  // by the names that tasks have
  std::vector<FutureName> futures_;
  std::unordered_map<StringId, std::string> future_names_;
  std::vector<std::string> resources_;
  std::vector<std::string> jobs_;
  std::map<SourceId, std::string> sources_;
};

}  // namespace loopglass
