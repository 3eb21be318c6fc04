"""Two runs go in step in one window: seeking, selecting and leaving, by mouse and by key."""

from driver import Window, check, run, xdotool


def one_click_sets_the_other_variant_beside():
    with Window("late_timeout@100ms") as w:
        at = w.rest(time_ns=100_000_000)["at"]
        w.click("bar.compare")
        state = w.wait(lambda s: s["compared"] == "blocking awaiting" and "b.loop" in s["controls"], "two loops")
        check("loop" in state["controls"] and "b.timeline" in state["controls"], "a view of the first run is missing")
        w.place("compare.differences")
        # Each says its own events.
        for run in ("", "b."):
            place, loop = w.place(run + "compare.at"), w.place(run + "loop")
            check(loop[0] < place[0] and place[2] <= loop[2] and place[3] <= loop[1] + 4,
                  f"{run}: the number of its event is not above its loop")
        w.keys("c")
        state = w.wait(lambda s: s["compared"] == "" and "b.loop" not in s["controls"], "one loop")
        check(state["at"] == at and state["recipe"] == "late_timeout@100ms", "leaving lost the place")
        check(state["time_ns"] == 100_000_000, "leaving lost the moment between two events")


def where_one_has_gone_in_it_one_stays():
    with Window("late_timeout@100ms") as w:
        before = w.rest(time_ns=100_000_000)["at"]
        w.keys("c")
        w.wait(lambda s: s["compared"] and "b.loop" in s["controls"], "two loops")
        w.keys("Left", "Left", "Left")
        there = w.wait(lambda s: s["resting"] and s["at"] < before, "earlier events")
        w.keys("c")
        state = w.wait(lambda s: s["compared"] == "" and "b.loop" not in s["controls"], "one loop")
        check((state["at"], state["time_ns"]) == (there["at"], there["time_ns"]), f"it is at {state['at']}")


def both_are_at_the_same_event_until_they_part_and_at_the_same_time_after():
    with Window("blocking@#40") as w:
        w.rest(at=40)
        w.keys("c", "Return")
        w.wait(lambda s: s["at_b"] == 40, "the second run at the same event")
        w.keys("Right", "Right")
        w.wait(lambda s: s["resting"] and s["at"] == 42 and s["at_b"] == 42, "both on by two")
        w.click("timeline", across=0.55)  # beside the arrows
        state = w.wait(lambda s: s["resting"] and s["time_ns"] > 150_000_000, "the middle of the run")
        check(state["at_b"] < state["at"], "a run that is blocked has as many events as one that is not")
        w.click("b.timeline", across=0.9)
        later = w.wait(lambda s: s["resting"] and s["time_ns"] > 300_000_000, "a later time")
        check(later["at_b"] > state["at_b"], "the second run did not follow")
        w.click("compare.parting")
        w.wait(lambda s: s["resting"] and s["at"] == 94 and s["at_b"] == 94, "where they part")
        w.keys("End")
        w.wait(lambda s: s["resting"] and s["at"] > 94, "the end")
        w.click("b.timeline.parting")
        w.wait(lambda s: s["resting"] and s["at"] == 94 and s["at_b"] == 94, "where they part, by a click on the timeline")


def key_and_button_ask_the_same_with_the_next_variant_chosen():
    with Window("blocking/blocking@200ms") as w:
        w.rest()
        for begin in (lambda: w.keys("c"), lambda: w.click("bar.compare")):
            begin()
            w.wait(lambda s: s["focus"] == "compare.offloaded" and "compare.all" in s["controls"], "the menu")
            w.keys("Return")
            w.wait_for(compared="blocking offloaded")
            begin()
            w.wait(lambda s: s["compared"] == "" and "compare.all" not in s["controls"], "one run")
        # Faster than the menu is there.
        w.keys("c", "Return")
        w.wait_for(compared="blocking offloaded")
        w.keys("c")
        w.wait_for(compared="")
        w.keys("c")
        w.wait_for(focus="compare.offloaded")
        w.keys("Down")
        w.wait(lambda s: s["focus"].startswith("compare.") and s["focus"] != "compare.offloaded", "the next line")
        other = w.state["focus"].removeprefix("compare.")
        w.keys("Return")
        w.wait_for(compared="blocking " + other)
        # The key goes on to the next line, and keys that are faster than the menu are not lost.
        w.keys("c")
        w.wait_for(compared="")
        w.keys("c", "c")
        w.wait_for(focus="compare." + other)
        w.keys("Escape")
        w.wait(lambda s: "compare.all" not in s["controls"], "no menu")
        for keys, run in ((("c", "Up", "Return"), "cooperative"), (("c", "c", "Return"), other)):
            w.keys(*keys)
            w.wait_for(compared="blocking " + run)
            w.keys("c")
            w.wait_for(compared="")
        w.keys("c", "c", "Escape")
        w.wait(lambda s: s["compared"] == "" and "compare.all" not in s["controls"], "no menu and one run")


def lanes(state, run=""):
    """Where lanes that are seen whole stand below the upper edge of their timeline."""
    top = state["controls"][run + "timeline"][1]
    places = {int(n.removeprefix(run + "timeline.lane.")): p for n, p in state["controls"].items()
              if n.startswith(run + "timeline.lane.")}
    most = max((p[3] - p[1] for p in places.values()), default=0)
    return {n: p[1] - top for n, p in places.items() if p[3] - p[1] >= most - 1 > 4}


def together(state):
    a, b = lanes(state), lanes(state, "b.")
    both = a.keys() & b.keys()
    return len(both) > 2 and all(abs(a[n] - b[n]) <= 4 for n in both)


def two_timelines_scroll_together():
    for size, scale in (((1280, 720), 1), ((1600, 900), 1.25)):
        with Window("blocking/blocking?tasks=24@200ms", size=size, scale=scale) as w:
            w.rest()
            w.keys("c", "Return")
            w.wait(lambda s: "b.timeline.lane.3" in s["controls"] and s["compared"], "two timelines")
            w.wheel("timeline", -4)
            w.wait(lambda s: min(lanes(s)) > 3 and together(s), "lanes further below in both")
            w.wheel("b.timeline", -20)
            w.wait(lambda s: 25 in lanes(s) and 25 in lanes(s, "b.") and together(s), "the last lanes in both")
            w.wheel("b.timeline", 40)
            w.wait(lambda s: 1 in lanes(s) and 1 in lanes(s, "b.") and together(s), "the first lanes in both")


def a_task_is_selected_in_both():
    with Window("blocking@#100") as w:
        w.keys("c", "Return")
        # The names stand to the left of the lanes.
        w.click("b.timeline.lane.3", across=-0.06)
        w.wait_for(selected="C")
        w.click("timeline.lane.2", across=-0.06)
        w.wait_for(selected="B")


def all_variants_of_a_scenario_stand_below_one_another():
    with Window("lazy@#5") as w:
        w.click("bar.compare")
        w.click("compare.all")
        w.wait(lambda s: s["compared"] == "forgotten awaited spawned" and "c.timeline" in s["controls"], "three timelines")
        w.keys("Escape")
        w.wait_for(compared="")


def rows_of_several_tell_their_axis_and_how_their_tasks_end():
    for size in ((1280, 720), (1600, 900)):
        with Window("who_runs_next@#60", size=size) as w:
            w.click("bar.compare")
            w.click("compare.all")
            state = w.wait(lambda s: "d.compare.ends" in s["controls"], "the order of ends in each row")
            check("compare.ends" in state["controls"], "the first row has no order")
            w.click("timeline.axis")
            w.place("d.timeline.axis")
            w.click("c.timeline.title")
            w.wait(lambda s: s["compared"] == "" and s["recipe"].startswith("who_runs_next/asyncio"), "that run alone")


def a_click_on_its_name_leaves_one_run():
    with Window("blocking/offloaded@200ms", size=(1280, 720)) as w:
        for name, left in (("compare.name", "blocking/offloaded"), ("b.compare.name", "blocking/blocking")):
            w.keys("c", "Up", "Return")
            w.wait_for(compared="offloaded blocking")
            w.place("timeline.axis")
            w.click(name)
            # The time stays, though one of them does nothing then.
            w.wait(lambda s: s["compared"] == "" and s["recipe"].startswith(left) and s["time_ns"] == 200_000_000, left)


def a_click_on_a_warning_goes_there_in_both():
    with Window("blocking/blocking@#334") as w:
        w.keys("c", "Return")
        w.wait(lambda s: s["compared"] == "blocking offloaded" and "b.loop" in s["controls"], "two runs")
        w.click("timeline.warning")
        w.rest(time_ns=200_000_000, selected="B")
        check(w.state["compared"] and w.state["at_b"] > 94, "the other run did not go along")


def a_wake_of_any_of_several_is_asked_about_where_it_is():
    with Window("blocking@#5") as w:
        w.click("bar.compare")
        w.click("compare.all")
        w.wait(lambda s: "c.timeline.lane.3" in s["controls"], "timelines below one another")
        # In offloaded light 1 is woken at 100 of 400 ms; the reactor's arrow comes from above, left of that.
        left, top, right, bottom = w.place("c.timeline.lane.3")
        xdotool("mousemove", round(left + (right - left) / 4) - 5, top + (bottom - top) // 4, "click", 1)
        w.rest(time_ns=100_000_000, selected="C")


def a_wake_of_the_second_run_is_gone_to_and_told():
    with Window("blocking/blocking@400ms", size=(1280, 720)) as w:
        w.keys("c", "Up", "Return")
        w.wait(lambda s: s["compared"] == "blocking cooperative" and "b.timeline.lane.3" in s["controls"], "two runs")
        w.keys("End")
        w.wait(lambda s: s["resting"] and s["time_ns"] >= 400_000_000, "the end")
        w.wheel("b.timeline", 40)
        w.wait(lambda s: 1 in lanes(s, "b.") and together(s), "the first lanes in both")
        before = lanes(w.state), lanes(w.state, "b.")
        # In cooperative light 1 is woken at 100 of 400 ms, while the other run is blocked.
        left, top, right, bottom = w.place("b.timeline.lane.3")
        xdotool("mousemove", round(left + (right - left) / 4) - 5, top + (bottom - top) // 4, "click", 1)
        state = w.wait(lambda s: s["selected"] == "C" and "b.details" in s["controls"], "why")
        check(state["time_ns"] == 100_000_000, f"it goes to {state['time_ns']} ns")
        check(state["at"] == 94 and state["at_b"] > 94, f"it goes to the events {state['at']} and {state['at_b']}")
        check("b.why.present" in state["controls"], "the run does not stand at the wake that was clicked")
        check("compare.differences" not in state["controls"], "two things in one place")
        w.wait(lambda s: (lanes(s), lanes(s, "b.")) == before, "the same lanes in both")
        # The way goes on in that run.
        there = w.state["at_b"]
        w.keys("Down")
        w.wait(lambda s: s["at_b"] < there and s["time_ns"] <= 100_000_000 and "b.why.present" in s["controls"],
               "the cause")
        w.keys("Escape")
        w.wait(lambda s: "compare.differences" in s["controls"] and "b.details" not in s["controls"], "what differs")
        check(w.state["compared"], "the comparison is left")


def a_click_leaves_the_lanes_where_they_are():
    with Window("blocking/blocking@50ms", size=(1280, 720)) as w:
        w.keys("c", "Up", "Return")
        w.wait(lambda s: s["compared"] == "blocking cooperative" and "b.timeline.lane.3" in s["controls"], "two runs")
        w.wheel("timeline", -3)
        w.wait(lambda s: min(lanes(s), default=0) > 2 and together(s), "lanes further below in both")
        for run in ("", "b."):
            for across in (0.6, 0.13):
                before = lanes(w.state), lanes(w.state, "b.")
                at = w.state["time_ns"]
                w.click(run + "timeline", across=across, down=0.42)
                w.wait(lambda s: s["resting"] and s["time_ns"] != at, "another time")
                w.hover("compare.differences")
                check((lanes(w.state), lanes(w.state, "b.")) == before, f"a click in {run}timeline has scrolled it")
        # A key brings the lane of what happens into sight.
        w.keys("Right", "Right", "Right", "Right", "Right", "Right")
        w.wait(lambda s: 1 in lanes(s) or 2 in lanes(s) or 3 in lanes(s), "the lane of what happens")


def why_is_told_in_words_in_every_room():
    for size, scale, back in (((1600, 900), 1, "compare.differences"), ((1280, 720), 2, "b.timeline")):
        with Window("blocking/blocking@#120", size=size, scale=scale) as w:
            w.keys("c", "Return")
            w.wait(lambda s: s["compared"] == "blocking offloaded" and back in s["controls"], "two runs")
            at = w.state["at"]
            w.keys("y")
            state = w.wait(lambda s: s["asked"] == at and "details" in s["controls"], "why")
            check("compare.answer" in state["controls"], "it is not said of which run")
            check(any(c.startswith("why.cause.") for c in state["controls"]), "no chain")
            w.click("details.close")
            w.wait(lambda s: s["asked"] == 0 and "details" not in s["controls"] and back in s["controls"], "no answer")
            w.keys("y", "y")
            w.wait(lambda s: s["asked"] == 0 and "details" not in s["controls"] and back in s["controls"], "no answer")
    with Window("blocking@#120", size=(1280, 720)) as w:
        w.click("bar.compare")
        w.click("compare.all")
        w.wait(lambda s: "d.timeline" in s["controls"], "four timelines")
        w.keys("y")
        w.wait(lambda s: "details" in s["controls"] and "d.timeline" in s["controls"], "why beside the timelines")
        w.keys("Escape")
        w.wait(lambda s: s["compared"] and "details" not in s["controls"], "the timelines alone")


def causes_are_walked_while_the_other_run_leads():
    with Window("compute/monopolise@100ms") as w:
        w.keys("c", "Return")
        w.wait(lambda s: s["compared"] == "monopolise yield_now", "two runs")
        before = w.rest()["time_ns"]
        w.keys("Down", "Down")
        w.wait(lambda s: s["resting"] and s["asked"] > 0 and s["time_ns"] < before, "an earlier moment")


def its_lines_are_dragged_and_reset():
    with Window("blocking@200ms", size=(1280, 720)) as w:
        w.keys("c", "Return")
        for name, axis, by in (("split.differences", 0, 50), ("split.timelines", 1, -40)):
            left, top, right, bottom = w.place(name)
            x, y = (left + right) // 2, (top + bottom) // 2 if axis == 1 else top + 40
            to = (x + by, y) if axis == 0 else (x, y + by)
            xdotool("mousemove", x, y, "mousedown", 1, "mousemove", *to, "mouseup", 1)
            w.wait(lambda s: abs(s["controls"][name][axis] - (left, top)[axis] - by) < 3, f"{name} at its new place")
            xdotool("click", "--repeat", 2, "--delay", 1, 1)
            w.wait(lambda s: abs(s["controls"][name][axis] - (left, top)[axis]) < 3, f"{name} back again")


def a_term_in_the_menu_explains_itself_and_is_clicked_through():
    with Window("blocking/blocking@200ms", size=(1280, 720)) as w:
        w.click("bar.compare")
        menu = w.place("compare.in_place")
        left, top, right, bottom = w.place("term.worker")
        xdotool("mousemove", (left + right) // 2, (top + bottom) // 2)
        state = w.wait(lambda s: "card.worker" in s["controls"], "the meaning of the word")
        check(state["controls"]["card.worker"][0] >= menu[2], "the card covers the menu")
        xdotool("click", 1)
        w.wait(lambda s: s["compared"] == "blocking in_place", "the run of the line that has the word")


def rows_of_several_are_dragged_and_reset():
    with Window("blocking@200ms", size=(1280, 720)) as w:
        w.click("bar.compare")
        w.click("compare.all")
        w.wait(lambda s: "d.timeline" in s["controls"], "four timelines")
        before = {n: w.place(f"split.row {n}") for n in (1, 2, 3)}
        left, top, right, bottom = before[2]
        x, y = left + 60, (top + bottom) // 2
        xdotool("mousemove", x, y, "mousedown", 1, "mousemove", x, y + 40, "mouseup", 1)
        w.wait(lambda s: abs(s["controls"]["split.row 2"][1] - top - 40) < 3, "the line at its new place")
        check(abs(w.place("split.row 1")[1] - before[1][1]) < 30, "the line above it went along")
        xdotool("click", "--repeat", 2, "--delay", 1, 1)
        w.wait(lambda s: abs(s["controls"]["split.row 2"][1] - top) < 3, "the line back again")


def the_time_is_seen_beside_many_variants():
    with Window("blocking@200ms", size=(1000, 700)) as w:
        w.click("bar.variant")
        w.click("variant.blocking")
        w.wait(lambda s: s["recipe"].startswith("blocking/blocking"), "the other variant")
        left, top, right, bottom = w.place("bar.variant")
        check(right - left > 60 and w.place("transport.end")[2] < 1000 - 150, "there is no room for the time")


def it_works_where_there_is_little_room():
    with Window("blocking@200ms", size=(1280, 720), scale=2) as w:
        w.keys("c", "Return")
        w.wait(lambda s: "b.timeline" in s["controls"], "two timelines")
        w.click("compare.page.2")
        w.wait(lambda s: "b.loop" in s["controls"] and "b.timeline" not in s["controls"], "the loop of the second run")
        w.click("compare.page.3")
        w.place("compare.differences")
        w.click("bar.parameters")
        w.click("compare.leave")
        w.wait_for(compared="")


run(
    [
        one_click_sets_the_other_variant_beside,
        where_one_has_gone_in_it_one_stays,
        both_are_at_the_same_event_until_they_part_and_at_the_same_time_after,
        key_and_button_ask_the_same_with_the_next_variant_chosen,
        two_timelines_scroll_together,
        a_task_is_selected_in_both,
        all_variants_of_a_scenario_stand_below_one_another,
        rows_of_several_tell_their_axis_and_how_their_tasks_end,
        a_click_on_its_name_leaves_one_run,
        a_click_on_a_warning_goes_there_in_both,
        a_wake_of_any_of_several_is_asked_about_where_it_is,
        a_wake_of_the_second_run_is_gone_to_and_told,
        a_click_leaves_the_lanes_where_they_are,
        why_is_told_in_words_in_every_room,
        causes_are_walked_while_the_other_run_leads,
        its_lines_are_dragged_and_reset,
        a_term_in_the_menu_explains_itself_and_is_clicked_through,
        rows_of_several_are_dragged_and_reset,
        the_time_is_seen_beside_many_variants,
        it_works_where_there_is_little_room,
    ]
)
