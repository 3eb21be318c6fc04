"""The presenter's picture and the laser pointer."""

from driver import Window, check, run, xdotool


def f5_shows_the_loop_large_and_nothing_else():
    with Window("blocking/blocking@200ms", size=(1280, 720)) as w:
        w.rest(presented="")
        at = w.state["at"]
        w.keys("F5")
        w.wait(lambda s: s["presented"] == "loop" and "loop" in s["controls"] and s["scale"] > 1.2
               and "presenter" in s["controls"], "the loop, large")
        for name in ("bar.help", "source", "tasks", "timeline", "log.output"):
            check(not w.has(name), f"{name} is there")
        left, top, right, bottom = w.place("loop")
        check(right - left == 1280 and bottom - top > 480, "the loop does not fill the window")
        w.keys("Right", "Right", "Left")
        w.rest(at=at + 1)
        w.keys("plus")
        w.wait(lambda s: s["note"] == "Speed 2×", "the speed, where no bar says it")
        w.keys("minus")
        w.wait(lambda s: s["note"] == "Speed 1×", "the speed it had")
        w.keys("space")
        w.wait_for(playing=True)
        w.keys("space", "Tab")
        w.wait(lambda s: s["presented"] == "timeline" and "timeline" in s["controls"] and not s["playing"]
               and "loop" not in s["controls"], "the timeline")
        w.keys("Escape")
        w.wait(lambda s: s["presented"] == "" and s["scale"] == 1 and "bar.help" in s["controls"], "all of it")


def its_quiet_line_says_what_is_run_and_at_which_breakpoint_it_stands():
    with Window("blocking/blocking@0ms", size=(1280, 720)) as w:
        w.rest()
        w.click("bar.go")
        w.click("go.timer.stop")
        w.keys("Escape", "F5", "space")
        w.wait(lambda s: not s["playing"] and s["note"] == "Breakpoint: a timer is due", "a stop")
        w.wait(lambda s: not s["note"] and "presenter.title" in s["controls"] and "presenter.stop" in s["controls"],
               "the line, once the note is gone")
        w.keys("Right")
        w.wait(lambda s: "presenter.title" in s["controls"] and "presenter.stop" not in s["controls"], "no breakpoint")


def lanes_fill_the_height():
    with Window("mutex@#100", size=(1280, 720)) as w:
        w.rest()
        small = w.place("timeline.lane.1")
        w.keys("F5", "Tab")
        state = w.wait(lambda s: s["presented"] == "timeline" and "timeline.lane.1" in s["controls"], "large lanes")
        lanes = [place for name, place in state["controls"].items() if name.startswith("timeline.lane.")]
        check(lanes[0][3] - lanes[0][1] > 2 * (small[3] - small[1]), "the lanes are as low as before")
        check(max(place[3] for place in lanes) > state["controls"]["timeline"][3] - 40, "there is room below the lanes")


def a_click_on_a_warning_goes_there_and_stays_presented():
    with Window("blocking/blocking@#334", size=(1280, 720)) as w:
        w.rest()
        w.keys("F5", "Tab")
        w.click("timeline.warning")
        w.rest(time_ns=200_000_000, selected="B", presented="timeline")


def what_needs_a_panel_leaves_it():
    with Window("timers@#12") as w:
        w.rest()
        w.click("bar.present")
        w.wait_for(presented="loop")
        w.keys("o", "s", "q", "g")  # these open panels: they do nothing here
        w.keys("ctrl+p")
        w.wait(lambda s: s["palette"] and s["typing"], "the palette")
        w.keys(*"gotoamoment")
        w.wait(lambda s: s["palette"].startswith("Go to a moment"), "a menu")
        w.keys("Return")
        w.wait(lambda s: s["presented"] == "" and any(c.startswith("go.") for c in s["controls"]), "the menu")


def two_runs_are_presented_side_by_side():
    with Window("blocking/cooperative@100ms", size=(1280, 720)) as w:
        w.rest()
        w.keys("c", "Return")
        w.wait(lambda s: s["compared"], "a comparison")
        w.keys("F5")
        w.wait(lambda s: s["presented"] == "loop" and "b.loop" in s["controls"], "two loops")
        w.keys("Tab")
        w.wait(lambda s: s["presented"] == "timeline" and "b.timeline" in s["controls"], "two timelines")
        w.keys("F5")
        w.wait(lambda s: s["presented"] == "" and s["compared"], "the comparison")


def the_laser_follows_the_mouse_and_comes_to_rest():
    with Window("timers@#12") as w:
        w.rest(laser=False)
        w.keys("d")
        w.wait_for(laser=True)
        xdotool("mousemove", 500, 400, "mousemove", 700, 420, "mousemove", 800, 300)
        w.keys("F5")
        w.wait_for(presented="loop", laser=True)
        xdotool("mousemove", 300, 300, "mousemove", 320, 340)
        w.keys("Escape")
        w.wait_for(presented="", laser=False)


run(
    [
        f5_shows_the_loop_large_and_nothing_else,
        its_quiet_line_says_what_is_run_and_at_which_breakpoint_it_stands,
        lanes_fill_the_height,
        a_click_on_a_warning_goes_there_and_stays_presented,
        what_needs_a_panel_leaves_it,
        two_runs_are_presented_side_by_side,
        the_laser_follows_the_mouse_and_comes_to_rest,
    ]
)
