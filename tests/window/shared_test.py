"""What tasks share can be clicked: its details tell who has it, who waits, and since when."""

from driver import Window, check, run


def a_clicked_lock_tells_who_has_it_and_who_waits():
    with Window("mutex@#60", size=(1280, 720)) as w:
        w.rest(at=60)
        w.click("loop.shared.mutex balance")
        w.wait_for(shared="mutex balance", selected="")
        w.place("details")
        w.place("shared.holder.0")
        w.click("shared.waiter.0")
        there = w.wait(lambda s: s["at"] != 60 and s["resting"], "the moment since which it waits")
        check(there["at"] == 30, f"deposit 3 waits since event 30, not {there['at']}")
        check(there["shared"] == "mutex balance", "the details are closed by a look at an earlier moment")
        w.click("loop.shared.mutex balance")
        w.wait_for(shared="")


def a_task_in_the_line_answers_for_itself():
    with Window("mutex@#60") as w:
        w.rest(at=60)
        w.click("loop.task.D")
        w.wait_for(selected="D", shared="")
        w.click("loop.shared.mutex balance")
        w.wait_for(selected="", shared="mutex balance")
        w.keys("Escape")
        w.wait_for(shared="")


def a_lock_in_a_wait_cycle_is_clicked_like_any_other():
    with Window("deadlock@#49") as w:
        w.rest(at=49)
        w.click("loop.shared.mutex fork")
        w.wait_for(shared="mutex fork", selected="")
        w.place("details")


run(
    [
        a_clicked_lock_tells_who_has_it_and_who_waits,
        a_task_in_the_line_answers_for_itself,
        a_lock_in_a_wait_cycle_is_clicked_like_any_other,
    ]
)
