"""The scenario browser: ways through the scenarios, choosing by keys, and what was seen to its end."""

import json
import subprocess
import os

from driver import Window, check, run, xdotool

LISTED = json.loads(subprocess.run([os.environ["LOOPGLASS"], "list", "--json"], capture_output=True, check=True).stdout)


def shift_click(w, name):
    w.hover(name)
    xdotool("keydown", "shift", "click", 1, "keyup", "shift")


def shown(state):
    return [c.removeprefix("scenario.") for c in state["controls"] if c.startswith("scenario.")]


def of_chapter(chapter):
    return [s["name"] for s in LISTED if s["chapter"] == chapter]


def a_chapter_is_chosen_by_a_click_and_a_scenario_in_it_by_keys():
    with Window("hello@#1") as w:
        w.keys("s")
        w.click("way.4")
        w.wait(lambda s: shown(s) == of_chapter(4), "chapter 4 alone")
        w.keys("Down", "Down", "Up", "Down", "Return")
        w.wait(lambda s: s["recipe"] == of_chapter(4)[1] and not shown(s), "its second scenario")


def it_keeps_to_the_ends_of_the_list():
    with Window("hello@#1") as w:
        w.keys("s")
        w.click("way.3")
        w.wait(lambda s: shown(s) == of_chapter(3), "chapter 3 alone")
        w.keys(*["Down"] * 9, "Return")
        w.wait(lambda s: s["recipe"] == of_chapter(3)[-1], "its last scenario")
        w.keys("s")
        w.place("scenarios.find")
        w.keys("Down", *["Up"] * 5, "Return")
        w.wait(lambda s: s["recipe"] == of_chapter(3)[0], "the first scenario of the way that was chosen last")


def a_word_finds_in_all_chapters_whatever_way_is_chosen():
    with Window("hello@#1") as w:
        w.keys("s")
        w.click("way.1")
        w.wait(lambda s: shown(s) == of_chapter(1), "chapter 1 alone")
        w.click("scenarios.find")
        w.keys(*"deadlock")
        w.wait(lambda s: shown(s) == ["deadlock"], "a scenario of another chapter")
        w.keys("x", "x", "Return")
        w.wait(lambda s: shown(s) == [], "no such scenario")
        w.keys("Escape")
        w.wait(lambda s: "scenarios.find" not in s["controls"], "the browser to close")
        check(w.state["recipe"] == "hello@#1", "Enter opened a scenario that is not there")


def it_has_room_where_there_is_little():
    for size, scale in (((1280, 720), 2.5), ((3840, 2160), 1)):
        with Window("hello@#1", size=size, scale=scale) as w:
            w.keys("s")
            w.place("scenarios.find")
            w.keys(*"across", "Return")
            w.wait(lambda s: s["recipe"] != "hello@#1", "the scenario that was found")


def a_scenario_is_set_beside_the_run_by_key_click_and_sign():
    def is_beside(s):
        return s["compared"] == "timers mutex" and s["recipe"].startswith("timers") and "b.loop" in s["controls"]

    ways = {
        "Shift and Enter": lambda w: w.keys("shift+Return"),
        "the sign at the end of its row": lambda w: w.click("beside.mutex"),
        "Shift and a click": lambda w: shift_click(w, "scenario.mutex"),
    }
    for what, does in ways.items():
        with Window("timers@#12") as w:
            w.rest()
            w.keys("s")
            w.place("scenarios.find")
            w.keys(*"mutex")
            w.wait(lambda s: "beside.mutex" in s["controls"] and len(shown(s)) < 9, "few scenarios")
            while shown(w.state)[0] != "mutex":
                w.keys(*"x")
            does(w)
            w.wait(is_beside, f"mutex beside timers, by {what}")


def what_has_one_way_only_is_compared_with_a_scenario_of_the_list():
    for begin in (lambda w: w.keys("c"), lambda w: w.click("bar.compare")):
        with Window("timers@#12") as w:
            w.rest()
            begin(w)
            w.click("way.1")
            w.click("scenario.hello")
            w.wait(lambda s: s["compared"] == "timers hello" and s["recipe"].startswith("timers"), "hello beside it")
            w.keys("c")
            w.wait_for(compared="")


def a_run_waits_while_a_scenario_is_chosen():
    with Window("timers?tasks=8") as w:
        w.wait(lambda s: s["playing"] and s["at"] > 0, "the run to play")
        w.click("bar.scenario")
        w.wait(lambda s: "scenarios.find" in s["controls"] and not s["playing"], "the run to wait")
        w.keys("Escape")
        w.wait(lambda s: "scenarios.find" not in s["controls"] and s["playing"], "it to go on")
        w.keys("space")
        w.wait_for(playing=False)
        w.keys("s")
        w.place("scenarios.find")
        w.keys("Escape")
        w.wait(lambda s: "scenarios.find" not in s["controls"], "the browser to close")
        at = w.rest()["at"]
        w.keys("Right")
        w.rest(at=at + 1, playing=False)  # what stood still stands still


run(
    [
        a_run_waits_while_a_scenario_is_chosen,
        a_chapter_is_chosen_by_a_click_and_a_scenario_in_it_by_keys,
        it_keeps_to_the_ends_of_the_list,
        a_scenario_is_set_beside_the_run_by_key_click_and_sign,
        what_has_one_way_only_is_compared_with_a_scenario_of_the_list,
        a_word_finds_in_all_chapters_whatever_way_is_chosen,
        it_has_room_where_there_is_little,
    ]
)
