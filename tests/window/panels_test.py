"""Panels are hidden, shown and resized, and come back as they were."""

import pathlib
import tempfile

from driver import Window, check, run, xdotool


def drag_to(w, name, x, y):
    begin = w.at_point(name)
    words = ["mousemove", *begin, "mousedown", 1]
    for i in range(1, 6):
        words += ["mousemove", round(begin[0] + (x - begin[0]) * i / 5), round(begin[1] + (y - begin[1]) * i / 5)]
    xdotool(*words, "mouseup", 1)


def middle(place):
    return (place[0] + place[2]) / 2, (place[1] + place[3]) / 2


def near(w, name, axis, wanted):
    w.wait(lambda s: name in s["controls"] and abs(middle(s["controls"][name])[axis] - wanted) <= 3,
           f"{name} at {wanted}")


def keys_hide_and_show_every_panel():
    with Window("blocking/blocking@200ms") as w:
        w.rest(hidden="")
        for number, name, control in ((1, "loop", "loop"), (2, "lesson", "lesson"), (3, "source", "source"),
                                      (4, "tasks", "tasks"), (5, "log", "log.output"), (6, "timeline", "timeline")):
            w.keys(f"ctrl+{number}")
            w.wait(lambda s: s["hidden"] == name and control not in s["controls"], f"no {name}")
            w.keys(f"ctrl+{number}")
            w.wait(lambda s: s["hidden"] == "" and control in s["controls"], f"{name} again")
        # The last one stays, with a word.
        w.keys("ctrl+1", "ctrl+2", "ctrl+3", "ctrl+4", "ctrl+5", "ctrl+6")
        w.wait(lambda s: s["hidden"] == "loop lesson source tasks log" and "last panel" in s["note"], "a word")
        left, top, right, bottom = w.place("timeline")
        check(right - left > 1300 and bottom - top > 750, "the timeline does not use the room it has")


def the_menu_says_the_same():
    with Window("timers@#12", size=(1280, 720)) as w:
        w.rest(hidden="")
        w.click("bar.view")
        w.click("panel.source")
        w.wait_for(hidden="source")
        w.click("bar.view")
        w.click("theme.high-contrast")
        w.wait_for(theme="high-contrast")
        w.click("bar.view")
        w.click("panel.restore")
        w.wait_for(hidden="")


def lines_are_dragged_and_reset():
    for size, scale in (((1600, 900), 1), ((1600, 900), 1.25)):
        with Window("blocking/blocking@200ms", size=size, scale=scale) as w:
            w.rest()
            w.wait(lambda s: "split.lesson" in s["controls"], "the lines")
            before = {name: middle(w.place(name)) for name in w.state["controls"] if name.startswith("split.")}
            check(len(before) == 5, f"there are five lines, not {sorted(before)}")
            for name, axis, by in (("split.left", 0, 70), ("split.right", 0, -60), ("split.timeline", 1, -50),
                                   ("split.lesson", 1, -40), ("split.tasks", 1, -45)):
                x, y = middle(w.place(name))
                wanted = (x, y)[axis] + by
                drag_to(w, name, wanted if axis == 0 else x, wanted if axis == 1 else y)
                near(w, name, axis, wanted)
            # A column is as high as the timeline leaves it, so that one goes first.
            for name in ("split.timeline", "split.left", "split.right", "split.lesson", "split.tasks"):
                axis = 0 if name in ("split.left", "split.right") else 1
                w.click(name, times=2)
                near(w, name, axis, before[name][axis])


def small_windows_do_the_same():
    with Window("blocking/blocking@200ms", size=(1280, 720), scale=1.5) as w:
        w.rest()
        x, y = middle(w.place("split.right"))
        drag_to(w, "split.right", x - 80, y)
        near(w, "split.right", 0, x - 80)
        w.keys("ctrl+6")
        w.wait(lambda s: s["hidden"] == "timeline" and "timeline" not in s["controls"], "no timeline")
        w.keys("ctrl+3")
        w.wait(lambda s: "page.Source" not in s["controls"] and "page.Lesson" in s["controls"], "no page of the source")


def in_a_low_window_the_source_has_more_room_than_the_lesson_until_all_of_it_is_wanted():
    with Window("blocking/blocking@200ms", size=(1280, 720)) as w:
        w.rest()
        def high(s, panel):
            return s["controls"]["place." + panel][3] - s["controls"]["place." + panel][1]
        w.place("place.source")
        check(high(w.state, "source") > 230 > 150 < high(w.state, "lesson"), "the source has little room")
        w.click("lesson.fold")
        w.wait(lambda s: high(s, "lesson") > 250, "all of the lesson")
        w.click("lesson.fold")
        w.wait(lambda s: high(s, "source") > 230, "the source's room")
        # Who has dragged the line has chosen.
        x, y = middle(w.place("split.lesson"))
        drag_to(w, "split.lesson", x, y + 60)
        w.wait(lambda s: "lesson.fold" not in s["controls"], "no sign where the line was dragged")


def the_next_session_has_the_same_panels():
    with tempfile.TemporaryDirectory(prefix="loopglass-config-") as config:
        with Window("timers@#12", config=config) as w:
            w.rest()
            w.keys("ctrl+3")
            x, y = middle(w.place("split.right"))
            drag_to(w, "split.right", x - 90, y)
            near(w, "split.right", 0, x - 90)
            w.wait_for(hidden="source")
        with Window("timers@#12", config=config) as w:
            w.rest(hidden="source")
            near(w, "split.right", 0, x - 90)
        file = pathlib.Path(config) / "loopglass" / "window.json"
        file.write_text(file.read_text().replace('"source"', '"attic"'))
        with Window("timers@#12", config=config) as w:
            w.rest(hidden="")


run(
    [
        keys_hide_and_show_every_panel,
        the_menu_says_the_same,
        lines_are_dragged_and_reset,
        small_windows_do_the_same,
        in_a_low_window_the_source_has_more_room_than_the_lesson_until_all_of_it_is_wanted,
        the_next_session_has_the_same_panels,
    ]
)
