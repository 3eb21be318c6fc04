"""Playing, pausing, stepping and speed, by every button and every key."""

from driver import Window, check, run


def it_opens_playing_and_plays_by_itself():
    with Window("timers?tasks=3") as w:
        w.wait_for(playing=True)
        w.wait(lambda s: s["at"] >= 3, "three events")


def it_opens_something_when_nobody_says_what():
    with Window() as w:
        w.wait(lambda s: s["playing"] and s["recipe"], "a run that is playing")


def a_run_at_a_position_stands_still_there():
    with Window("timers?tasks=3@#12") as w:
        w.rest(at=12, playing=False)
        w.keys("space")
        w.wait(lambda s: s["playing"] and s["at"] > 12, "playing on from there")


def play_and_pause_by_key_and_button():
    with Window("timers?tasks=3") as w:
        w.wait_for(playing=True)
        w.keys("space")
        at = w.wait_for(playing=False)["at"]
        w.keys("space")
        w.wait(lambda s: s["playing"] and s["at"] > at, "playing on")
        w.click("transport.play")
        w.wait_for(playing=False)
        w.click("transport.play")
        w.wait_for(playing=True)


def every_step_by_key_and_button():
    for size, scale in (((1600, 900), 1), ((1280, 720), 1), ((1600, 900), 2), ((1280, 720), 2)):
        with Window("join@#10", size=size, scale=scale) as w:
            if size != (1600, 900):
                w.keys("m")  # seen moving once, that is enough
            last = w.rest(at=10)["size"]
            for on, back in ((("Right",), ("Left",)), (None, None)):
                press = lambda keys, name: w.keys(*keys) if keys else w.click(name)
                press(on, "transport.event")
                w.rest(at=11)
                press(back, "transport.event_back")
                w.rest(at=10)
                press(on and ("shift+Right",), "transport.poll")
                after = w.wait(lambda s: s["resting"] and s["at"] > 10, "the end of a poll")["at"]
                press(on and ("shift+Right",), "transport.poll")
                w.wait(lambda s: s["resting"] and s["at"] > after, "the end of the next poll")
                press(back and ("shift+Left",), "transport.poll_back")
                w.rest(at=after)
                press(on and ("End",), "transport.end")
                w.rest(at=last)
                press(on and ("Home",), "transport.start")
                w.rest(at=0)
                # At the start there is nothing to go back to.
                press(back, "transport.event_back")
                for _ in range(10):
                    press(on, "transport.event")
                w.rest(at=10)
                if w.state["motion"]:
                    w.keys("m")
                    w.rest(motion=False)


def fast_presses_are_not_lost():
    with Window("timers?tasks=3@#0") as w:
        w.rest(at=0)
        w.keys("Right", "Right", "Right", "Right", "Right")
        w.rest(at=5)
        w.keys("Left", "Left")
        w.rest(at=3)
        w.click("transport.event", times=4)
        w.rest(at=7)
        w.keys("m", "Right", "Right", "m", "Left")
        w.rest(at=8, motion=True)
        # Three presses of the same switch go round all themes, and a fourth goes on.
        w.keys("t", "t", "t", "t")
        w.rest(theme="light")


def speed_by_keys_and_menu():
    with Window("timers?tasks=3@#0") as w:
        w.wait_for(speed=1)
        w.keys("plus")
        w.wait_for(speed=2)
        w.keys("minus", "minus")
        w.wait_for(speed=0.5)
        w.keys("KP_Add", "KP_Subtract", "equal")
        w.wait_for(speed=1)
        w.click("bar.speed")
        w.click("speed.100×")
        w.wait_for(speed=100)
        w.wait(lambda s: "speed.5×" not in s["controls"], "the menu to close")
        w.keys("plus")
        w.keys("space")
        state = w.wait(lambda s: not s["playing"] and s["resting"] and s["at"] > 0, "the end of the run")
        check(state["at"] == state["size"] and state["speed"] == 100, "it did not play to the end at full speed")
        for _ in range(16):
            w.keys("minus")
        w.wait_for(speed=0.01)


def playing_again_and_restarting_begin_at_the_start():
    with Window("hello@#1") as w:
        w.keys("End")
        last = w.wait(lambda s: s["resting"] and s["at"] == s["size"], "the end of the run")["at"]
        w.keys("space")
        w.wait(lambda s: s["playing"] and s["at"] < last, "playing from the start")
        w.keys("End")
        w.rest(at=last, playing=False)
        w.keys("r")
        w.wait(lambda s: s["playing"] and s["at"] < last, "playing from the start")


def the_end_of_a_run_that_is_stuck_is_first_where_it_got_stuck():
    with Window("deadlock@#0") as w:
        w.keys("End")
        stuck = w.wait(lambda s: s["resting"] and s["at"] > 0 and "is stuck here" in s["note"], "the end, and a word")
        check(stuck["at"] < stuck["size"], "it went past where the run got stuck")
        w.click("transport.end")
        w.rest(at=stuck["size"])
        w.keys("Home", "End")
        w.rest(at=stuck["at"])


def a_held_key_keeps_stepping():
    with Window("timers?tasks=3@#0") as w:
        w.keys("m")
        w.rest(motion=False)
        from driver import xdotool

        xdotool("keydown", "Right")
        w.wait(lambda s: s["at"] >= 5, "a step a repeat")
        xdotool("keyup", "Right")
        at = w.rest()["at"]
        w.keys("Left")
        w.rest(at=at - 1)


run(
    [
        it_opens_playing_and_plays_by_itself,
        it_opens_something_when_nobody_says_what,
        a_run_at_a_position_stands_still_there,
        play_and_pause_by_key_and_button,
        every_step_by_key_and_button,
        fast_presses_are_not_lost,
        speed_by_keys_and_menu,
        playing_again_and_restarting_begin_at_the_start,
        the_end_of_a_run_that_is_stuck_is_first_where_it_got_stuck,
        a_held_key_keeps_stepping,
    ]
)
