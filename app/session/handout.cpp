#include "app/session/handout.hpp"

#include <sstream>

#include "app/session/markup.hpp"

namespace loopglass {
namespace {

constexpr const char* style = R"css(
body { font: 11pt/1.45 Inter, "Helvetica Neue", Arial, sans-serif; color: #111; margin: 2em auto; max-width: 46em; }
h1 { font-size: 20pt; } h2 { font-size: 15pt; margin: 1.6em 0 0.2em; } h3 { font-size: 11pt; margin: 1em 0 0.2em; }
pre { font: 8.5pt/1.4 "JetBrains Mono", Menlo, Consolas, monospace; border: 1px solid #bbb; padding: 0.7em;
      white-space: pre-wrap; break-inside: avoid-page; }
img { width: 100%; border: 1px solid #bbb; } .recipe { color: #555; font-size: 9.5pt; }
ol.choices { list-style: lower-alpha; margin: 0.2em 0 0.8em; } .question { break-inside: avoid; }
section { break-after: page; } .answers { break-before: page; break-after: auto; }
@page { margin: 18mm; }
)css";

/// RFC 4648, with padding.
std::string base64(std::string_view bytes) {
  constexpr std::string_view digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string text;
  for (std::size_t i = 0; i < bytes.size(); i += 3) {
    std::uint32_t group = 0;
    for (std::size_t k = 0; k < 3; ++k) {
      group = group << 8 | (i + k < bytes.size() ? static_cast<unsigned char>(bytes[i + k]) : 0u);
    }
    for (std::size_t k = 0; k < 4; ++k) {
      text += i + k > bytes.size() ? '=' : digits[group >> (18 - 6 * k) & 63u];
    }
  }
  return text;
}

std::string element(const char* tag, std::string_view text) {
  return "<" + std::string(tag) + ">" + escaped(text) + "</" + tag + ">\n";
}

/// The lines that students see, without blank ones at their ends.
std::string code_of(const Scenario& scenario) {
  std::istringstream source(scenario.source);
  std::string code;
  int number = 0;
  for (std::string line; std::getline(source, line);) {
    ++number;
    if (number >= scenario.first_line && number <= scenario.last_line) code += line + "\n";
  }
  const std::size_t first = code.find_first_not_of('\n');
  const std::size_t last = code.find_last_not_of('\n');
  return first == std::string::npos ? "" : code.substr(first, last - first + 1);
}

std::string head_of(const HandoutPart& part) {
  const Scenario& scenario = *part.scenario;
  std::string html = element("h2", scenario.title);
  html += "<p class=\"recipe\">" + escaped(part.recipe) + "</p>\n";
  return html;
}

std::string body_of(const HandoutPart& part) {
  const Scenario& scenario = *part.scenario;
  std::string html = "<section>\n" + head_of(part) + element("p", scenario.summary);
  if (!part.variant_summary.empty()) html += element("p", "This run: " + part.variant_summary);
  html += element("h3", "What to watch") + element("p", scenario.lesson.watch);
  html += element("h3", "The code") + element("pre", code_of(scenario));
  if (!part.timeline.empty()) {
    html += element("h3", "The run");
    html += "<img alt=\"The timeline of " + escaped(part.recipe) + "\" src=\"data:image/png;base64," +
            base64(part.timeline) + "\">\n";
  }
  if (!part.questions.empty()) html += element("h3", "Questions");
  for (std::size_t i = 0; i < part.questions.size(); ++i) {
    const PosedQuestion& question = part.questions[i];
    html += "<div class=\"question\">";
    html += element("p", std::to_string(i + 1) + ". " + question.moment + " " + question.text);
    html += "<ol class=\"choices\">\n";
    for (const std::string& choice : question.choices) html += element("li", choice);
    html += "</ol></div>\n";
  }
  return html + "</section>\n";
}

std::string answers_of(const HandoutPart& part) {
  const Scenario& scenario = *part.scenario;
  std::string html = head_of(part);
  for (std::size_t i = 0; i < part.questions.size(); ++i) {
    const PosedQuestion& question = part.questions[i];
    const auto letter = static_cast<char>('a' + question.answer);
    html += element("p", std::to_string(i + 1) + letter + ": " + question.choices[question.answer] + ". " +
                             question.because);
  }
  html += element("p", scenario.lesson.why) + element("p", "Try next: " + scenario.lesson.next);
  if (!scenario.teaching.point.empty()) html += element("p", "To take home: " + scenario.teaching.point);
  return html;
}

}  // namespace

std::string handout(const std::string& title, const std::vector<HandoutPart>& parts) {
  std::string html = "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n";
  html += element("title", title) + "<style>" + style + "</style>\n</head>\n<body>\n" + element("h1", title);
  for (const HandoutPart& part : parts) html += body_of(part);
  html += "<div class=\"answers\">\n" + element("h1", "Answers");
  for (const HandoutPart& part : parts) html += answers_of(part);
  return html + "</div>\n</body>\n</html>\n";
}

}  // namespace loopglass
