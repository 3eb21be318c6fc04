// What the runtime costs: yields, spawns and joins, timers, memory.
//
//     bench_runtime_bench BENCH P1 [P2 [P3]] [--trace | --watched] [--virtual]
//
// Prints `loopglass,BENCH,N,TOTAL_NS,NS_PER_OP`, for memory bytes instead of nanoseconds. --trace records
// every event while it measures, --watched hands each to another thread, which takes them out a frame of the
// window at a time; --virtual takes the virtual clock. PEERS_CLOCK=cpu measures processor time
// of the process, which other programs disturb less, and PEER_NAME is printed instead of loopglass. Exit
// status: 0 measured, 1 the runtime did something wrong, 2 wrong words, 3 there is no such benchmark.
#include <unistd.h>

#include <array>
#include <atomic>
#include <charconv>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "runtime/loopglass.hpp"
#include "runtime/net.hpp"
#include "runtime/trace/relay.hpp"
#include "runtime/trace/trace.hpp"

namespace loopglass {
namespace {

using Count = std::uint64_t;
using std::chrono::milliseconds;

constexpr Count far = 60000;  // ms; timers that must not fire lie at least this far ahead

struct Words {
  std::string_view bench;
  Count p1 = 0;
  Count p2 = 0;
  Count p3 = 0;
  bool trace = false;
  bool watched = false;
  bool on_virtual_clock = false;
};

void require(bool so, const char* what) {
  if (so) return;
  std::fprintf(stderr, "wrong: %s\n", what);
  std::exit(1);
}

// ---- measuring

Count read_clock(clockid_t clock) {
  timespec t{};
  clock_gettime(clock, &t);
  return static_cast<Count>(t.tv_sec) * 1'000'000'000 + static_cast<Count>(t.tv_nsec);
}

Count processor_time() { return read_clock(CLOCK_PROCESS_CPUTIME_ID); }

Count stopwatch() {
  static const char* const clock = std::getenv("PEERS_CLOCK");
  static const bool cpu = clock && std::string_view(clock) == "cpu";
  return cpu ? processor_time() : read_clock(CLOCK_MONOTONIC);
}

Count resident_bytes() {
  unsigned long total = 0;
  unsigned long resident = 0;
  if (std::FILE* file = std::fopen("/proc/self/statm", "r")) {
    require(std::fscanf(file, "%lu %lu", &total, &resident) == 2, "/proc/self/statm is not as expected");
    std::fclose(file);
  }
  return Count{resident} * static_cast<Count>(sysconf(_SC_PAGESIZE));
}

/// Marsaglia's xorshift, always from the same seed, so that every run and every peer sleeps for the same
/// times.
class Random {
 public:
  Count below(Count limit) {
    x_ ^= x_ << 13;
    x_ ^= x_ >> 17;
    x_ ^= x_ << 5;
    return x_ % limit;
  }

 private:
  std::uint32_t x_ = 2463534242u;
};

// ---- what is measured

using Handles = std::vector<JoinHandle<void>>;

Future<> yielder(Count times) {
  for (Count i = 0; i < times; ++i) co_await yield_now();
}

Future<> yield(Count tasks, Count times) {
  Handles handles;
  handles.reserve(tasks);
  for (Count i = 0; i < tasks; ++i) handles.push_back(spawn(yielder(times)));
  for (auto& handle : handles) (co_await handle).unwrap();
}

Count calls = 0;

Future<> trivial() {
  ++calls;
  co_return;
}

Future<> spawn_join(Count tasks, Count batch) {
  calls = 0;
  Handles handles;
  handles.reserve(batch);
  for (Count i = 0; i < tasks; i += batch) {
    handles.clear();
    for (Count j = 0; j < batch; ++j) handles.push_back(spawn(trivial()));
    for (auto& handle : handles) (co_await handle).unwrap();
  }
  require(calls == tasks, "not every task ran");
}

Future<> sleeper(Count ms) {
  ++calls;
  co_await sleep(milliseconds(ms));
}

/// Spawns a task for each number of milliseconds that `next` gives, and lets all of them fall asleep.
template <class Next>
Future<Handles> sleepers(Count tasks, Next next) {
  calls = 0;
  Handles handles;
  handles.reserve(tasks);
  for (Count i = 0; i < tasks; ++i) handles.push_back(spawn(sleeper(next())));
  while (calls < tasks) co_await yield_now();
  co_return handles;
}

Future<> timer_insert_cancel(Count tasks, Count most) {
  Handles handles =
      co_await sleepers(tasks, [random = Random(), most]() mutable { return far + random.below(most); });
  for (auto& handle : handles) handle.abort();
  Count cancelled = 0;
  for (auto& handle : handles) {
    const auto result = co_await handle;
    cancelled += result.ok() ? 0 : 1;
  }
  require(cancelled == tasks, "not every task was cancelled");
}

Future<> timer_fire(Count tasks, Count most) {
  Random random;
  Handles handles;
  handles.reserve(tasks);
  for (Count i = 0; i < tasks; ++i) handles.push_back(spawn(sleeper(random.below(most))));
  for (auto& handle : handles) (co_await handle).unwrap();
}

Future<> answer(Receiver<Count> questions, Sender<Count> answers, Count times) {
  for (Count i = 0; i < times; ++i) {
    const auto question = co_await questions.recv();
    (co_await answers.send(*question + 1)).unwrap();
  }
}

/// Round trips through two channels that hold one message each.
Future<> channel_trips(Count times) {
  auto [questions, asked] = channel<Count>(1);
  auto [answers, answered] = channel<Count>(1);
  auto other = spawn(answer(std::move(asked), std::move(answers), times));
  Count sum = 0;
  for (Count i = 0; i < times; ++i) {
    (co_await questions.send(i)).unwrap();
    sum += *co_await answered.recv();
  }
  (co_await other).unwrap();
  require(sum == times * (times + 1) / 2, "messages are lost or changed");
}

struct Connections {
  std::vector<TcpStream> clients;
  std::vector<TcpStream> servers;
};

Future<Connections> connect(Count count) {
  Connections connections;
  TcpListener listener = TcpListener::bind({}).unwrap();
  for (Count i = 0; i < count; ++i) {
    connections.clients.push_back((co_await TcpStream::connect(listener.local())).unwrap());
    connections.servers.push_back((co_await listener.accept()).unwrap());
  }
  co_return connections;
}

Future<> echo(const TcpStream& stream) {
  std::array<char, 4096> buffer;
  for (;;) {
    const auto count = (co_await stream.read(buffer)).unwrap();
    if (count == 0) break;
    (co_await stream.write_all({buffer.data(), count})).unwrap();
  }
}

Future<> ask(const TcpStream& stream, Count times, Count size) {
  const std::string question(size, 'x');
  std::array<char, 4096> buffer;
  for (Count i = 0; i < times; ++i) {
    (co_await stream.write_all(question)).unwrap();
    for (Count got = 0; got < size;) {
      const auto count = (co_await stream.read(buffer)).unwrap();
      require(count > 0, "an echo ends early");
      got += count;
    }
  }
  stream.shutdown().unwrap();
}

Future<> tcp_echo(const Connections& connections, Count times, Count size) {
  Handles handles;
  for (const TcpStream& stream : connections.servers) handles.push_back(spawn(echo(stream)));
  for (const TcpStream& stream : connections.clients) handles.push_back(spawn(ask(stream, times, size)));
  for (auto& handle : handles) (co_await handle).unwrap();
}

Future<Count> memory(Count tasks) {
  const Count before = resident_bytes();
  const Handles handles =
      co_await sleepers(tasks, [random = Random()]() mutable { return 60 * far + random.below(1000); });
  co_return resident_bytes() - before;
}

// ---- the program

/// Takes out what a run records, as the window does.
class Watcher {
 public:
  ~Watcher() {
    over_ = true;
    if (thread_.joinable()) thread_.join();
  }
  Sink& begin() {
    thread_ = std::thread([this] {
      while (!over_) {
        if (relay_.take(trace_, most) < most) std::this_thread::sleep_for(milliseconds(16));
      }
    });
    return relay_;
  }

 private:
  static constexpr std::size_t most = 100'000;  // events between two looks at whether it is over

  Relay relay_;
  Trace trace_;
  std::atomic<bool> over_ = false;
  std::thread thread_;
};

/// The runtime that is measured, warm after its untimed pass.
struct Loop {
  explicit Loop(const Words& words)
      : executor(words.on_virtual_clock || words.bench == "timer_virtual" ? Reactor::on_virtual_clock()
                                                                          : Reactor::on_real_clock(),
                 {.sink = words.watched ? &watcher.begin()
                          : words.trace ? &recorder
                                        : nullptr,
                  .output = {}}) {}

  Recorder recorder;
  Watcher watcher;
  Executor executor;
};

void report(const Words& words, Count operations, Count total) {
  const char* name = std::getenv("PEER_NAME");
  std::string bench(words.bench);
  if (bench == "tcp_echo") bench += "_c" + std::to_string(words.p1);
  std::printf("%s,%s,%llu,%llu,%.2f\n", name ? name : "loopglass", bench.c_str(),
              static_cast<unsigned long long>(operations), static_cast<unsigned long long>(total),
              operations == 0 ? 0.0 : static_cast<double>(total) / static_cast<double>(operations));
}

int measure(const Words& words) {
  const auto [bench, p1, p2, p3, trace, watched, on_virtual_clock] = words;
  Loop loop(words);
  const auto play = [&](auto future) { return loop.executor.block_on(std::move(future)); };
  const auto timed = [&](Count operations, Count (*clock)(), auto future) {
    const Count start = clock();
    play(std::move(future));
    report(words, operations, clock() - start);
    return 0;
  };
  if (bench == "yield") {
    play(yield(p1, 10));
    return timed(p1 * p2, stopwatch, yield(p1, p2));
  }
  if (bench == "spawn_join") {
    require(p2 > 0 && p1 % p2 == 0, "the tasks of spawn_join must fill their batches");
    play(spawn_join(p2, p2));
    return timed(p1, stopwatch, spawn_join(p1, p2));
  }
  if (bench == "timer_insert_cancel") {
    play(timer_insert_cancel(p1, p2));
    return timed(p1, stopwatch, timer_insert_cancel(p1, p2));
  }
  if (bench == "timer_fire") return timed(p1, processor_time, timer_fire(p1, p2));
  if (bench == "timer_virtual") return timed(p1, stopwatch, timer_fire(p1, p2));
  if (bench == "channel") {
    play(channel_trips(1000));
    return timed(p1, stopwatch, channel_trips(p1));
  }
  if (bench == "tcp_echo") {
    {
      const Connections connections = play(connect(p1));
      play(tcp_echo(connections, 100, p3));
    }
    const Connections connections = play(connect(p1));
    return timed(p1 * p2, stopwatch, tcp_echo(connections, p2, p3));
  }
  if (bench == "memory") {
    report(words, p1, play(memory(p1)));
    return 0;
  }
  std::fprintf(stderr, "There is no benchmark %.*s here.\n", static_cast<int>(bench.size()), bench.data());
  return 3;
}

std::optional<Words> read(int argc, char** argv) {
  Words words;
  int place = 0;
  for (int i = 1; i < argc; ++i) {
    const std::string_view word = argv[i];
    if (word == "--trace") {
      words.trace = true;
    } else if (word == "--watched") {
      words.watched = true;
    } else if (word == "--virtual") {
      words.on_virtual_clock = true;
    } else if (place == 0) {
      words.bench = word;
      ++place;
    } else {
      Count ignored = 0;
      Count& number = place == 1 ? words.p1 : place == 2 ? words.p2 : place == 3 ? words.p3 : ignored;
      const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), number);
      if (error != std::errc() || end != word.data() + word.size()) return std::nullopt;
      ++place;
    }
  }
  // Only memory and channel have one number; that of sleeps is the upper limit of a random one.
  if (place < 2 || words.p1 == 0 || (words.bench.starts_with("timer") && words.p2 == 0)) return std::nullopt;
  if (words.bench == "tcp_echo" && (words.p2 == 0 || words.p3 == 0)) return std::nullopt;
  return words;
}

}  // namespace
}  // namespace loopglass

int main(int argc, char** argv) {
  const auto words = loopglass::read(argc, argv);
  if (!words) {
    std::fprintf(stderr, "usage: %s BENCH P1 [P2 [P3]] [--trace | --watched] [--virtual]\n", argv[0]);
    return 2;
  }
  return loopglass::measure(*words);
}
