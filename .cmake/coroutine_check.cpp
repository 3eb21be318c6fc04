// Shows whether the compiler destroys what lives in a coroutine exactly once. Each case counts the
// constructions and destructions of Counted; the program prints the cases that do not come out even and then
// returns 1. It is compiled and run when the project is configured. g++ 12 fails here.

#include <coroutine>
#include <cstdio>
#include <exception>
#include <utility>

namespace {

int alive = 0;
int wrong = 0;

// Keeps a note of its own address, so that a second destruction or a copy of raw bytes is seen and harmless.
struct Counted {
  Counted() { ++alive; }
  Counted(const Counted& other) : value(other.value) { ++alive; }
  Counted(Counted&& other) noexcept : value(other.value) { ++alive; }
  Counted& operator=(const Counted& other) {
    value = other.value;
    return *this;
  }
  ~Counted() {
    if (self != this) ++wrong;
    self = nullptr;
    --alive;
  }
  int value = 0;
  const Counted* self = this;
};

struct Pair {
  Counted first;
  Counted second;
};

struct Arguments {
  Counted counted;
  int size = 0;
};

// A lazy coroutine that hands its result, and the processor, to whoever awaits it.
template <class T>
struct Task {
  struct promise_type {
    T result{};
    std::coroutine_handle<> parent = std::noop_coroutine();
    Task get_return_object() { return Task{std::coroutine_handle<promise_type>::from_promise(*this)}; }
    std::suspend_always initial_suspend() noexcept { return {}; }
    auto final_suspend() noexcept {
      struct ToParent {
        bool await_ready() noexcept { return false; }
        std::coroutine_handle<> await_suspend(std::coroutine_handle<promise_type> me) noexcept {
          return me.promise().parent;
        }
        void await_resume() noexcept {}
      };
      return ToParent{};
    }
    void return_value(T value) { result = std::move(value); }
    void unhandled_exception() { std::terminate(); }
  };

  explicit Task(std::coroutine_handle<promise_type> handle) : frame(handle) {}
  Task(Task&& other) noexcept : frame(std::exchange(other.frame, nullptr)) {}
  Task& operator=(Task&&) = delete;
  ~Task() {
    if (frame) frame.destroy();
  }

  bool await_ready() { return false; }
  std::coroutine_handle<> await_suspend(std::coroutine_handle<> awaiting) {
    frame.promise().parent = awaiting;
    return frame;
  }
  T await_resume() { return std::move(frame.promise().result); }

  std::coroutine_handle<promise_type> frame;
};

Task<Counted> make(int value) {
  Counted made;
  made.value = value;
  co_return made;
}

Task<Pair> make_pair() { co_return Pair{}; }

Task<int> take(Arguments arguments) { co_return arguments.size; }

Task<bool> below(int value, int limit, Counted) { co_return value < limit; }

// cond ? co_await a() : b
Task<int> conditional_operator() {
  int sum = 0;
  for (int i = 0; i < 2; ++i) {
    const Counted other;
    const Counted chosen = i == 0 ? co_await make(1) : other;
    sum += chosen.value;
  }
  co_return sum;
}

// An aggregate made for the length of a co_await statement.
Task<int> aggregate_temporary() {
  const int size = co_await take({Counted{}, 20});
  co_return co_await take(Arguments{.counted = {}, .size = 40}) + size;
}

// while (co_await f() …)
Task<int> loop_condition() {
  int turns = 0;
  while (co_await below(turns, 3, Counted{}) && (co_await make(1)).value == 1) ++turns;
  co_return turns;
}

// A structured binding that lives in a coroutine which is destroyed while it waits.
Task<int> structured_binding() {
  const auto [first, second] = co_await make_pair();
  co_await std::suspend_always{};
  co_return first.value + second.value;
}

int failures = 0;

template <class Start>
void check(const char* what, Start start) {
  alive = 0;
  wrong = 0;
  {
    auto task = start();
    task.frame.resume();
  }
  if (alive != 0 || wrong != 0) {
    std::printf("%s\n", what);
    std::fflush(stdout);
    ++failures;
  }
}

}  // namespace

int main() {
  check("`cond ? co_await a() : b` does not destroy each value once", conditional_operator);
  check("a temporary in a co_await statement is not destroyed once", aggregate_temporary);
  check("destroying a waiting coroutine does not destroy its structured bindings once", structured_binding);
  check("`while (co_await f())` does not destroy its temporaries once", loop_condition);
  return failures == 0 ? 0 : 1;
}
