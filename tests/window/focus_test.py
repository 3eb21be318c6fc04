"""Everything by the keyboard alone: the focus walks through all controls, and presses them."""

from driver import Window, check, run


def walk(w, key, until, most=80):
    """Presses a key until the focus is there; returns what it came by."""
    seen = []
    for _ in range(most):
        before = w.state["focus"]
        w.keys(key)
        w.wait(lambda s: s["focus"] != before, f"the focus to leave {before}")
        seen.append(w.state["focus"])
        if seen[-1] == until:
            return seen
    raise AssertionError(f"the focus never comes to {until}: {seen}")


def tab_walks_through_all_controls_and_back():
    for size, scale in (((1600, 900), 1), ((1280, 720), 2)):
        with Window("blocking/blocking@200ms", size=size, scale=scale) as w:
            w.rest(focus="")
            seen = walk(w, "Tab", "bar.help") + walk(w, "Tab", "bar.scenario")
            check(seen[0] == "bar.scenario", f"it begins with {seen[0]}")
            check(len(seen) == len(set(seen)) + 1, f"it comes twice by something: {seen}")
            wanted = {"transport.play", "transport.event", "bar.theme", "bar.view"}
            if scale == 1:
                wanted |= {"bar.speed", "timeline.axis", "timeline.order","log.events", "tasks.row.A", "bar.motion", "bar.present", "variant.offloaded"}
            check(wanted <= set(seen), f"it does not come by {wanted - set(seen)}")
            # What can be pressed in the bar is walked from left to right.
            bar = [w.place(name)[0] for name in seen if name.split(".")[0] in ("bar", "transport", "variant")][:-1]
            check(bar == sorted(bar), "the bar is not walked from left to right")
            w.keys("shift+Tab")
            w.wait_for(focus=seen[-2])


def enter_and_space_press():
    with Window("timers@#12") as w:
        w.rest(at=12)
        walk(w, "Tab", "transport.event")
        w.keys("Return")
        w.rest(at=13)
        w.keys("space")
        w.rest(at=14, playing=False)
        walk(w, "Tab", "bar.theme")
        w.keys("Return")
        w.wait_for(theme="light", focus="bar.theme")
        walk(w, "F6", "timeline.order")
        w.keys("Escape")
        w.wait_for(focus="")
        w.keys("space")
        w.wait_for(playing=True)


def lists_are_one_stop_and_arrows_choose_in_them():
    with Window("blocking/blocking@200ms", size=(1280, 720)) as w:
        w.rest()
        stops = walk(w, "Tab", "bar.help") + walk(w, "Tab", "bar.scenario")
        for of in ("loop.task.", "timeline.lane.", "source.line.", "tasks.row."):
            check(sum(s.startswith(of) for s in stops) == 1, f"not one stop at {of}: {stops}")
        walk(w, "Tab", "timeline.lane.1")
        # The last lanes are below the edge: they come into sight.
        check(walk(w, "Down", "timeline.lane.12")[0] == "timeline.lane.2", "the second lane is left out")
        w.wait(lambda s: s["controls"]["timeline.lane.12"][3] - s["controls"]["timeline.lane.12"][1] > 10, "the last lane")
        w.keys("Return")
        w.wait_for(selected="L")
    with Window("blocking/blocking@200ms", size=(1280, 720)) as w:
        w.rest()
        walk(w, "Tab", "tasks.row.A")
        walk(w, "Down", "tasks.row.K")
        w.wait(lambda s: s["controls"]["tasks.row.K"][3] - s["controls"]["tasks.row.K"][1] > 10, "the row in sight")
        w.keys("Return")
        w.wait_for(selected="K")


def menus_are_walked_by_arrows():
    with Window("timers@#12") as w:
        w.rest(at=12, speed=1)
        walk(w, "Tab", "bar.speed")
        w.keys("Return")
        w.wait(lambda s: "speed.2×" in s["controls"] and s["focus"] == "", "the menu, with nothing chosen")
        walk(w, "Down", "speed.2×")
        w.keys("Up")
        w.wait(lambda s: s["focus"] != "speed.2×", "the focus to go up")
        w.keys("Down")
        w.wait_for(focus="speed.2×")
        w.keys("Return")
        w.wait_for(speed=2, at=12, focus="bar.speed")
        w.keys("Return")
        w.place("speed.2×")
        w.keys("Escape")
        w.wait(lambda s: "speed.2×" not in s["controls"], "the menu to close")
        # A menu that a key has opened is walked as well.
        w.keys("g")
        w.wait(lambda s: any(c.startswith("go.") for c in s["controls"]), "the menu")
        w.keys("Down")
        w.wait(lambda s: s["focus"].startswith("go."), "the focus in the menu")


def a_figure_is_typed_with_the_keyboard_alone():
    with Window("timers@#0") as w:
        w.rest()
        w.keys("p")
        w.place("parameter.tasks")
        walk(w, "Down", "parameter.tasks")
        w.keys("Return")
        w.wait_for(typing=True)
        w.keys("ctrl+a", "4", "Return")
        w.wait(lambda s: "tasks=4" in s["recipe"], "four tasks")


def a_field_is_left_by_tab():
    with Window("timers@#12") as w:
        w.rest()
        w.keys("ctrl+f")
        w.wait_for(typing=True)
        w.keys(*"wake")
        w.wait_for(finds="wake")
        w.keys("Tab")
        w.wait_for(typing=False, focus="find.previous")
        w.keys("Tab", "Return")
        w.wait(lambda s: s["found_number"] > 0, "an event that was found")


run(
    [
        tab_walks_through_all_controls_and_back,
        enter_and_space_press,
        lists_are_one_stop_and_arrows_choose_in_them,
        menus_are_walked_by_arrows,
        a_figure_is_typed_with_the_keyboard_alone,
        a_field_is_left_by_tab,
    ]
)
