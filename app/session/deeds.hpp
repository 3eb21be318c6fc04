// What somebody has done to a run by hand, as a recipe carries it.
//
//     do=42:abort:task2,57+30ms:delay:timer3:200ms&past=1f9c03a7
//
// Each deed says after which event it is done and how long after that, what, and to whom: abort, wake, next
// or last a task, cancel a token, delay a timer by so much, fail a source. They stand in the order in which
// they are done. `past` is a number made of all that had happened up to the event of the last deed. With it,
// a run that does not go the same way up to there is refused; a recipe that was written by hand may leave it
// out.
//
// A deed is done at the first point between two polls at or after its moment. So the poll that its event is
// in comes to its end first. That point may be some events later; they are the same in every run. If the loop
// waits at that moment, its wait ends for it.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/model/names.hpp"
#include "app/session/complaint.hpp"
#include "runtime/interference.hpp"
#include "runtime/result.hpp"
#include "runtime/trace/trace.hpp"

namespace loopglass {

struct Deed {
  EventNumber at = 0;
  Act act;
  Duration after{};  // so long after that event
  bool operator==(const Deed&) const = default;
};

/// Reads what follows `do=`; says which deed is wrong and how one looks.
Result<std::vector<Deed>, Complaint> read_deeds(std::string_view text);
std::string text_of(const std::vector<Deed>& deeds);
/// When it is done, as a recipe says it: "42", or "57+30ms".
std::string moment_text(const Deed& deed);
/// Reads what follows `past=`: eight digits of a hexadecimal number.
std::optional<std::uint32_t> read_past(std::string_view text);
std::string past_text(std::uint32_t past);

/// A number for what happened up to event n, and when: equal for equal pasts. Lines of source do not count.
/// Precondition: n <= trace.size().
std::uint32_t past_of(const Trace& trace, EventNumber n);
/// Whether the run has had what the deed is done to.
bool knows(const Trace& trace, const Act& act);

/// "abort worker", "delay timer 3 by 200 ms".
std::string words_of(const Act& act, const Names& names);
/// The same without the names of a run: "abort task 2".
std::string words_of(const Act& act);

}  // namespace loopglass
