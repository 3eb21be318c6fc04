"""A moment is the same moment, whichever way it was reached: by playing, stepping, stepping back, clicking the
timeline, dragging over it, or asking for it by name."""

from driver import Window, check, run

RECIPE = "blocking/blocking?tasks=3"


def worlds_by_stepping(w, count):
    """The worlds at 0, 1, … as stepping on shows them."""
    w.keys("Home")
    worlds = [w.rest(at=0)["world"]]
    for n in range(1, count + 1):
        w.keys("Right")
        worlds.append(w.rest(at=n)["world"])
    return worlds


def every_way_leads_to_the_same_world():
    with Window(f"{RECIPE}@#0") as w:
        w.keys("m")
        last = w.rest(motion=False)["size"]
        count = min(last, 70)
        worlds = worlds_by_stepping(w, count)
        check(len(set(worlds)) == len(worlds), "two moments of the run look alike")
        for n in reversed(range(count - 25, count)):
            w.keys("Left")
            check(w.rest(at=n)["world"] == worlds[n], f"stepping back to {n} shows another world")
        w.keys("shift+Left")
        state = w.wait(lambda s: s["resting"] and s["at"] < count - 25, "the poll before")
        check(state["world"] == worlds[state["at"]], "stepping back by a poll shows another world")
        # By the timeline: wherever a click lands, it is the world of that event.
        for across in (0.02, 0.2, 0.35, 0.5, 0.11, 0.6):
            before = w.state["time_ns"]
            w.click("timeline", across=across)
            state = w.wait(lambda s: s["time_ns"] != before and s["resting"], "another moment")
            if state["at"] <= count:
                check(state["world"] == worlds[state["at"]], f"the timeline shows another world at {state['at']}")
        # By dragging over it, and back.
        w.drag("timeline", 0.7, 0.05, steps=12)
        state = w.wait(lambda s: s["resting"] and s["at"] <= count, "the end of the drag")
        check(state["world"] == worlds[state["at"]], "dragging shows another world")
        w.drag("timeline.overview", 0.05, 0.3, steps=5)
        state = w.wait(lambda s: s["resting"], "the end of the drag")
        if state["at"] <= count:
            check(state["world"] == worlds[state["at"]], "the overview shows another world")
        # With movement, playing on and back again.
        w.keys("Home", "m", "Right", "Right", "Right", "Left")
        check(w.rest(at=2, motion=True)["world"] == worlds[2], "moving there shows another world")
    for n in (0, 3, count // 2, count):
        with Window(f"{RECIPE}@#{n}") as w:
            check(w.rest(at=n)["world"] == worlds[n], f"opened at {n} it shows another world")


def a_click_in_the_list_of_events_goes_there():
    with Window("join@#20", size=(1280, 720)) as w:
        here = w.rest(at=20)["world"]
        w.keys("e")
        w.click("log.events")
        w.keys("Left", "Right")
        check(w.rest(at=20)["world"] == here, "there and back shows another world")


def the_wheel_zooms_and_the_zoomed_timeline_still_goes_where_it_is_clicked():
    with Window("timers@#0") as w:
        w.rest(at=0)
        w.click("timeline", across=0.5, down=0.9)
        whole = w.wait(lambda s: s["resting"] and s["at"] > 0, "the middle of the run")["at"]
        w.wheel("timeline", 12, across=0.25)
        w.click("timeline", across=0.5, down=0.9)
        near = w.wait(lambda s: s["resting"] and 0 < s["at"] < whole, "a moment near a quarter")["at"]
        w.keys("0")
        w.click("timeline", across=0.5, down=0.9)
        w.wait(lambda s: s["resting"] and s["at"] == whole, "the middle of the run again")
        w.keys("z", "z", "z")
        w.drag("timeline.overview", 0.5, 0.02)
        w.click("timeline", across=0.5, down=0.9)
        w.wait(lambda s: s["resting"] and s["at"] < whole, "a moment near the start")
        w.keys("shift+z", "shift+z", "shift+z", "shift+z", "x")
        check(near > 0, "the zoomed timeline went nowhere")
        w.click("timeline", across=0.999, down=0.9)
        w.wait(lambda s: s["resting"] and s["at"] >= s["size"] - 1, "the last event, by events")


def the_keys_zoom_around_the_present_moment():
    with Window("timers@#0") as w:
        w.rest(at=0)
        w.click("timeline", across=0.3, down=0.9)
        here = w.wait(lambda s: s["resting"] and s["time_ns"] > 0, "a moment")["time_ns"]
        w.keys(*["z"] * 6)
        w.click("timeline", across=0.3, down=0.9)
        w.wait(lambda s: s["resting"] and abs(s["time_ns"] - here) < 2e6, "the same moment in the same place")


def a_moment_between_two_events_can_be_stopped_at():
    with Window("blocking/blocking@150ms") as w:
        inside = w.rest()["at"]
        w.keys("Right")
        w.rest(at=inside + 1)
        w.keys("Left")
        w.rest(at=inside)


run(
    [
        every_way_leads_to_the_same_world,
        a_click_in_the_list_of_events_goes_there,
        the_wheel_zooms_and_the_zoomed_timeline_still_goes_where_it_is_clicked,
        the_keys_zoom_around_the_present_moment,
        a_moment_between_two_events_can_be_stopped_at,
    ]
)
