"""The figures of the loop and of a task, by key and by tab, and the way from them to a moment."""

from driver import Window, check, run


def the_page_of_figures_is_found_by_key_and_tab():
    for size, scale in (((1600, 900), 1), ((1280, 720), 1), ((1280, 720), 2)):
        with Window("blocking/blocking@#40", size=size, scale=scale) as w:
            w.rest(at=40)
            w.keys("f")
            w.place("figures.queue")
            w.keys("o")
            w.wait(lambda s: "figures.queue" not in s["controls"], "the output")
            w.click("page.Figures" if scale == 2 else "log.figures")
            w.place("figures.queue")


def the_curve_and_the_longest_delay_lead_to_their_moments():
    with Window("blocking/blocking@#1", size=(1600, 900)) as w:
        w.rest(at=1)
        w.keys("f")
        w.click("figures.queue", across=0.95)
        later = w.wait(lambda s: s["resting"] and s["at"] > 100, "a later moment")["at"]
        w.keys("End")
        w.wait(lambda s: s["at"] == s["size"], "the end")
        w.click("figures.axis")
        w.click("figures.queue", across=0.5)
        middle = w.wait(lambda s: s["resting"] and s["at"] < later, "the middle")["at"]
        check(middle > 1, "the middle is the beginning")


def a_selected_task_has_its_figures():
    with Window("fairness@#60", size=(1600, 900)) as w:
        w.rest(at=60)
        w.keys("f")
        w.click("tasks.row.B")
        w.wait_for(selected="B")
        w.place("term.self-wake")


run(
    [
        the_page_of_figures_is_found_by_key_and_tab,
        the_curve_and_the_longest_delay_lead_to_their_moments,
        a_selected_task_has_its_figures,
    ]
)
