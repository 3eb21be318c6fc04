"""The command palette: everything by a few letters."""

from driver import Window, check, run


def open_palette(w, key="ctrl+p"):
    w.keys(key)
    w.wait(lambda s: s["palette"] and s["typing"], "the palette")


def type_in(w, text, wanted):
    w.keys(*(("space" if c == " " else c) for c in text))
    w.wait_for(palette=wanted)


def commands_are_found_and_done():
    with Window("timers@#12") as w:
        w.rest(at=12)
        for key in ("ctrl+p", "ctrl+shift+p", "colon"):
            open_palette(w, key)
            w.keys("Escape")
            w.wait_for(palette="", typing=False)
        open_palette(w)
        type_in(w, "evon", "One event on")
        w.keys("Return")
        w.rest(at=13, palette="", typing=False)
        # What was done last stands first.
        open_palette(w)
        w.wait_for(palette="One event on")
        w.keys("Return")
        w.rest(at=14)


def it_selects_tasks_opens_scenarios_and_changes_the_theme():
    with Window("blocking/cooperative@#60") as w:
        w.rest(at=60)
        open_palette(w)
        type_in(w, "light 3", "Select light 3")
        w.keys("Return")
        w.wait_for(selected="E", typing=False)
        open_palette(w)
        type_in(w, "contrast", "Theme: high contrast")
        w.keys("Return")
        w.wait_for(theme="high-contrast", typing=False)
        open_palette(w)
        w.keys(*"computeyield")
        w.wait(lambda s: s["palette"].startswith("Open ") and s["palette"].endswith("yield_now"), "that variant")
        w.keys("Return")
        w.wait(lambda s: s["recipe"].startswith("compute/yield_now"), "the other scenario")
        open_palette(w)
        w.keys(*"comparedeadlock")
        w.wait(lambda s: s["palette"].startswith("Beside this run: "), "a comparison")
        w.keys("Return")
        w.wait(lambda s: s["compared"].startswith("compute/yield_now deadlock/"), "both")


def arrows_choose_and_a_click_does():
    for size, scale in (((1600, 900), 1), ((1280, 720), 2)):
        with Window("timers@#12", size=size, scale=scale) as w:
            w.rest(at=12)
            open_palette(w)
            first = w.state["palette"]
            w.keys("Down")
            w.wait(lambda s: s["palette"] not in (first, ""), "the second row")
            w.keys("Up", "Up")
            w.wait(lambda s: s["palette"].startswith("Open "), "the last row, which is a scenario")
            w.keys("Home", *"toend")
            w.wait_for(palette="To the end")
            w.click("palette.row.1")
            w.wait(lambda s: s["resting"] and s["at"] == s["size"] and not s["palette"], "the end")
            open_palette(w)
            w.keys(*"xyzzyq")
            w.wait(lambda s: s["palette"] == "" and s["typing"], "nothing that is called so")
            w.keys("Return", "Escape")
            w.wait_for(typing=False)
            check(w.state["at"] == w.state["size"], "Enter did something where nothing was found")


def what_a_run_has_not_is_not_offered():
    for recipe, offered in (("mutex@#9", "Compare with another scenario"),
                            ("blocking@#9", "Compare with another variant")):
        with Window(recipe) as w:
            w.keys("ctrl+p")
            w.wait_for(typing=True)
            w.keys(*"comparewith")
            w.wait_for(palette=offered)


run(
    [
        what_a_run_has_not_is_not_offered,
        commands_are_found_and_done,
        it_selects_tasks_opens_scenarios_and_changes_the_theme,
        arrows_choose_and_a_click_does,
    ]
)
