"""Ways to a moment, by real keys and clicks: events of a task or a kind, breakpoints, the trail, bookmarks, find."""

import pathlib

from driver import Window, check, run, xdotool

SOURCE = pathlib.Path("scenarios/blocking.cpp").read_text(encoding="utf-8").splitlines()


def moved(w, at):
    return w.wait(lambda s: s["resting"] and s["at"] != at, f"another moment than {at}")["at"]


def the_events_of_a_task_one_after_the_other():
    with Window("blocking/blocking@#40") as w:
        w.rest(at=40)
        w.click("tasks.row.C")
        w.wait_for(selected="C")
        w.keys("period")
        first = moved(w, 40)
        w.keys("period")
        second = moved(w, first)
        check(40 < first < second, f"they are not in order: {first}, {second}")
        w.keys("comma")
        w.rest(at=first)
        w.keys("comma", "comma")
        w.wait(lambda s: s["at"] < 40, "an event before")
        w.keys("Home")
        w.rest(at=0)
        w.keys("comma")
        w.wait(lambda s: s["note"].startswith("There is no earlier event of "), "why it goes nowhere")


def a_kind_is_chosen_in_the_menu_and_gone_on_with_by_key():
    for size, scale in (((1600, 900), 1), ((1280, 720), 1), ((1280, 720), 2)):
        with Window("blocking/blocking@#0", size=size, scale=scale) as w:
            w.rest(at=0)
            w.keys("j")  # wakes, as nothing was chosen yet
            wake = moved(w, 0)
            w.keys("g")
            w.click("go.print.next")
            first = moved(w, wake)
            w.click("go.print.next")
            second = moved(w, first)
            w.click("go.print.previous")
            w.rest(at=first)
            w.keys("Escape")
            w.wait(lambda s: "go.print.next" not in s["controls"], "the menu to close")
            w.keys("j")
            w.rest(at=second)
            w.keys("shift+j")
            w.rest(at=first)


def playing_stops_at_a_breakpoint_of_a_kind():
    with Window("blocking/blocking@#0") as w:
        w.keys("g")
        w.click("go.warning.stop")
        w.wait_for(stops="a warning")
        w.keys("Escape")
        w.wait(lambda s: "go.warning.stop" not in s["controls"], "the menu to close")
        w.keys(*["plus"] * 7, "space")
        at = w.wait(lambda s: s["resting"] and not s["playing"] and s["at"] > 0, "playing to stop")["at"]
        check(at < w.state["size"], "it played to the end")
        w.wait(lambda s: s["note"] == "Breakpoint: a warning", "what it stopped at")
        w.keys("space")
        w.wait(lambda s: s["at"] > at, "playing on")
        # Taken away, it stops nothing.
        w.keys("g")
        w.click("go.warning.stop")
        w.wait_for(stops="")


def a_breakpoint_at_a_line_is_set_in_the_margin_and_run_to():
    for size, scale in (((1600, 900), 1), ((1280, 720), 1)):
        with Window("blocking/blocking@#0", size=size, scale=scale) as w:
            w.rest(at=0)
            w.keys("F8")
            w.wait(lambda s: s["note"].startswith("There is no breakpoint."), "what to do first")
            w.keys("j", "period")
            w.wait(lambda s: s["at"] > 0, "an event of a task")
            w.keys("F9")
            line = w.wait(lambda s: s["stops"].startswith("line "), "a breakpoint")["stops"].split()[1]
            w.keys("Home")
            w.rest(at=0)
            w.keys("F8")
            first = moved(w, 0)
            w.keys("F8")
            second = moved(w, first)
            w.keys("shift+F8")
            w.rest(at=first)
            check(first < second, "they are not in order")
            w.click(f"source.line.{line}")
            w.wait_for(stops="")
            w.click(f"source.line.{line}")
            w.wait_for(stops=f"line {line}")
            w.keys("g")
            w.click(f"go.line.{line}.stop")
            w.wait_for(stops="")


def a_breakpoint_at_a_comment_goes_to_the_next_line_that_can_stop():
    with Window("blocking/blocking@#91") as w:
        w.rest()
        comment = next(n for n, line in enumerate(SOURCE, 1) if "Opening the file" in line)
        w.click(f"source.line.{comment}")
        state = w.wait_for(stops=f"line {comment + 1}")
        check(state["note"].startswith(f"Line {comment} has no code"), f"it says {state['note']}")
        w.keys("Home", "F8")
        moved(w, 0)
        w.click(f"source.line.{comment}")
        w.wait(lambda s: s["stops"] == "" and s["note"].endswith("is taken away."), "no breakpoint")


def back_and_forward_after_jumps():
    with Window("timers?tasks=4@#10") as w:
        w.rest(at=10)
        w.keys("bracketleft")
        w.wait(lambda s: s["note"] == "There is no jump to go back from.", "why it goes nowhere")
        w.keys("End")
        last = w.wait(lambda s: s["at"] == s["size"], "the end")["at"]
        w.keys("Home")
        w.rest(at=0)
        w.keys("bracketleft")
        w.rest(at=last)
        w.keys("alt+Left")
        w.rest(at=10)
        w.keys("bracketright")
        w.rest(at=last)
        w.keys("alt+Right")
        w.rest(at=0)
        # A drag along the timeline is one jump.
        w.drag("timeline", 0.2, 0.8)
        w.wait(lambda s: s["resting"] and s["at"] > 0, "the drag")
        w.keys("bracketleft")
        w.rest(at=0)


def a_bookmark_is_set_written_found_again_and_removed():
    for size, scale in (((1600, 900), 1), ((1280, 720), 1), ((1280, 720), 2)):
        with Window("timers?tasks=4@#30", size=size, scale=scale) as w:
            w.rest(at=30)
            w.keys("b")
            w.wait_for(bookmarks="30")
            w.wait_for(typing=True)
            w.keys("h", "e", "r", "e", "Return")
            w.wait(lambda s: s["bookmarks"] == "30 here" and "note.field" not in s["controls"], "the note")
            w.keys("Home", "b")
            w.wait_for(bookmarks="0; 30 here")
            w.wait_for(typing=True)
            w.keys("Escape")
            w.wait(lambda s: "note.field" not in s["controls"], "the note to close")
            w.keys("g")
            w.click("go.bookmark.2")
            w.rest(at=30)
            w.click("go.bookmark.1.remove")
            w.wait_for(bookmarks="30 here")
            w.keys("Escape", "Home")
            w.rest(at=0)
            if size == (1600, 900) or scale == 1:  # there is room for a timeline
                w.click("timeline.bookmark.1")
            else:
                w.keys("g")
                w.click("go.bookmark.1")
                w.rest(at=30)
                w.keys("Escape")
            w.rest(at=30)
            w.keys("b")
            w.click("note.remove")
            w.wait(lambda s: s["bookmarks"] == "" and "note.field" not in s["controls"], "no bookmark and no note")


def a_run_that_is_opened_again_has_its_bookmarks():
    with Window("lost_update@#20") as w:
        w.keys("b")
        w.wait_for(bookmarks="20")
        w.wait_for(typing=True)
        w.keys("m", "Return")
        w.wait_for(typing=False, bookmarks="20 m")
        w.keys("v")
        w.wait(lambda s: s["recipe"].startswith("lost_update/") and s["bookmarks"] == "", "another run without bookmarks")
        w.keys("v")
        w.wait(lambda s: s["bookmarks"] == "20 m", "the first run with its bookmark")


def events_are_found_by_words():
    for size, scale in (((1600, 900), 1), ((1280, 720), 1), ((1280, 720), 2.5)):
        with Window("blocking/blocking@#0", size=size, scale=scale) as w:
            w.rest(at=0)
            w.keys("ctrl+f")
            w.wait_for(typing=True)
            w.keys(*"reader", "space", *"prints")
            total = w.wait(lambda s: s["finds"] == "reader prints" and s["found"] > 1, "what is found")["found"]
            rows = [name for name in w.state["controls"] if name.startswith("tasks.row.")]
            check(rows == ["tasks.row.B"] or not rows, f"only the task of what is found is listed: {rows}")
            w.keys("Return")
            first = w.wait(lambda s: s["found_number"] == 1, "the first")["at"]
            w.keys("Return")
            w.wait_for(found_number=2)
            w.keys("shift+Return")
            w.rest(at=first)
            w.keys("shift+Return")
            w.wait_for(found_number=total)
            w.click("find.next")
            w.wait_for(found_number=1)
            w.click("find.previous")
            w.wait_for(found_number=total)
            w.click("find.field")
            w.keys("Escape")
            w.wait(lambda s: "find.field" not in s["controls"] and s["finds"] == "", "the field to close")
            # Keys mean again what they meant.
            w.keys("Home")
            w.rest(at=0)


def the_list_of_events_stands_at_the_present():
    with Window("blocking/blocking@#0") as w:
        w.keys("e", "End")
        end = w.wait(lambda s: s["resting"] and s["at"] == s["size"], "the end")["at"]
        w.keys("Left", "Left")
        w.rest(at=end - 2)
        w.keys("ctrl+f")
        w.wait_for(typing=True)
        w.keys(*"reader")
        w.wait(lambda s: s["finds"] == "reader" and s["found"] > 3 and "log.present" not in s["controls"], "what is found")
        w.keys("Return")
        w.wait(lambda s: s["found_number"] == 1 and "log.present" in s["controls"], "the first, listed")
        w.keys("shift+Return")
        w.wait(lambda s: s["found_number"] == s["found"] and "log.present" in s["controls"], "the last, listed")
        w.keys("Escape")
        w.wait(lambda s: s["finds"] == "" and "find.field" not in s["controls"] and "log.present" in s["controls"],
               "the present in the list of all events")


def words_as_typed_are_found_first_and_tasks_say_that_they_are_fewer():
    with Window("blocking/blocking@#334") as w:
        w.rest(at=334)
        w.keys("ctrl+f")
        w.wait_for(typing=True)
        w.keys(*"light", "space", "3")
        few = w.wait(lambda s: s["finds"] == "light 3" and s["found"] > 1 and "find.all" in s["controls"], "what is found")["found"]
        rows = [name for name in w.state["controls"] if name.startswith("tasks.row.")]
        check("tasks.row.D" not in rows, f"light 2 is listed for light 3: {rows}")
        w.click("find.all")
        w.wait(lambda s: s["found"] > few and "tasks.row.D" in s["controls"], "all that have the words")
        w.click("find.all")
        w.wait_for(found=few)
        w.click("tasks.filter")
        w.wait(lambda s: s["finds"] == "" and "tasks.filter" not in s["controls"] and "tasks.row.D" in s["controls"],
               "all tasks again")


def a_breakpoint_of_the_present_task_stands_once_in_the_menu():
    with Window("blocking/blocking@#40") as w:
        w.rest(at=40)
        w.click("tasks.row.B")
        w.wait_for(selected="B")
        w.keys("g")
        w.click("go.task.stop")
        w.wait_for(stops="reader")
        check(not w.has("go.task.reader.stop"), "it stands there twice")
        w.keys("Escape")
        w.wait(lambda s: "go.task.stop" not in s["controls"], "the menu to close")
        w.click("tasks.row.C")
        w.wait_for(selected="C")
        w.keys("g")
        w.place("go.task.reader.stop")


def the_place_of_the_log_is_as_it_was_after_a_search():
    def search(w, *then):
        w.keys("ctrl+f")
        w.wait_for(typing=True)
        w.keys(*"due")
        w.wait(lambda s: s["finds"] == "due" and s["found"] > 0, "what is found")
        if then:
            w.keys(*then)

    with Window("blocking/blocking@#334") as w:
        w.rest()
        w.keys("f")
        w.place("figures.queue")
        search(w)
        w.wait(lambda s: "figures.queue" not in s["controls"], "the events")
        w.keys("Escape")
        w.wait(lambda s: s["finds"] == "" and "figures.queue" in s["controls"], "the figures again")
        search(w, "Return")
        w.wait(lambda s: s["found_number"] > 0, "an event that was found")
        w.keys("Escape")
        w.wait(lambda s: s["finds"] == "" and "figures.queue" in s["controls"], "the figures after a way to an event")
        # A page that is chosen meanwhile stays.
        search(w)
        w.click("log.output")
        w.click("find.close")
        w.wait(lambda s: s["finds"] == "" and "figures.queue" not in s["controls"] and "find.close" not in s["controls"],
               "the output")
        w.keys("ctrl+5")
        w.wait_for(hidden="log")
        search(w)
        w.wait_for(hidden="")
        w.keys("Escape")
        w.wait_for(hidden="log")
    with Window("blocking/blocking@#334", size=(1280, 720), scale=2) as w:
        w.rest()
        w.click("page.Source")
        w.place("source")
        search(w)
        w.wait(lambda s: "source" not in s["controls"], "the events")
        w.keys("Escape")
        w.wait(lambda s: "source" in s["controls"] and s["finds"] == "", "the source again")


def in_a_comparison_the_run_that_leads_is_stopped_and_searched():
    with Window("blocking/blocking@#0") as w:
        w.rest(at=0)
        w.keys("g")
        w.click("go.timer.stop")
        w.wait_for(stops="a timer is due")
        w.keys("Escape")
        w.wait(lambda s: "go.timer.stop" not in s["controls"], "the menu to close")
        w.keys("c", "Return")
        w.wait(lambda s: s["compared"] and s["resting"], "another run beside it")
        w.keys("F8")
        stopped = moved(w, 0)
        w.keys("Home", *["plus"] * 7, "space")
        w.wait(lambda s: not s["playing"] and s["resting"] and s["note"] == "Breakpoint: a timer is due", "playing to stop")
        w.keys("ctrl+f")
        w.wait_for(typing=True)
        w.keys(*"due", "Return")
        w.wait(lambda s: s["found_number"] > 0, "an event that is found")
        w.keys("Escape")
        w.wait(lambda s: s["finds"] == "" and s["compared"], "the field to close, and the comparison to stay")
        w.keys("Escape")
        w.wait_for(compared="")
        check(stopped > 0, "no breakpoint was run to")


def what_is_typed_is_no_command():
    with Window("timers@#20") as w:
        w.rest(at=20)
        w.keys("b")
        w.wait_for(typing=True)
        w.keys("g", "b", "v", "t", "space", "r")
        w.wait_for(bookmarks="20 gbvt r")
        check(w.state["theme"] == "dark" and w.state["at"] == 20, "a letter was taken for a command")


run(
    [
        the_place_of_the_log_is_as_it_was_after_a_search,
        the_events_of_a_task_one_after_the_other,
        a_kind_is_chosen_in_the_menu_and_gone_on_with_by_key,
        playing_stops_at_a_breakpoint_of_a_kind,
        a_breakpoint_at_a_line_is_set_in_the_margin_and_run_to,
        a_breakpoint_at_a_comment_goes_to_the_next_line_that_can_stop,
        back_and_forward_after_jumps,
        a_bookmark_is_set_written_found_again_and_removed,
        a_run_that_is_opened_again_has_its_bookmarks,
        events_are_found_by_words,
        the_list_of_events_stands_at_the_present,
        words_as_typed_are_found_first_and_tasks_say_that_they_are_fewer,
        a_breakpoint_of_the_present_task_stands_once_in_the_menu,
        in_a_comparison_the_run_that_leads_is_stopped_and_searched,
        what_is_typed_is_no_command,
    ]
)
