"""How the window ends, and what is said where there can be none."""

import os
import subprocess

from driver import PATIENCE, Window, check, run


def it_ends_with_ctrl_q():
    with Window("timers") as w:
        w.wait_for(playing=True)
        check(w.end(lambda: w.keys("ctrl+q")) == 0, "the status is not 0")


def it_ends_when_it_is_closed():
    with Window("timers@#5") as w:
        w.rest(at=5)
        check(w.end(w.close) == 0, "the status is not 0")


def it_ends_quietly_when_it_is_told_to():
    for recipe in ("timers", "timers@#5"):
        with Window(recipe) as w:
            w.wait(lambda s: s["size"] > 0, "a run")
            check(w.end(w.terminate) in (0, -15, 143), "it died of something else")


def without_a_display_it_says_so_in_one_line():
    environment = {k: v for k, v in os.environ.items() if k not in ("DISPLAY", "WAYLAND_DISPLAY")}
    done = subprocess.run(
        [os.environ["LOOPGLASS"], "open", "hello"], env=environment, capture_output=True, text=True, timeout=PATIENCE
    )
    check(done.returncode == 2, f"the status is {done.returncode}, not 2")
    check(done.stdout == "", f"it wrote to standard output: {done.stdout}")
    lines = done.stderr.splitlines()
    check(len(lines) == 1, f"it said: {done.stderr}")
    check("display" in lines[0] or "window" in lines[0], f"the line does not say what is missing: {lines[0]}")


run(
    [
        it_ends_with_ctrl_q,
        it_ends_when_it_is_closed,
        it_ends_quietly_when_it_is_told_to,
        without_a_display_it_says_so_in_one_line,
    ]
)
