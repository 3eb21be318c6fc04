"""Every control that can be pressed, in every state of the window, at 1x and at 2x: a click does something at once,
and a sign of the bar says what it is. A control that is new is walked to by itself; a name in the views that no
state below brings up fails, so that a state is added here for it.

All states take minutes, so by itself it walks through the first one. WALK=all tests/run controls walks through all."""

import os
import pathlib
import re

from driver import Failure, Window, check, run

RECIPE = "blocking/blocking@200ms"

ALL = os.environ.get("WALK") == "all"

# How each state is come to from a window that rests. The later ones are looked at for what the earlier ones have not.
STATES = {
    "start": lambda w: None,
    "playing": lambda w: (w.keys("minus", "minus", "minus", "Home", "space"), w.wait_for(playing=True)),
    "browser": lambda w: (w.keys("s"), w.place("scenarios.find")),
    "parameters": lambda w: (w.keys("p"), w.place("parameter.tasks")),
    "speeds": lambda w: (w.click("bar.speed"), w.place("speed.1×")),
    "sizes": lambda w: (w.click("bar.scale"), w.place("scale.1×")),
    "view": lambda w: (w.click("bar.view"), w.place("panel.loop")),
    "go": lambda w: (w.keys("g"), w.wait(lambda s: any(n.startswith("go.") for n in s["controls"]), "the menu")),
    "compare": lambda w: (w.keys("c"), w.place("compare.all")),
    "lanes": lambda w: (w.click("timeline.order"), w.wait(lambda s: any(n.startswith("lanes.") for n in s["controls"]), "lanes")),
    "acts": lambda w: (w.click("loop.task.C"), w.wait_for(selected="C"), w.keys("a"), w.wait(lambda s: any(n.startswith("menu.act.") for n in s["controls"]), "acts")),
    "why": lambda w: (w.keys("y"), w.wait(lambda s: s["asked"] > 0, "a cause")),
    "warnings": lambda w: (w.keys("w"), w.wait(lambda s: True, "")),
    "figures": lambda w: (w.keys("f"), w.wait(lambda s: "figures.axis" in s["controls"] or "page.Figures" in s["controls"], "figures")),
    "events": lambda w: (w.keys("e"), w.wait(lambda s: True, "")),
    "quiz": lambda w: (w.keys("q"), w.wait(lambda s: s["quiz"], "the quiz")),
    "find": lambda w: (w.keys("ctrl+f"), w.wait_for(typing=True), w.keys(*"due"), w.wait(lambda s: s["found"] > 0, "what is found")),
    "note": lambda w: (w.keys("b"), w.place("note.field")),
    "palette": lambda w: (w.keys("ctrl+p"), w.place("palette.row.1")),
    "help": lambda w: (w.keys("F1"), w.place("help.close")),
    "two runs": lambda w: (w.keys("c", "Return"), w.wait(lambda s: s["compared"] and "b.timeline" in s["controls"], "two runs")),
    "all runs": lambda w: (w.keys("c"), w.place("compare.all"), w.click("compare.all"), w.place("d.timeline")),
    "presenter": lambda w: (w.keys("F5"), w.place("presenter")),
}

# A click there shows what is shown already, only takes the keyboard, or changes what has no name of its own.
STAYS = re.compile(r"(scale\.1×|speed\.1×|log\.output|theme\.dark|way\.|parameter\.|.*\.field$|scenarios\.find|tasks\.filter|"
                   r"page\.Loop|compare\.page\.0|help\.(keys|words)|lanes\.|view\.fullscreen|transport\.start|quiz\.|figures\.axis|"
                   r"more\.(transport|start)|go\.)")

# Names of controls that come in a state that other tests bring up: a live run, a file that is read, the tour …
ELSEWHERE = {"go.bookmark", "go.forward", "loop.shared", "shared", "note.before", "note.go", "presenter.stop", "reading.stop",
             "tour", "quiz", "find.all", "timeline.bookmark", "timeline.field", "timeline.finished", "lanes.finished", "log.remedy",
             "log.present", "figures.latest_timer", "figures.longest_delay", "tasks.filter", "why", "stack", "line", "it", "main",
             "task", "window.json", "b.timeline.lane", "toast.place", "card", "act", "place", "term", "compare.leave", "page",
             "details.close", "compare.answer", "compare.ends", "bar.variant", "more", "compare.page", "log.warning",
             "presenter.title", "timeline.worker", "go"}


def kind(name):
    """One of a family stands for all: "tasks.row" for "tasks.row.C", "lanes" for "b.lanes.by name"."""
    name = re.sub(r"^[b-f]\.", "", name)
    family = re.match(r"(lanes|go|scenario|beside|speed|scale|way|panel|theme|variant|parameter|menu|source|stack|term|card|why|more)\.", name)
    return family[1] if family else re.sub(r"\.([A-Z]+|\d+)$", "", name)


def seen(s):
    """What a click may change, as far as it is told."""
    return {k: v for k, v in s.items() if k not in ("acts", "controls", "pressed", "focus", "note")} | {
        "names": sorted(n for n in s["controls"] if not n.startswith(("card.", "term.", "tip", "toast"))),
        "places": {n: p for n, p in s["controls"].items() if n.startswith("place.")}}


def press(w, name, state):
    place = w.state["controls"][name]
    before = seen(w.state) | {"note": w.state["note"]}
    at = -0.06 if "timeline.lane" in name else 0.5
    if name.startswith(("bar.", "transport.")):
        w.hover(name, at)
        w.place("tip")
    w.click(name, at)
    if STAYS.match(re.sub(r"^[b-f]\.", "", name)):
        return
    try:
        w.wait(lambda s: seen(s) | {"note": s["note"]} != before, f"what a click on {name} does", patience=5)
    except Failure:
        raise Failure(f"a click on {name} at {place} does nothing ({state})") from None


def is_back(w, begin):
    """Whether the window is as it began, once menus are closed and the recipe is opened again."""
    try:
        w.keys("Escape", "Escape", "Escape", "ctrl+v")
        w.wait(lambda s: seen(s) == begin, "the window as it began", patience=0.4)
    except Failure:
        w.must_live()
        return False
    return True


def walk(size, scale):
    """Presses one of each kind; returns the names of all that were there."""
    walked, there = set(), set()
    for state, come in list(STATES.items())[:None if ALL else 1]:
        names = None
        while names is None or names:
            with Window(RECIPE, size=size, scale=scale) as w:
                begin = seen(w.rest(time_ns=200_000_000))
                w.keys("ctrl+c")
                while names is None or names:
                    if state in BUTTONS and BUTTONS[state] not in w.state["controls"]:
                        names = {}
                        break
                    come(w)
                    there |= w.state["controls"].keys()
                    if names is None:
                        names = {kind(n): n for n in reversed(w.state["pressed"]) if kind(n) not in walked}
                        walked |= names.keys()
                    if not names:
                        break
                    name = names.popitem()[1]
                    if name in w.state["controls"]:
                        press(w, name, state)
                        there |= w.state["controls"].keys()
                    if not is_back(w, begin):
                        break
    return there


def names_in_the_views():
    words = set()
    for file in pathlib.Path("app/views").glob("*.cpp"):
        words |= set(re.findall(r'"([a-z_]+(?:\.[a-z_]+)*\.|[a-z_]+(?:\.[a-z_]+)+)"', file.read_text(encoding="utf-8")))
    return {w.rstrip(".") for w in words}


def a_click_on_a_control_does_something():
    there = walk((1280, 720), 1)
    if not ALL:
        return
    missing = {n for n in names_in_the_views() if not any(t == n or t.startswith(n + ".") for t in there)}
    missing = {n for n in missing if n not in ELSEWHERE and n.split(".")[0] not in ELSEWHERE}
    check(not missing, f"no state of this test brings up {sorted(missing)}")


def so_does_one_at_twice_the_size():
    walk((1280, 720), 2)


BUTTONS = {"speeds": "bar.speed", "lanes": "timeline.order", "warnings": "place.log", "figures": "place.log"}

run(
    [
        a_click_on_a_control_does_something,
        so_does_one_at_twice_the_size,
    ]
)
