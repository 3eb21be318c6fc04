"""The tour shows itself once, lights six places, and is left at any time; Help has it again."""

import tempfile

from driver import Window, check, run


def whoever_comes_first_is_shown_around_once():
    with tempfile.TemporaryDirectory() as folder:
        with Window("timers?tasks=2", config=folder, first_time=True) as w:
            w.rest(tour=1, playing=False)
            for step in range(2, 7):
                w.click("tour.next")
                w.rest(tour=step)
                w.place(f"tour.{step}")
            w.click("tour.back")
            w.rest(tour=5)
            w.keys("Return", "Return")
            w.wait_for(tour=0, playing=True)
            check(w.end(w.close) == 0, "it did not close well")
        with Window("timers?tasks=2", config=folder, first_time=True) as w:
            w.wait(lambda s: s["at"] > 0, "the run to play")
            check(w.state["tour"] == 0, "the tour shows itself a second time")


def it_is_left_at_any_time_and_found_in_help():
    for size, scale in (((1600, 900), 1), ((1280, 720), 1), ((1280, 720), 2)):
        with Window("blocking@#10", size=size, scale=scale) as w:
            w.rest(tour=0, at=10)
            w.keys("F1")
            w.click("help.tour")
            w.wait_for(tour=1, help=False)
            lit = ("bar.scenario", "loop.executor", "loop.reactor", "timeline", "sentence", "transport.play")
            for step in range(1, 7):
                w.place(lit[step - 1])  # on whatever page it stands
                left, top, right, bottom = w.place(f"tour.{step}")
                check(left >= 0 and top >= 0 and right <= size[0] and bottom <= size[1], f"the card of step {step} is cut off")
                w.keys("Return")
            w.wait_for(tour=0)
            w.keys("F1")
            w.click("help.tour")
            w.wait_for(tour=1)
            w.keys("Escape")
            w.wait_for(tour=0)
            w.keys("F1")
            w.click("help.tour")
            w.wait_for(tour=1)
            w.click("tour.leave")
            w.rest(tour=0, at=10)


def the_arrows_go_through_it_and_the_window_can_be_clicked_meanwhile():
    with Window("timers?tasks=2", first_time=True) as w:
        w.rest(tour=1)
        w.keys("Right")
        at = w.rest(tour=2)["at"]
        w.keys("Left")
        w.rest(tour=1, at=at)  # the run is not stepped
        w.keys(*["Right"] * 5)
        w.rest(tour=6)
        w.keys("Right")
        w.click("bar.theme")
        w.rest(theme="light", tour=6)
        w.keys("F1")
        w.wait_for(help=True)
        w.keys("Escape")
        w.wait_for(help=False, tour=6)


run(
    [
        whoever_comes_first_is_shown_around_once,
        it_is_left_at_any_time_and_found_in_help,
        the_arrows_go_through_it_and_the_window_can_be_clicked_meanwhile,
    ]
)
