"""Choosing a scenario, a variant, a parameter or a seed starts the run again at once, and the recipe says so."""

from driver import Window, check, run


def started_again(w, recipe):
    return w.wait(lambda s: s["recipe"] == recipe and s["playing"], f"a run of {recipe}")


def a_scenario_is_chosen_by_mouse_and_by_key():
    for size, scale in (((1600, 900), 1), ((1280, 720), 1), ((1280, 720), 2)):
        with Window("timers@#5", size=size, scale=scale) as w:
            w.rest(at=5)
            w.click("bar.scenario")
            w.click("scenario.hello")
            started_again(w, "hello")
            w.wait(lambda s: "scenario.hello" not in s["controls"], "the list to close")
            w.keys("s")
            w.click("scenario.lazy")
            started_again(w, "lazy")
            w.keys("s")
            w.place("scenario.lazy")
            w.keys("Escape")
            w.wait(lambda s: "scenario.lazy" not in s["controls"], "the list to close")
            check(w.state["recipe"] == "lazy", "escaping from the list changed the run")


def a_variant_is_chosen_by_mouse_and_by_key():
    with Window("blocking@#30") as w:
        w.rest(at=30)
        w.click("variant.blocking")
        started_again(w, "blocking/blocking")
        for after in ("blocking/offloaded", "blocking/in_place", "blocking", "blocking/blocking"):
            w.keys("v")
            started_again(w, after)
    # Where the bar has no room for variants they are among the parameters.
    with Window("blocking@#30", size=(1280, 720), scale=2) as w:
        w.rest(at=30)
        w.click("bar.parameters")
        w.click("variant.blocking")
        started_again(w, "blocking/blocking")


def a_parameter_is_dragged():
    for size, scale in (((1600, 900), 1), ((1280, 720), 1), ((1280, 720), 2)):
        with Window("timers@#5", size=size, scale=scale) as w:
            tasks = w.rest(at=5)["size"]
            w.keys("p")
            w.place("parameter.tasks")
            w.hover("parameter.tasks")
            w.drag("parameter.tasks", 0.05, 0.9)
            more = w.wait(lambda s: "tasks=" in s["recipe"] and s["size"] > tasks, "more tasks")
            check(more["playing"], "the run did not start again")
            w.drag("parameter.step", 0.5, 0.02)
            w.wait(lambda s: "step=" in s["recipe"] and "tasks=" in s["recipe"], "shorter steps")
            w.keys("Escape")
            w.wait(lambda s: "parameter.step" not in s["controls"], "the list to close")
            check("tasks=" in w.state["recipe"], "closing the list changed the run")


def who_stands_at_a_time_stands_there_in_the_next_run():
    with Window("timers@150ms") as w:
        at = w.rest(playing=False)["time_ns"]
        check(at == 150_000_000, f"it stands at {at} ns")
        w.click("bar.parameters")
        w.place("parameter.seed")
        w.click("parameter.seed", across=0.985)
        state = w.wait(lambda s: "seed=1" in s["recipe"] and s["resting"], "another seed")
        check(state["time_ns"] == at and not state["playing"], "it does not stand at the same time")


def the_axis_is_chosen_at_its_title():
    with Window("deadlock@#20") as w:
        w.rest(at=20)
        # By events each has its place; by time those of one moment share it.
        w.click("timeline", across=0.5)
        middle = w.wait(lambda s: s["resting"] and s["at"] != 20, "the middle of the time")["at"]
        w.click("timeline.axis")
        w.click("timeline", across=0.25)
        w.wait(lambda s: s["resting"] and s["at"] != middle and abs(s["at"] - s["size"] / 4) < 3, "the 17th event or so")


def a_seed_is_chosen():
    with Window("hello@#3") as w:
        w.rest(at=3)
        w.click("bar.parameters")
        w.click("parameter.seed", across=0.985)
        started_again(w, "hello?seed=1")
        w.click("parameter.seed", across=0.985)
        started_again(w, "hello?seed=2")
        # Typed into the field; letters typed there are no commands.
        w.click("parameter.seed", across=0.2)
        w.keys("ctrl+a", "4", "1", "t", "Return")
        state = w.wait(lambda s: s["recipe"] == "hello?seed=41", "the typed seed")
        check(state["theme"] == "dark", "a letter typed into a field was taken for a command")


def a_choice_keeps_the_speed_the_theme_and_the_size():
    with Window("timers@#5") as w:
        w.keys("plus", "plus", "t")
        w.wait_for(speed=5, theme="light")
        w.keys("s")
        w.click("scenario.join")
        state = started_again(w, "join")
        check(state["speed"] == 5 and state["theme"] == "light", "the choice changed the speed or the theme")


run(
    [
        a_scenario_is_chosen_by_mouse_and_by_key,
        a_variant_is_chosen_by_mouse_and_by_key,
        a_parameter_is_dragged,
        who_stands_at_a_time_stands_there_in_the_next_run,
        the_axis_is_chosen_at_its_title,
        a_seed_is_chosen,
        a_choice_keeps_the_speed_the_theme_and_the_size,
    ]
)
