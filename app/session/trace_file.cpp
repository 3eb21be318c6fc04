#include "app/session/trace_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <filesystem>
#include <fstream>
#include <istream>
#include <limits>
#include <nlohmann/json.hpp>
#include <optional>
#include <system_error>
#include <vector>

#include "app/session/shown_text.hpp"

namespace loopglass {
namespace {

using nlohmann::json;

constexpr int format = 1;

/// A JSON string; of what is not UTF-8, as a socket may bring it, the bytes as a list.
std::string json_text(std::string_view text) {
  try {
    return json(std::string(text)).dump(-1, ' ', true);
  } catch (const json::type_error&) {
    return json(std::vector<std::uint8_t>(text.begin(), text.end())).dump();
  }
}

std::string hash_text(const Trace& trace) { return fmt::format("{:016x}", trace.hash()); }

/// How far a stream was read.
struct Progress {
  std::uint64_t all = 0;  // its bytes; 0 if nobody knows
  const ReadWatch& watch;
  std::size_t line = 1;
  std::uint64_t bytes = 0;
  bool is_stopped = false;

  /// Takes one more; whether to go on.
  bool take(int byte) {
    constexpr std::uint64_t piece = std::uint64_t{1} << 18;  // a hundredth of a second or so
    if (byte == '\n') ++line;
    if (++bytes % piece == 0 && watch && !watch(share())) is_stopped = true;
    return !is_stopped;
  }
  double share() const {
    return all == 0 ? 0 : std::min(1.0, static_cast<double>(bytes) / static_cast<double>(all));
  }
};

/// How many bytes there are to read; 0 if that cannot be told, as of a pipe.
std::uint64_t bytes_in(std::istream& in) {
  const auto here = in.tellg();
  in.seekg(0, std::ios::end);
  const auto end = in.tellg();
  in.clear();
  if (here < 0 || end < here) return 0;
  in.seekg(here);
  return static_cast<std::uint64_t>(end - here);
}

/// The bytes of a stream for the parser, which says nothing of lines: counts them.
class CountedBytes {
 public:
  using iterator_category = std::input_iterator_tag;
  using value_type = char;
  using difference_type = std::ptrdiff_t;
  using pointer = const char*;
  using reference = char;

  CountedBytes() = default;
  CountedBytes(std::istream& in, Progress& progress) : bytes_(in.rdbuf()), progress_(&progress) {
    if (bytes_->sgetc() == end) bytes_ = nullptr;
  }
  char operator*() const { return static_cast<char>(bytes_->sgetc()); }
  CountedBytes& operator++() {
    const bool goes_on = progress_->take(bytes_->sbumpc());
    if (!goes_on || bytes_->sgetc() == end) bytes_ = nullptr;
    return *this;
  }
  CountedBytes operator++(int) { return std::exchange(*this, ++CountedBytes(*this)); }
  bool operator==(const CountedBytes& other) const { return bytes_ == other.bytes_; }

 private:
  static constexpr int end = std::char_traits<char>::eof();
  std::streambuf* bytes_ = nullptr;
  Progress* progress_ = nullptr;
};

/// Takes the parser's pieces as they come and builds the run of them. What stands outside of "loopglass" is
/// passed over. Each function returns whether to go on, as the parser wants it.
class Reader : public nlohmann::json_sax<json> {
 public:
  Recorded take() { return std::move(recorded_); }
  const std::string& fault() const { return fault_; }

  bool null() override { return value(Value{}); }
  bool boolean(bool) override { return value(Value{}); }
  bool number_integer(number_integer_t n) override {
    return value({.is_number = true, .is_negative = n < 0, .number = static_cast<std::uint64_t>(n)});
  }
  bool number_unsigned(number_unsigned_t n) override { return value({.is_number = true, .number = n}); }
  bool number_float(number_float_t, const string_t&) override { return value(Value{}); }
  bool string(string_t& text) override { return value({.text = &text}); }
  bool binary(binary_t&) override { return value(Value{}); }

  bool start_object(std::size_t) override { return enter(false); }
  bool key(string_t& word) override {
    if (depth_ == 1) part_ = word == "loopglass" ? Part::run : Part::none;
    if (depth_ == 2 && part_ != Part::none) part_ = part_of(word);
    return true;
  }
  bool end_object() override { return leave(); }
  bool start_array(std::size_t) override { return enter(true); }
  bool end_array() override { return leave(); }

  bool parse_error(std::size_t, const std::string&, const nlohmann::detail::exception& error) override {
    // "[json.exception.parse_error.101] parse error at line 3, column 5: syntax error while …"
    const std::string text = error.what();
    const std::size_t at = text.find("syntax error");
    return stop(at == std::string::npos ? "this is not JSON" : one_line(text.substr(at), 160));
  }

  /// What is missing when the file has ended.
  bool finish() {
    if (!found_) return stop("it holds no run of Loopglass (there is no \"loopglass\" in it)");
    if (format_ != format) return stop("it is of a format that this version does not know");
    if (clock_ != name(ClockKind::virtual_time) && clock_ != name(ClockKind::real_time))
      return stop("its clock is neither virtual nor real");
    recorded_.clock = clock_ == name(ClockKind::real_time) ? ClockKind::real_time : ClockKind::virtual_time;
    if (const std::string hash = hash_text(recorded_.trace); hash != hash_)
      return stop("its events are not those that were saved: their hash is " + hash + ", not " +
                  in_quotes(hash_));
    return true;
  }

 private:
  enum class Part { none, run, format, recipe, clock, file, source, hash, kinds, strings, sites, events };
  struct Value {
    bool is_number = false;
    bool is_negative = false;
    std::uint64_t number = 0;  // two's complement where it is negative
    const std::string* text = nullptr;
  };
  static constexpr std::array<std::string_view, 12> words = {
      "", "", "format", "recipe", "clock", "file", "source", "hash", "kinds", "strings", "sites", "events"};

  static Part part_of(std::string_view word) {
    for (std::size_t i = 2; i < words.size(); ++i) {
      if (words[i] == word) return static_cast<Part>(i);
    }
    return Part::run;
  }
  bool is_list() const { return part_ >= Part::kinds; }
  bool is_row_list() const { return part_ >= Part::strings; }

  bool stop(std::string fault) {
    if (fault_.empty()) fault_ = std::move(fault);
    return false;
  }
  bool wrong_place() {
    return stop(fmt::format("\"{}\" is not as it should be", words[static_cast<std::size_t>(part_)]));
  }

  bool enter(bool array) {
    ++depth_;
    if (depth_ == 1 && array) return stop("it holds no run of Loopglass (it is a list)");
    if (part_ == Part::run && depth_ == 2) {
      if (array) return stop("\"loopglass\" is not an object");
      if (std::exchange(found_, true)) return stop("\"loopglass\" stands in it twice");
      return true;
    }
    if (part_ < Part::format) return true;  // of no concern here
    if (depth_ == 3 && is_list() && array) return true;
    if (depth_ == 4 && is_row_list() && array) {
      fields_ = 0;
      return true;
    }
    return wrong_place();
  }

  bool leave() {
    --depth_;
    if (depth_ == 3 && part_ == Part::strings) recorded_.trace.add_string(std::exchange(bytes_, {}));
    if (depth_ == 3 && part_ == Part::sites) return end_site();
    if (depth_ == 3 && part_ == Part::events) return end_event();
    if (depth_ == 2 && part_ >= Part::format) part_ = Part::run;
    if (depth_ == 1) part_ = Part::none;
    return true;
  }

  bool value(Value v) {
    switch (part_) {
      case Part::none: return true;
      case Part::run: return depth_ > 1 ? true : stop("\"loopglass\" is not an object");
      case Part::format:
        if (!v.is_number || v.is_negative) return wrong_place();
        format_ = v.number;
        return true;
      case Part::recipe: return take_text(v, recorded_.recipe);
      case Part::clock: return take_text(v, clock_);
      case Part::file: return take_text(v, recorded_.file);
      case Part::source: return take_text(v, recorded_.source);
      case Part::hash: return take_text(v, hash_);
      case Part::kinds: return depth_ == 3 && v.text ? add_kind(*v.text) : wrong_place();
      case Part::strings: return add_string(v);
      case Part::sites: return depth_ == 4 ? add_site_field(v) : wrong_place();
      case Part::events: return depth_ == 4 ? add_event_field(v) : wrong_place();
    }
    return true;
  }

  bool take_text(Value v, std::string& to) {
    if (!v.text || depth_ != 2) return wrong_place();
    to = *v.text;
    return true;
  }

  bool add_kind(std::string_view word) {
    for (int kind = 0; kind < event_kinds; ++kind) {
      if (word != name(static_cast<EventKind>(kind))) continue;
      kinds_.push_back(static_cast<EventKind>(kind));
      return true;
    }
    return stop("this version knows no event called " + in_quotes(word));
  }

  bool add_string(Value v) {
    if (depth_ == 4) {
      if (!fits(v, 0xff)) return wrong_place();
      bytes_.push_back(static_cast<char>(v.number));
      return true;
    }
    if (depth_ != 3 || !v.text) return wrong_place();
    recorded_.trace.add_string(*v.text);
    return true;
  }

  bool add_site_field(Value v) {
    const bool is_line = fields_ == 1;
    if (fields_ > 2 || (is_line ? !fits(v, 0xffffffffu) : !v.text))
      return stop("a site is not [file, line, function]");
    if (fields_ == 0) site_.file = *v.text;
    if (is_line) site_.line = static_cast<std::uint32_t>(v.number);
    if (fields_ == 2) site_.function = *v.text;
    ++fields_;
    return true;
  }
  bool end_site() {
    if (fields_ != 3) return stop("a site is not [file, line, function]");
    recorded_.trace.add_site(std::exchange(site_, {}));
    return true;
  }

  static bool fits(Value v, std::uint64_t most) { return v.is_number && !v.is_negative && v.number <= most; }

  bool add_event_field(Value v) {
    static constexpr std::uint64_t half = 0xffff;
    static constexpr std::uint64_t whole = 0xffffffff;
    static constexpr std::array<std::uint64_t, 8> most = {
        std::numeric_limits<std::int64_t>::max(), whole, 0xff, half, whole, whole, whole,
        std::numeric_limits<std::uint64_t>::max()};
    if (fields_ >= most.size()) return stop("an event has eight numbers, and here are more");
    if (!fits(v, most[fields_]))
      return stop(fmt::format("number {} of an event is out of its range", fields_ + 1));
    row_[fields_++] = v.number;
    return true;
  }
  bool end_event() {
    if (fields_ != row_.size()) return stop("an event has eight numbers, and here are fewer");
    if (row_[1] >= kinds_.size()) return stop("an event is of a kind that \"kinds\" does not list");
    Event event;
    event.time_ns = static_cast<std::int64_t>(row_[0]);
    event.kind = kinds_[row_[1]];
    event.detail = static_cast<std::uint8_t>(row_[2]);
    event.extra = static_cast<std::uint16_t>(row_[3]);
    event.task = static_cast<TaskId>(row_[4]);
    event.subject = static_cast<std::uint32_t>(row_[5]);
    event.site = static_cast<SiteId>(row_[6]);
    event.value = row_[7];
    if (event.time_ns < last_time_) return stop("time goes back from one event to the next");
    last_time_ = event.time_ns;
    recorded_.trace.append(event);
    return true;
  }

  Recorded recorded_;
  std::string clock_;
  std::string hash_;
  std::string fault_;
  std::string bytes_;
  std::vector<EventKind> kinds_;
  std::array<std::uint64_t, 8> row_{};
  Site site_;
  std::int64_t last_time_ = 0;
  std::uint64_t format_ = 0;
  std::size_t depth_ = 0;
  std::size_t fields_ = 0;
  Part part_ = Part::none;
  bool found_ = false;
};

}  // namespace

bool is_trace_file(std::string_view word) { return word.ends_with(".json"); }

void write_trace(const Run& run, const TextSink& out) {
  const Trace& trace = run.trace();
  const Scenario& scenario = *run.order().scenario;
  out(fmt::format("{{\"displayTimeUnit\": \"ns\",\n\"otherData\": {{\"recipe\": {}}},\n\"traceEvents\": [\n",
                  json_text(run.recipe())));
  write_viewer_events(trace, out);
  out(fmt::format(
      "\n],\n\"loopglass\": {{\"format\": {}, \"recipe\": {}, \"clock\": \"{}\", \"hash\": \"{}\",\n", format,
      json_text(run.recipe()), name(run.clock()), hash_text(trace)));
  out(fmt::format("\"file\": {}, \"source\": {},\n\"kinds\": [", json_text(scenario.file),
                  json_text(scenario.source)));
  for (int kind = 0; kind < event_kinds; ++kind) {
    out(fmt::format("{}\"{}\"", kind == 0 ? "" : ", ", name(static_cast<EventKind>(kind))));
  }
  out("],\n\"strings\": [");
  for (std::size_t i = 1; i < trace.string_count(); ++i) {
    out(i == 1 ? "\n" : ",\n");
    out(json_text(trace.string(static_cast<StringId>(i))));
  }
  out("],\n\"sites\": [");
  for (std::size_t i = 1; i < trace.site_count(); ++i) {
    const Site& site = trace.site(static_cast<SiteId>(i));
    out(fmt::format("{}[{},{},{}]", i == 1 ? "\n" : ",\n", json_text(site.file), site.line,
                    json_text(site.function)));
  }
  out("],\n\"events\": [");
  for (EventNumber n = 1; n <= trace.size(); ++n) {
    const Event& e = trace[n];
    out(fmt::format("{}[{},{},{},{},{},{},{},{}]", n == 1 ? "\n" : ",\n", e.time_ns, static_cast<int>(e.kind),
                    e.detail, e.extra, raw(e.task), e.subject, raw(e.site), e.value));
  }
  out("]}}\n");
}

Result<Recorded, Complaint> read_trace(std::istream& in, std::string_view name, const ReadWatch& watch) {
  Progress progress{.all = bytes_in(in), .watch = watch};
  Reader reader;
  const bool read = json::sax_parse(CountedBytes(in, progress), CountedBytes(), &reader) && reader.finish();
  if (progress.is_stopped) return Complaint("Reading " + in_quotes(name) + " was stopped.");
  if (read) return reader.take();
  return Complaint("Cannot read " + in_quotes(name) + ", line " + std::to_string(progress.line) + ": " +
                   reader.fault() + ". Give a file that 'loopglass run RECIPE --save FILE' wrote.");
}

Result<Recorded, Complaint> read_trace_file(const std::string& path, const ReadWatch& watch) {
  std::ifstream in(path, std::ios::binary);
  std::error_code ignored;
  const bool is_folder = std::filesystem::is_directory(path, ignored);
  if (!in || is_folder) {
    const int code = is_folder ? EISDIR : errno;
    return Complaint("Cannot open " + in_quotes(path) + ": " + std::generic_category().message(code) +
                     ". Check the name of the file.");
  }
  return read_trace(in, path, watch);
}

}  // namespace loopglass
