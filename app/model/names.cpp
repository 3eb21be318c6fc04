#include "app/model/names.hpp"

#include <algorithm>

namespace loopglass {

std::string letters(TaskId id) {
  std::string text;
  for (std::uint32_t n = raw(id); n > 0; n = (n - 1) / 26) {
    text.insert(text.begin(), static_cast<char>('A' + (n - 1) % 26));
  }
  return text;
}

void Names::observe(const Trace& trace, const Event& event) {
  if (event.kind == EventKind::future_created && event.subject == futures_.size() + 1) {
    const auto name = static_cast<StringId>(event.value);
    futures_.push_back({name, event.site});
    if (!future_names_.contains(name)) future_names_.emplace(name, trace.string(name));
  } else if (event.kind == EventKind::future_created && event.subject > futures_.size() &&
             event.subject < futures_.size() + 4096) {
    // Combinators take ids without an event of their own.
    futures_.resize(event.subject - 1);
    observe(trace, event);
  } else if (event.kind == EventKind::task_spawned && raw(event.task) == tasks_.size() + 1) {
    const auto root = static_cast<FutureId>(event.value & 0xffffffffu);
    std::string name(trace.string(static_cast<StringId>(event.value >> 32)));
    if (name.empty()) name = name_of(root);
    if (name.empty()) name = "task " + std::to_string(raw(event.task));
    tasks_.push_back({unused(std::move(name)), event.site, root});
  } else if (event.kind == EventKind::job_queued && event.subject > 0 &&
             event.subject <= jobs_.size() + 4096) {
    if (event.subject > jobs_.size()) jobs_.resize(event.subject);
    jobs_[event.subject - 1] = trace.string(static_cast<StringId>(event.value));
  } else if (event.kind == EventKind::resource_created && event.subject == resources_.size() + 1) {
    std::string own(trace.string(static_cast<StringId>(event.value >> 32)));
    if (own.empty()) own = std::to_string(event.subject);
    resources_.push_back(name(static_cast<ResourceKind>(event.detail)) + (" " + own));
  } else if (event.kind == EventKind::source_opened) {
    const auto kind = static_cast<SourceKind>(event.detail);
    const std::string own(trace.string(static_cast<StringId>(event.value >> 32)));
    // A stream's own name says where it leads; its number is what tells it from the others.
    const bool is_numbered = kind == SourceKind::stream || own.empty();
    std::string text = kind == SourceKind::signal
                           ? own
                           : name(kind) + (" " + (is_numbered ? std::to_string(event.subject) : own));
    sources_.insert_or_assign(static_cast<SourceId>(event.subject), std::move(text));
  }
}

std::string Names::unused(std::string name) {
  if (next_number_.try_emplace(name, 2).second) return name;
  for (int& n = next_number_[name];; ++n) {
    std::string numbered = name + " " + std::to_string(n);
    if (next_number_.try_emplace(numbered, 2).second) return numbered;
  }
}

const std::string& Names::task(TaskId id) const {
  static const std::string loop = "the loop";
  static const std::string unknown = "an unknown task";
  if (id == TaskId::none) return loop;
  return raw(id) <= tasks_.size() ? tasks_[raw(id) - 1].name : unknown;
}

const std::string& Names::name_of(FutureId id) const {
  static const std::string none;
  if (raw(id) == 0 || raw(id) > futures_.size()) return none;
  const auto name = future_names_.find(futures_[raw(id) - 1].name);
  return name == future_names_.end() ? none : name->second;
}

std::string Names::future(FutureId id) const {
  const std::string& name = name_of(id);
  return name.empty() ? "a future" : name + "()";
}

std::string Names::timer(TimerId id) { return "timer " + std::to_string(raw(id)); }
std::string Names::token(TokenId id) { return "token " + std::to_string(raw(id)); }

std::string Names::object(AwaitKind kind, std::uint32_t object) const {
  switch (kind) {
    case AwaitKind::future: return future(static_cast<FutureId>(object));
    case AwaitKind::timer:
    case AwaitKind::interval: return timer(static_cast<TimerId>(object));
    case AwaitKind::join: return "the result of " + task(static_cast<TaskId>(object));
    case AwaitKind::yield: return "its next turn";
    case AwaitKind::token: return token(static_cast<TokenId>(object));
    case AwaitKind::timeout: return "a timeout";
    case AwaitKind::all: return "several futures";
    case AwaitKind::any: return "the first of several futures";
    case AwaitKind::item: return "the next item of a stream";
    case AwaitKind::channel_send: return "room in " + resource(static_cast<ResourceId>(object));
    case AwaitKind::channel_receive: return "news from " + resource(static_cast<ResourceId>(object));
    case AwaitKind::lock:
    case AwaitKind::semaphore:
    case AwaitKind::notify:
    case AwaitKind::barrier:
    case AwaitKind::once: return resource(static_cast<ResourceId>(object));
    case AwaitKind::job: return job(static_cast<JobId>(object));
    case AwaitKind::readable: return "bytes from " + source(static_cast<SourceId>(object));
    case AwaitKind::writable: return "room to write to " + source(static_cast<SourceId>(object));
    case AwaitKind::accept: return "a connection at " + source(static_cast<SourceId>(object));
    case AwaitKind::connect: return "an answer for " + source(static_cast<SourceId>(object));
    case AwaitKind::signal: return source(static_cast<SourceId>(object));
    case AwaitKind::other: break;
  }
  return "a future written by hand";
}

std::string Names::resource(ResourceId id) const {
  return raw(id) > 0 && raw(id) <= resources_.size() ? resources_[raw(id) - 1] : "something shared";
}

std::string Names::job(JobId id) const {
  const bool is_named = raw(id) > 0 && raw(id) <= jobs_.size() && !jobs_[raw(id) - 1].empty();
  return is_named ? jobs_[raw(id) - 1] : "work " + std::to_string(raw(id));
}

std::string Names::worker(std::uint16_t number) { return "worker " + std::to_string(number); }

std::string Names::source(SourceId id) const {
  const auto it = sources_.find(id);
  return it == sources_.end() ? "a new connection" : it->second;
}

std::string Names::place(AwaitKind kind, std::uint32_t object_id) const {
  if (is_source(kind)) return source(static_cast<SourceId>(object_id));
  return is_resource(kind) ? resource(static_cast<ResourceId>(object_id)) : object(kind, object_id);
}

std::size_t Names::bytes() const {
  constexpr std::size_t node = 72;  // of a map, with a short name in it
  return tasks_.capacity() * sizeof(TaskName) + futures_.capacity() * sizeof(FutureName) +
         (resources_.capacity() + jobs_.capacity()) * sizeof(std::string) +
         (next_number_.size() + future_names_.size() + sources_.size()) * node +
         (next_number_.bucket_count() + future_names_.bucket_count()) * sizeof(void*);
}

SiteId Names::spawn_site(TaskId id) const {
  return raw(id) > 0 && raw(id) <= tasks_.size() ? tasks_[raw(id) - 1].site : SiteId::none;
}

SiteId Names::future_site(FutureId id) const {
  return raw(id) > 0 && raw(id) <= futures_.size() ? futures_[raw(id) - 1].site : SiteId::none;
}

FutureId Names::root_future(TaskId id) const {
  return raw(id) > 0 && raw(id) <= tasks_.size() ? tasks_[raw(id) - 1].root : FutureId::none;
}

}  // namespace loopglass
