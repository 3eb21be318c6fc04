"""Acting on a run by hand: a branch goes on from the moment, the old run stands beside it, and one can go back."""

from driver import Window, check, run


def branch(w, deed):
    """Waits until the run that is watched is a branch whose last deed is this, beside the run it parts from."""

    def is_there(s):
        last = s["recipe"].split("do=")[-1].split("&")[0].split(",")[-1]
        return deed in last and s["compared"] == "branch original" and s["resting"] and s["at"] > 0

    return w.wait(is_there, f"a branch with {deed}")


def alone(w, **wanted):
    """Waits until one run is shown, and drawn."""
    w.wait(
        lambda s: s["compared"] == "" and "tasks.row.B" in s["controls"] and all(s[k] == v for k, v in wanted.items()),
        f"one run alone, with {wanted}",
    )


def a_button_of_the_selected_task_aborts_it_and_ctrl_z_goes_back():
    for size, scale in (((1600, 900), 1), ((1280, 720), 1), ((1600, 900), 1.25)):
        with Window("timers@#60", size=size, scale=scale) as w:
            w.rest(at=60)
            w.click("loop.task.C")
            w.wait_for(selected="C")
            w.click("act.abort")
            there = branch(w, ":abort:task3")
            check(there["at"] >= 60, f"it stands at {there['at']}, before what was done")
            check("By hand: abort" in there["note"] and "&past=" in there["recipe"], there["note"])
            check(there["at_b"] > 0 and "b.loop" in there["controls"], "the old run is not beside it")
            check(there["selected"] == "C", f"{there['selected']!r} is selected in the branch")
            w.keys("ctrl+z")
            alone(w, recipe="timers@#60", at=60, selected="C")
            check("Back in the run before" in w.state["note"], w.state["note"])
            w.keys("ctrl+shift+z")
            branch(w, ":abort:task3")


def what_is_done_while_the_loop_sleeps_is_done_at_that_time():
    with Window("blocking/cooperative@42ms") as w:
        w.wait(lambda s: s["resting"] and round(s["time_ns"] / 1e6, 3) == 42, "the moment between two events")
        w.click("tasks.row.D")
        w.click("act.abort")
        there = branch(w, "+42ms:abort:task4")
        check(there["time_ns"] == 42_000_000, f"it is done at {there['time_ns']} ns")
        w.keys("ctrl+z")
        alone(w, recipe="blocking@42ms", selected="D")
        check(round(w.state["time_ns"] / 1e6, 3) == 42, f"back at {w.state['time_ns']} ns")


def a_task_has_a_menu_on_the_right_button():
    with Window("timers@#60") as w:
        w.rest(at=60)
        w.right_click("tasks.row.C")
        w.click("menu.act.wake")
        branch(w, ":wake:task3")
        w.keys("ctrl+z")
        alone(w, at=60)
        w.right_click("timeline.lane.3", across=-0.06)
        w.place("menu.act.delay")
        w.keys("d")
        there = branch(w, ":delay:timer")
        check(there["recipe"].count("delay") == 1, there["recipe"])


def the_keys_open_the_menu_and_choose_in_it():
    with Window("timers@#60") as w:
        w.rest(at=60)
        w.click("loop.task.C")
        w.wait_for(selected="C")
        w.keys("a")
        w.place("menu.act.abort")
        w.keys("Escape")
        w.wait(lambda s: "menu.act.abort" not in s["controls"] and s["recipe"] == "timers@#60", "the menu to close")
        w.keys("a")
        w.place("menu.act.abort")
        w.keys("a")
        branch(w, ":abort:task3")


def a_branch_goes_on_as_another_branch():
    with Window("timers@#60") as w:
        w.rest(at=60)
        w.right_click("tasks.row.C")
        w.click("menu.act.abort")
        first = branch(w, ":abort:task3")
        w.keys("Escape")
        alone(w)
        check(w.state["recipe"].split("@")[0] == first["recipe"].split("@")[0], "the branch is left")
        w.right_click("tasks.row.B")
        w.click("menu.act.abort")
        second = branch(w, ":abort:task2")
        check(second["recipe"].count("abort") == 2, f"the first deed is gone: {second['recipe']}")
        w.keys("ctrl+c")
        w.wait(lambda s: "Copied:" in s["note"] and s["note"].count("abort") == 2, "the recipe of the branch")
        w.keys("ctrl+z")
        w.wait(lambda s: s["recipe"].count("abort") == 1 and s["compared"] == "", "the first branch")
        w.keys("c")
        w.wait_for(compared="branch original")
        w.keys("Escape")
        w.wait_for(compared="")
        w.keys("ctrl+z")
        w.wait_for(recipe="timers@#60", at=60)
        w.keys("ctrl+z")
        w.wait(lambda s: "Nothing was done" in s["note"], "a word that nothing is left to undo")


def the_run_beside_can_be_acted_on_too():
    with Window("timers@#60") as w:
        w.rest(at=60)
        w.right_click("tasks.row.C")
        w.click("menu.act.abort")
        branch(w, ":abort:task3")
        w.right_click("b.loop.task.D")
        w.click("menu.act.wake")
        there = branch(w, ":wake:task4")
        check("abort" not in there["recipe"], f"a branch of the wrong run: {there['recipe']}")


def a_run_that_is_stuck_is_freed():
    with Window("deadlock@#49") as w:
        stuck = w.rest(at=49)["size"]
        w.right_click("tasks.row.B")
        w.click("menu.act.abort")
        freed = branch(w, ":abort:task2")
        check(freed["size"] > stuck, "the run is as short as the stuck one")
        w.keys("Escape")
        w.wait_for(compared="")
        w.keys("End")
        w.wait(lambda s: s["at"] == s["size"], "the end")
        w.right_click("tasks.row.C")
        w.keys("a")
        w.keys("Escape")
        w.keys("ctrl+z")
        w.wait_for(recipe="deadlock@#49")


def another_parameter_leaves_out_what_does_not_fit_any_more():
    with Window("timers@#60") as w:
        w.rest(at=60)
        w.right_click("tasks.row.C")
        w.click("menu.act.abort")
        recipe = branch(w, ":abort:task3")["recipe"]
    with Window(recipe) as w:
        w.wait_for(recipe=recipe)
        w.click("bar.parameters")
        w.drag("parameter.tasks", 0.05, 0.9)
        w.wait(lambda s: "do=" not in s["recipe"] and "is left out" in s["note"], "the word that it does not fit")
        check("tasks=" in w.state["recipe"], f"the parameter is lost: {w.state['recipe']}")


run(
    [
        a_button_of_the_selected_task_aborts_it_and_ctrl_z_goes_back,
        what_is_done_while_the_loop_sleeps_is_done_at_that_time,
        a_task_has_a_menu_on_the_right_button,
        the_keys_open_the_menu_and_choose_in_it,
        a_branch_goes_on_as_another_branch,
        the_run_beside_can_be_acted_on_too,
        a_run_that_is_stuck_is_freed,
        another_parameter_leaves_out_what_does_not_fit_any_more,
    ]
)
