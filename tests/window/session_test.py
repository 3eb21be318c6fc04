"""The window goes on as the last session ended, and starts whatever its settings file has in it."""

import json
import os
import pathlib
import tempfile

from driver import Window, check, run


def settings(folder):
    return pathlib.Path(folder) / "loopglass" / "window.json"


def kept(folder, condition, what):
    """Waits until the settings file is as wanted."""
    return lambda w: w.wait(lambda _: settings(folder).exists() and condition(json.loads(settings(folder).read_text())), what)


def what_was_open_comes_back_at_its_moment():
    with tempfile.TemporaryDirectory() as folder:
        with Window("blocking/blocking", config=folder, scale=0, theme="") as w:
            w.keys("End")
            w.rest()
            w.keys("t", "m", "plus", *["Left"] * 4)
            end = w.state["size"]
            speed = w.rest(theme="light", motion=False, at=end - 4)["speed"]
            check(speed == 2, f"the speed is {speed}")
            check(w.end(w.close) == 0, "it did not close well")
        with Window("", config=folder, scale=0, theme="") as w:
            w.rest(recipe=f"blocking/blocking@#{end - 4}", at=end - 4, theme="light", motion=False, speed=speed)
            check(not w.state["playing"], "it does not stand still")
        # What is asked for on the command line wins, and is not remembered.
        with Window("hello@#1", config=folder, theme="dark") as w:
            w.rest(recipe="hello@#1", theme="dark")
            check(w.end(w.close) == 0, "it did not close well")
        with Window("", config=folder, scale=0, theme="") as w:
            w.rest(recipe="hello@#1", at=1, theme="light")


def lanes_of_finished_tasks_are_hidden_and_stay_so():
    with tempfile.TemporaryDirectory() as folder:
        with Window("blocking/blocking", config=folder) as w:
            w.keys("End")
            w.rest()
            check("timeline.lane.12" in w.state["controls"], "a lane is missing")
            # By the menu, by its key, and by a click on what says how many are hidden.
            w.click("timeline.order")
            w.click("lanes.finished")
            w.wait(lambda s: s["hides_finished"] and "timeline.lane.1" not in s["controls"], "no lane at the end")
            w.keys("Home")
            w.wait(lambda s: "timeline.lane.12" in s["controls"] and "timeline.finished" not in s["controls"], "all lanes at the start")
            w.keys("h")
            w.wait_for(hides_finished=False)
            w.keys("End", "h")
            w.wait(lambda s: s["hides_finished"] and "timeline.finished" in s["controls"], "the row that counts them")
            w.click("timeline.finished")
            w.wait(lambda s: not s["hides_finished"] and "timeline.lane.1" in s["controls"], "the lanes again")
            w.keys("h")
            kept(folder, lambda s: s["hides_finished"], "that they are hidden")(w)
            check(w.end(w.close) == 0, "it did not close well")
        with Window("", config=folder) as w:
            w.wait(lambda s: s["hides_finished"] and "timeline.finished" in s["controls"], "them hidden again")


def what_was_seen_to_its_end_is_known_at_once():
    with tempfile.TemporaryDirectory() as folder:
        with Window("hello@#1", config=folder) as w:
            w.rest()
            check(not settings(folder).exists() or json.loads(settings(folder).read_text())["seen"] == [],
                  "nothing was seen to its end yet")
            w.keys("End")
            kept(folder, lambda s: s["seen"] == ["hello"], "hello among what was seen")(w)


def bookmarks_and_breakpoints_come_back_with_their_run():
    with tempfile.TemporaryDirectory() as folder:
        with Window("timers?tasks=4@#30", config=folder) as w:
            w.rest(at=30)
            w.keys("b")
            w.wait_for(bookmarks="30", typing=True)
            w.keys("m", "Return")
            w.wait_for(bookmarks="30 m", typing=False)
            w.keys("g")
            w.click("go.timer.stop")
            w.wait_for(stops="a timer is due")
            check(w.end(w.close) == 0, "it did not close well")
        with Window("", config=folder) as w:
            w.wait_for(bookmarks="30 m", stops="a timer is due")
        with Window("timers?tasks=5@#30", config=folder) as w:  # another run of the same scenario
            w.wait_for(bookmarks="", stops="a timer is due")
        with Window("hello@#1", config=folder) as w:
            w.wait_for(bookmarks="", stops="")
            check(w.end(w.close) == 0, "it did not close well")
        with Window("timers?tasks=4", config=folder) as w:
            w.wait_for(bookmarks="30 m", stops="a timer is due")


def a_damaged_file_is_set_aside_with_a_word():
    for damage in (b"{", b"", b"[1]", b"\xff\xfe\x00", b'{"scale": 2', b"x" * 2_000_000):
        with tempfile.TemporaryDirectory() as folder:
            settings(folder).parent.mkdir()
            settings(folder).write_bytes(damage)
            with Window("hello@#1", config=folder) as w:
                w.wait(lambda s: "set aside" in s["note"], "a word about the settings")
                check(settings(folder).with_name("window.json.damaged").read_bytes() == damage, "the damaged file is gone")


def strange_values_are_not_taken():
    for strange in ('{"scale": -4, "theme": "mauve", "speed": 1e99, "recipe": "nosuch@#9", "seen": [1, "x"]}',
                    '{"scale": "2", "theme": 7, "speed": null, "motion": "no", "recipe": {}, "seen": {}}',
                    '{"recipe": "hello@#99999999", "later": true}', "{}"):
        with tempfile.TemporaryDirectory() as folder:
            settings(folder).parent.mkdir()
            settings(folder).write_text(strange)
            with Window("", config=folder, scale=0, theme="") as w:
                state = w.wait(lambda s: s["recipe"] in ("timers?tasks=2", "hello@#99999999"), "a scenario")
                check(0.01 <= state["speed"] <= 100 and 0.75 <= state["scale"] <= 4, f"strange values: {state['speed']}")


def where_nothing_can_be_kept_it_says_so_once_and_goes_on():
    with tempfile.TemporaryDirectory() as folder:
        (pathlib.Path(folder) / "loopglass").write_text("a file where the folder should be")
        with Window("hello@#1", config=folder) as w:
            w.keys("t")
            w.wait(lambda s: "settings are not kept" in s["note"], "a word about the settings")
            w.rest(theme="light")


run(
    [
        what_was_open_comes_back_at_its_moment,
        lanes_of_finished_tasks_are_hidden_and_stay_so,
        what_was_seen_to_its_end_is_known_at_once,
        bookmarks_and_breakpoints_come_back_with_their_run,
        a_damaged_file_is_set_aside_with_a_word,
        strange_values_are_not_taken,
        where_nothing_can_be_kept_it_says_so_once_and_goes_on,
    ]
)
