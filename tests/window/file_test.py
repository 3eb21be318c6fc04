"""A saved run in the window."""

import os
import pathlib
import subprocess
import tempfile

from driver import PATIENCE, Window, check, run


def a_saved_run_is_shown_and_stepped_as_any_other():
    with tempfile.TemporaryDirectory() as folder:
        file = str(pathlib.Path(folder) / "run.json")
        subprocess.run(
            [os.environ["LOOPGLASS"], "run", "panic/handled", "--save", file], timeout=PATIENCE, capture_output=True
        )
        with Window(file) as saved:
            size = saved.wait(lambda s: s["size"] > 0, "the run")["size"]
            saved.keys("End")
            saved.rest(at=size)
            saved.keys("Left")
            saved.rest(at=size - 1)
        with Window("panic/handled") as played:
            played.wait_for(size=size)


def a_file_that_holds_no_run_is_refused_before_there_is_a_window():
    done = subprocess.run(
        [os.environ["LOOPGLASS"], "open", "/dev/null/run.json"], capture_output=True, text=True, timeout=PATIENCE
    )
    check(done.returncode == 2, f"the status is {done.returncode}, not 2")
    check(len(done.stderr.splitlines()) == 1, f"it said: {done.stderr}")


def a_copied_recipe_is_opened_again_at_its_moment():
    with Window("panic@#5") as w:
        w.rest(at=5)
        w.keys("Right", "ctrl+c")
        w.wait(lambda s: s["note"] == "Copied: panic@#6", "a word about the copy")
        w.keys("v", "ctrl+v")
        w.rest(at=6, recipe="panic@#6", playing=False)


def a_saved_run_is_opened_by_its_path_in_the_clipboard():
    with tempfile.TemporaryDirectory() as folder:
        file = pathlib.Path(folder) / "r.json"
        subprocess.run(
            [os.environ["LOOPGLASS"], "run", "panic/unwrapped", "--save", str(file)],
            timeout=PATIENCE,
            capture_output=True,
        )
        with Window("hello@#1") as w:
            w.rest(at=1)
            w.copy(str(file))
            w.keys("ctrl+v")
            w.wait(lambda s: s["note"].startswith("Opened r.json: panic/unwrapped"), "a word about the file")
            w.wait_for(recipe="panic/unwrapped")

            w.copy(str(file.with_name("gone.json")))
            w.keys("ctrl+v")
            w.wait(lambda s: s["note"].startswith("Cannot open"), "a word about the file that is gone")


run(
    [
        a_saved_run_is_shown_and_stepped_as_any_other,
        a_file_that_holds_no_run_is_refused_before_there_is_a_window,
        a_saved_run_is_opened_by_its_path_in_the_clipboard,
        a_copied_recipe_is_opened_again_at_its_moment,
    ]
)
