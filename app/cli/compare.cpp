// `loopglass compare`: plays two recipes and says where they part and what differs; of more than two, a table
// of their figures.
#include <algorithm>
#include <memory>
#include <nlohmann/json.hpp>

#include "app/cli/columns.hpp"
#include "app/cli/command.hpp"
#include "app/cli/report.hpp"
#include "app/session/comparison.hpp"
#include "app/session/run.hpp"
#include "app/session/shown_text.hpp"

namespace loopglass {
namespace {

using Json = nlohmann::ordered_json;
using Runs = std::vector<std::unique_ptr<Run>>;

struct Words {
  std::vector<std::string> recipes;
  bool json = false;
};

using Row = std::vector<std::string>;

/// Rows of words in columns, the first to the left and the rest to the right.
std::string table(const std::vector<Row>& rows) {
  std::vector<std::size_t> widths(rows.front().size());
  for (const Row& row : rows) {
    for (std::size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], count_characters(row[i]));
  }
  std::string text;
  for (const Row& row : rows) {
    std::string line;
    for (std::size_t i = 0; i < row.size(); ++i) {
      line += i == 0 ? left(row[i], widths[i]) : "  " + right(row[i], widths[i]);
    }
    text += trimmed(line) + "\n";
  }
  return text;
}

/// One row a figure, one column a run.
std::string figures_table(const std::vector<std::string>& names, const std::vector<Figures>& runs) {
  std::vector<Row> rows{{""}};
  for (const std::string& name : names) rows.front().push_back(name);
  for (const Figure& figure : table_of(runs.front())) rows.push_back({figure.name});
  for (const Figures& run : runs) {
    std::size_t row = 1;
    for (const Figure& figure : table_of(run)) rows[row++].push_back(figure.text);
  }
  return table(rows);
}

/// The tasks that both runs have and that differ, by name.
std::string tasks_table(const Comparison& c) {
  constexpr std::size_t most_rows = 20;
  std::vector<Row> rows{{"task", "late", "", "queued", "", "busy", ""},
                        {"", c.name_a, c.name_b, c.name_a, c.name_b, c.name_a, c.name_b}};
  std::size_t left_out = 0;
  for (const TaskFigures& a : c.a.tasks) {
    const auto b = std::ranges::find(c.b.tasks, a.name, &TaskFigures::name);
    if (b == c.b.tasks.end()) continue;
    if (a.latest_timer == b->latest_timer && a.queued == b->queued && a.busy == b->busy) continue;
    if (rows.size() == most_rows + 2) {
      ++left_out;
      continue;
    }
    rows.push_back({a.name, to_text(a.latest_timer), to_text(b->latest_timer), to_text(a.queued),
                    to_text(b->queued), to_text(a.busy), to_text(b->busy)});
  }
  if (rows.size() == 2) return "";
  return table(rows) + (left_out == 0 ? "" : "and " + std::to_string(left_out) + " more tasks that differ\n");
}

void print(const Comparison& c, const Order& a, const Order& b, Output& output) {
  const std::size_t width = std::max(count_characters(c.name_a), count_characters(c.name_b));
  const auto row = [&](const std::string& name, const std::string& text) {
    output.line("  " + left(name, width) + "  " + text);
  };
  if (a.recipe().text() != c.name_a) {
    row(c.name_a, a.recipe().text());
    row(c.name_b, b.recipe().text());
    output.line("");
  }
  output.write(figures_table({c.name_a, c.name_b}, {c.a, c.b}));
  if (!c.divergence) {
    output.line("\nThe two runs are the same, event by event.");
    return;
  }
  if (const std::string tasks = tasks_table(c); !tasks.empty()) output.write("\n" + tasks);
  output.line("\nThey part at event " + std::to_string(c.divergence->event) + ".");
  row(c.name_a, c.at_divergence_a);
  row(c.name_b, c.at_divergence_b);
  output.line("");
  for (const Difference& difference : c.differences) {
    std::string bullet = "* ";
    for (const std::string& line : wrapped(difference.sentence, 98)) {
      output.line(std::exchange(bullet, "  ") + line);
    }
  }
  if (c.differences.empty()) output.line("All figures are the same.");
}

Json side_of_divergence(const Run& run, const Divergence& divergence, bool is_in, const std::string& text) {
  if (!is_in) return {{"event", nullptr}, {"time_ns", nullptr}, {"task", nullptr}, {"text", text}};
  const Event& event = run.trace()[divergence.event];
  return {{"event", divergence.event},
          {"time_ns", event.time_ns},
          {"task", run.chronicle().names().task(event.task)},
          {"text", text}};
}

std::string json_of(const Comparison& c, const Run& a, const Run& b) {
  Json differences = Json::array();
  for (const Difference& d : c.differences) {
    differences.push_back({{"figure", d.id}, {"a", d.a}, {"b", d.b}, {"sentence", d.sentence}});
  }
  Json divergence = nullptr;
  if (const auto& d = c.divergence) {
    divergence = {{"a", side_of_divergence(a, *d, d->in_a, c.at_divergence_a)},
                  {"b", side_of_divergence(b, *d, d->in_b, c.at_divergence_b)}};
  }
  const Json object = {{"a", Json::parse(json_report(a))},
                       {"b", Json::parse(json_report(b))},
                       {"divergence", divergence},
                       {"differences", differences}};
  return object.dump(2, ' ', false, Json::error_handler_t::replace);
}

void print_figures(const Runs& runs, Output& output) {
  std::vector<std::string> names;
  std::vector<Figures> figures;
  for (const auto& run : runs) {
    names.push_back(run->order().recipe().text());
    figures.push_back(figures_of(run->chronicle()));
  }
  output.write(figures_table(names, figures));
}

int compare(const Words& words, Environment& environment) {
  if (words.recipes.size() < 2) {
    return refuse(Complaint("A comparison takes two recipes or more, and this is one: give a second one."));
  }
  if (words.json && words.recipes.size() > 2) {
    return refuse(Complaint("--json compares two recipes, and these are " +
                            std::to_string(words.recipes.size()) + ": give two, or leave --json out."));
  }
  std::vector<Order> orders;
  for (const std::string& recipe : words.recipes) {
    const auto order = resolve_and_try(recipe, environment.scenarios);
    if (!order) return refuse(order.error());
    orders.push_back(order.value());
  }
  Runs runs;
  for (const Order& order : orders) {
    runs.push_back(std::make_unique<Run>(order));
    runs.back()->finish();
  }
  if (runs.size() > 2) {
    print_figures(runs, environment.output);
    return 0;
  }
  const Comparison comparison = loopglass::compare(*runs[0], *runs[1]);
  if (words.json) {
    environment.output.line(json_of(comparison, *runs[0], *runs[1]));
  } else {
    print(comparison, orders[0], orders[1], environment.output);
  }
  return 0;
}

}  // namespace

Action declare_compare(CLI::App& command, Environment& environment) {
  const auto words = std::make_shared<Words>();
  command
      .add_option("RECIPES", words->recipes,
                  "Two: where they part and what differs. More: a table of figures. Positions do not matter")
      ->required();
  command.add_flag("--json", words->json, "Print one JSON object, for programs; takes two recipes");
  return [words, &environment] { return compare(*words, environment); };
}

}  // namespace loopglass
