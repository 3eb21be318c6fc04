"""Asking why: of tasks, of events, of wakes; and walking from an event to its cause and back."""

from driver import Window, check, run


def a_clicked_task_tells_why_it_is_where_it_is():
    for size, scale in (((1600, 900), 1), ((1280, 720), 1), ((1600, 900), 1.25)):
        with Window("timers@#60", size=size, scale=scale) as w:
            w.rest(at=60)
            check(not w.has("details"), "details are shown before anybody asked")
            w.click("loop.task.C")
            w.wait_for(selected="C", asked=0)
            w.place("details")
            w.wheel("details", -20)  # below what can be done, the await stack and the figures
            w.wait(lambda s: any(c.startswith("why.cause.") for c in s["controls"]), "a line of the chain")
            w.click("details.close")
            w.wait(lambda s: "details" not in s["controls"] and s["selected"] == "", "the log again")
            w.place("log.output")


def the_log_and_the_details_take_turns():
    with Window("timers@#60") as w:
        w.click("tasks.row.B")
        w.place("details")
        w.keys("e")
        w.wait(lambda s: "log.events" in s["controls"] and s["selected"] == "B", "the events")
        w.click("tasks.row.C")
        w.place("details")
        w.keys("Escape")
        w.wait(lambda s: "log.events" in s["controls"] and s["selected"] == "", "the events again")


def the_sentence_and_the_row_of_the_moment_tell_why_when_clicked():
    with Window("timers@#60") as w:
        w.rest(at=60)
        w.click("sentence")
        w.wait_for(asked=60)
        w.place("details")
        w.keys("Escape", "e")
        w.wait(lambda s: "log.present" in s["controls"] and s["asked"] == 0, "the events")
        w.keys("Right")
        w.rest(at=61)
        w.click("log.present")
        w.wait_for(asked=61, at=61)
        w.place("details")


def the_keys_walk_to_the_first_cause_and_back():
    with Window("join@#60") as w:
        w.rest(at=60)
        way = [60]
        while len(way) < 40:
            w.keys("Down")
            now = w.wait(lambda s: s["resting"] and (s["at"] != way[-1] or s["note"]), "the cause")
            if now["at"] == way[-1]:
                break
            check(now["at"] < way[-1], f"the cause {now['at']} comes after {way[-1]}")
            check(now["asked"] == 60, "the way is forgotten")
            way.append(now["at"])
        check(len(way) > 5 and "begins here" in w.state["note"], f"the way {way} has no beginning")
        for event in reversed(way[:-1]):
            w.keys("Up")
            w.rest(at=event)
        # Past where it began, it goes on to what came of that.
        w.keys("Up")
        w.wait(lambda s: s["at"] > 60 and s["asked"] == s["at"], "what came of it")


def a_line_of_the_chain_goes_to_its_event():
    with Window("join@#60") as w:
        w.keys("y")
        w.wait_for(asked=60)
        w.click("why.cause.2")
        there = w.wait(lambda s: s["at"] < 60 and s["asked"] == 60, "an earlier event")["at"]
        w.click("why.cause.0")
        w.rest(at=60)
        w.keys("Down", "Down")
        w.rest(at=there)
        w.keys("y")
        w.wait(lambda s: s["asked"] == 0 and "details" not in s["controls"], "no details")


def within(inner, outer):
    return outer[1] - 1 <= inner[1] and inner[3] <= outer[3] + 1


def the_row_of_the_moment_stays_in_sight_while_the_keys_walk():
    with Window("join@#60", size=(1280, 720)) as w:
        w.keys("y")
        w.wait_for(asked=60)
        at = w.rest(at=60)["at"]
        low = 0
        for _ in range(12):
            w.keys("Down")
            now = w.wait(lambda s: s["resting"] and (s["at"] != at or s["note"]), "the cause")
            if now["at"] == at:
                break
            at = now["at"]
            w.wait(lambda s: "why.present" in s["controls"]
                   and within(s["controls"]["why.present"], s["controls"]["details"]), "the row of the moment")
            low = max(low, w.state["controls"]["why.present"][3])
        for _ in range(5):
            w.keys("Up")
            w.wait(lambda s: "why.present" in s["controls"]
                   and within(s["controls"]["why.present"], s["controls"]["details"]), "the row of the moment")


def a_line_that_is_clicked_stays_below_the_mouse():
    with Window("channel/bounded_1@#400", size=(1280, 720)) as w:
        w.rest()
        w.click("tasks.row.C")
        w.wait_for(selected="C", asked=0)
        inner = w.place("details")
        w.wheel("details", -30)
        w.wait(lambda s: any(c.startswith("why.cause.") and int(c[10:]) > 14 for c in s["controls"]), "the chain's end")
        w.rest()
        rows = {c: r for c, r in w.state["controls"].items() if c.startswith("why.cause.") and within(r, inner)}
        row = sorted(rows, key=lambda c: rows[c][1])[len(rows) // 2]
        w.click(row)
        w.wait(lambda s: s["resting"] and s["asked"] > 0 and "why.present" in s["controls"]
               and abs(s["controls"]["why.present"][1] - rows[row][1]) <= 2, f"{row} where it was clicked")


def another_subject_begins_at_its_top():
    with Window("timers@#60", size=(1280, 720)) as w:
        w.rest(at=60)
        w.click("loop.task.C")
        w.wait_for(selected="C")
        top = w.wait(lambda s: "act.abort" in s["controls"]
                     and within(s["controls"]["act.abort"], s["controls"]["details"]), "what can be done")["controls"]["act.abort"]
        w.wheel("details", -20)
        w.wait(lambda s: s["controls"].get("act.abort") != top, "the end of the details")
        scrolled = w.state["controls"].get("act.abort")
        # Time goes on: one reads on where one was.
        w.keys("Right")
        w.rest(at=61)
        check(w.state["controls"].get("act.abort") == scrolled, "the details move as time goes on")
        w.keys("Left")
        w.click("tasks.row.B")
        w.wait(lambda s: s["selected"] == "B" and s["controls"].get("act.abort", [0, 0])[1] == top[1],
               "the top of the details of another")


def the_tasks_of_another_run_begin_at_their_top():
    with Window("blocking/blocking@#334", size=(1280, 720)) as w:
        w.rest(at=334)
        w.place("tasks.row.A")
        w.wheel("tasks", -20)
        w.wait(lambda s: "tasks.row.A" not in s["controls"], "the last tasks")
        w.keys("v", "End")
        w.wait(lambda s: s["recipe"].startswith("blocking/offloaded") and s["at"] == s["size"]
               and "tasks.row.A" in s["controls"], "the first tasks of another run")


def a_selected_task_out_of_sight_is_told_of_by_a_click():
    with Window("blocking/blocking@#334") as w:
        w.rest()
        w.click("timeline.warning")
        w.wait(lambda s: s["selected"] == "B" and "details" not in s["controls"], "the warning")
        w.click("tasks.row.B")
        w.wait(lambda s: s["selected"] == "B" and "details" in s["controls"], "the details of B")
        w.click("tasks.row.B")
        w.wait_for(selected="")


def a_wake_on_the_timeline_tells_why():
    with Window("timers@#0") as w:
        w.rest(at=0)
        # Sleeper 5 is woken at 500 of 800 ms; the reactor's arrow comes from above, left of that moment.
        left, top, right, bottom = w.place("timeline.lane.5")
        from driver import xdotool

        x = round(left + (right - left) * 500 / 800) - 5
        xdotool("mousemove", x, top + (bottom - top) // 4, "click", 1)
        now = w.wait(lambda s: s["asked"] > 0, "an answer")
        check(now["at"] == now["asked"] and now["selected"] == "E", f"it tells of {now['selected']} at {now['at']}")
        check(now["time_ns"] == 500_000_000, "it is another wake")


def a_warning_on_the_timeline_is_read_by_a_click():
    for size in ((1600, 900), (1000, 560)):
        with Window("blocking/blocking@#334", size=size) as w:
            end = w.rest()["at"]
            w.click("timeline.warning")
            w.place("log.remedy")
            w.wait(lambda s: s["resting"] and s["time_ns"] == 200_000_000 and s["selected"] == "B",
                   "the middle of the call, while it keeps the thread")
            check(w.state["at"] < end, "it is the end")


def a_row_of_the_await_stack_goes_to_its_line():
    for size in ((1600, 900), (1000, 560)):
        with Window("select_loses/kept@#28", size=size) as w:
            w.rest(at=28)
            w.click("loop.task.C")
            w.place("stack.0")
            check(w.state["line"] == 0, "a line is marked before anybody asked")
            w.click("stack.1")
            w.wait_for(line=43)
            if size[0] < 1180:
                w.click("page.Why")
                w.place("stack.0")
                w.wheel("details", -1)
            w.click("stack.3")
            w.wait_for(line=20)
            # The run goes to another line, and the mark has had its time.
            w.keys("Right", "Right", "Right", "Right", "Right", "Right")
            w.wait_for(line=0)


def where_there_is_little_room_the_answer_is_a_page():
    with Window("timers@#60", size=(1000, 560)) as w:
        w.rest(at=60)
        w.click("loop.task.C")
        w.wait_for(selected="C")
        w.place("details")
        w.click("page.Source")
        w.wait(lambda s: "details" not in s["controls"], "the source")
        w.click("page.Why")
        w.place("details")


run(
    [
        a_clicked_task_tells_why_it_is_where_it_is,
        the_log_and_the_details_take_turns,
        the_sentence_and_the_row_of_the_moment_tell_why_when_clicked,
        the_keys_walk_to_the_first_cause_and_back,
        a_line_of_the_chain_goes_to_its_event,
        the_row_of_the_moment_stays_in_sight_while_the_keys_walk,
        a_line_that_is_clicked_stays_below_the_mouse,
        another_subject_begins_at_its_top,
        the_tasks_of_another_run_begin_at_their_top,
        a_selected_task_out_of_sight_is_told_of_by_a_click,
        a_wake_on_the_timeline_tells_why,
        a_warning_on_the_timeline_is_read_by_a_click,
        a_row_of_the_await_stack_goes_to_its_line,
        where_there_is_little_room_the_answer_is_a_page,
    ]
)
