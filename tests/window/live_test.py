"""Runs on the real clock, watched as they happen: following, stopping the picture, catching up, ending the run."""

import shutil
import subprocess
import time

from driver import Window, check, run
from net.server import free_port

SERVE = "http?clients=0&serve_for=600s"


def it_goes_along_and_is_a_run_like_any_other_afterwards():
    with Window("blocking/blocking", clock="real") as w:
        w.wait_for(live=True, follows=True)
        w.wait(lambda s: s["at"] > 20 and s["at"] == s["size"], "going along")
        state = w.wait_for(live=False)
        w.wait(lambda s: not s["playing"] and s["at"] == s["size"], "standing at its end")
        check(state["time_ns"] > 300e6, "the blocking call of 300 ms took real time")
        w.wait(lambda s: s["note"].startswith("The live run is over, after "), "that it is over, and how to see it again")
        w.keys("Home")
        w.rest(at=0)
        w.keys("Right")
        w.rest(at=1)


def the_picture_stops_while_the_run_goes_on_and_catches_up():
    with Window("echo?port=0&clients=0&serve_for=600s", clock="real") as w:
        w.wait(lambda s: s["follows"] and s["at"] > 3, "following")
        w.keys("space")
        stopped = w.wait_for(follows=False)
        check(stopped["live"], "the run goes on")
        w.keys("Left")
        w.rest(at=stopped["at"] - 1, live=True)
        w.keys("End")
        w.wait_for(follows=True)
        w.click("bar.live")
        w.wait_for(live=False)
        w.keys("k")
        w.wait_for(live=True)
        w.keys("k")
        w.wait_for(live=False)


def time_goes_on_in_the_picture_while_the_loop_is_blocked():
    with Window("blocking/blocking?block=1500ms", clock="real") as w:
        w.wait(lambda s: s["live"] and s["time_ns"] > 300e6, "the blocking call")
        at = w.state["at"]
        frames, begin = w.frames, time.monotonic()
        shown = w.wait(lambda s: s["time_ns"] > 1000e6, "time that goes on")
        check(shown["at"] == at, "no event happens meanwhile")
        rate = (w.frames - frames) / (time.monotonic() - begin)
        check(rate > 10, f"the window goes on while the loop is blocked: {rate:.0f} pictures a second")
        w.keys("space")
        held = w.wait(lambda s: not s["playing"], "a picture that stops")
        check(held["at"] == at and held["time_ns"] >= shown["time_ns"], "it stops at the moment that it showed")


def what_is_asked_of_a_live_run_too_early_is_answered_in_words():
    with Window("http?port=0&clients=0&serve_for=600s", clock="real") as w:
        w.wait_for(live=True)
        w.keys("c")
        w.wait(lambda s: "no end to compare yet" in s["note"], "why it cannot be compared")
        w.keys("a")
        w.wait(lambda s: "real clock" in s["note"], "why nothing can be done to it by hand")
        check(w.state["live"], "it is still live")
        w.keys("k")
        w.wait_for(live=False)


def another_run_waits_for_the_live_one_to_end():
    with Window("blocking/blocking?block=1200ms", clock="real") as w:
        w.wait(lambda s: s["live"] and s["time_ns"] > 300e6, "the blocking call")
        w.keys("v")
        w.wait(lambda s: "offloaded" in s["recipe"] and s["live"] and s["at"] > 3, "the next variant, live, too")
        w.keys("r")
        w.wait(lambda s: s["live"] and s["time_ns"] < 100e6, "the same again from its start")


def a_server_is_watched_under_load_and_no_event_is_lost():
    if not shutil.which("wrk"):
        return
    port = free_port()
    with Window(f"{SERVE}&port={port}", clock="real") as w:
        w.wait(lambda s: s["live"] and s["at"] > 3, "the server")
        w.wait(lambda s: s["follows"], "following")
        load = subprocess.Popen(["wrk", "-t1", "-c20", "-d2s", f"http://127.0.0.1:{port}/"],
                                stdout=subprocess.PIPE, encoding="utf-8")
        frames, begin = w.frames, time.monotonic()
        while load.poll() is None:
            w.wait(lambda s: True, "a picture")
            time.sleep(0.02)
        rate = (w.frames - frames) / (time.monotonic() - begin)
        check(rate > 5, f"the window goes on under load: {rate:.0f} pictures a second")
        recorded = w.wait(lambda s: s["recorded"] > 10_000, "a busy server")["recorded"]
        w.wait(lambda s: s["at"] >= recorded, "the picture to catch up")
        w.keys("k")
        over = w.wait_for(live=False)
        check(over["size"] == over["recorded"], "every event is there")


run(
    [
        it_goes_along_and_is_a_run_like_any_other_afterwards,
        the_picture_stops_while_the_run_goes_on_and_catches_up,
        time_goes_on_in_the_picture_while_the_loop_is_blocked,
        what_is_asked_of_a_live_run_too_early_is_answered_in_words,
        another_run_waits_for_the_live_one_to_end,
        a_server_is_watched_under_load_and_no_event_is_lost,
    ]
)
