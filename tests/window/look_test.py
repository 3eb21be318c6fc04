"""Theme, size, movement, help, panels, selecting, hovering and copying."""

import contextlib
import os
import subprocess
import tempfile

from driver import Failure, Window, check, run


def theme_by_key_and_button():
    with Window("timers@#12") as w:
        w.rest(theme="dark")
        w.keys("t")
        w.wait_for(theme="light")
        w.keys("t")
        w.wait_for(theme="high-contrast")
        w.click("bar.theme")
        w.wait_for(theme="dark")
    with Window("timers@#12", theme="light") as w:
        w.rest(theme="light")


def interface_size_by_keys_and_menu():
    with Window("timers@#12") as w:
        w.rest(scale=1)
        w.keys("ctrl+plus", "ctrl+plus")
        w.wait_for(scale=1.5)
        w.keys("ctrl+minus")
        w.wait_for(scale=1.25)
        w.click("bar.scale")
        w.click("scale.2.5×")
        w.wait_for(scale=2.5)
        w.keys("ctrl+plus", "ctrl+plus")
        # It is held within its limits.
        w.click("bar.scale")
        w.click("scale.1×")
        w.wait_for(scale=1)
        w.keys("ctrl+minus", "ctrl+plus", "ctrl+plus")
        w.wait_for(scale=1.5)
        w.keys("ctrl+0")
        w.wait_for(scale=1)
        check(w.state["speed"] == 1, "changing the size changed the speed")


def what_the_bar_has_no_room_for_is_in_its_last_menu():
    """By its name in the bar; else by that in the menu, or in the menu of another button of the bar."""
    wanted = {"bar.speed": "more.faster", "bar.live": "more.live", "bar.compare": "more.compare",
              "bar.go": "view.go", "bar.theme": "theme.light", "bar.present": "view.present",
              "bar.motion": "view.motion", "bar.copy": "view.copy", "bar.parameters": "more.parameters",
              "bar.scenario": "", "bar.scale": "", "bar.help": "", "variant.offloaded": "more.variant"}
    wanted |= {f"transport.{name}": "more." + name
               for name in ("start", "poll_back", "event_back", "play", "event", "poll", "end")}
    for size, scale in (((1280, 720), 1), ((1280, 720), 1.25), ((1280, 720), 1.5), ((1280, 720), 2),
                        ((1280, 720), 2.5), ((1000, 700), 2.5)):
        with Window("blocking/blocking@200ms", size=size, scale=scale) as w:
            w.rest()
            bar = set(w.state["controls"])
            w.click("bar.view")
            w.place("view.palette")
            menu = set(w.state["controls"])
            for name, row in wanted.items():
                variant = name.startswith("variant.") and "bar.variant" in bar
                check(name in bar or row in menu or variant, f"{name} is nowhere at {size} and {scale}")
            if scale < 2:
                continue
            # A row further down is brought into sight by the keyboard, and pressed.
            w.keys("Up", "Return")
            w.wait(lambda s: s["palette"] and s["typing"], "the palette, the last row")
            w.keys("Escape")
            w.wait_for(palette="")
            w.click("bar.view")
            w.click("more.compare")
            w.wait_for(focus="compare.offloaded")
            w.keys("Return")
            w.wait_for(compared="blocking offloaded")


@contextlib.contextmanager
def screen(size):
    """Another display."""
    server = subprocess.Popen(["Xvfb", "-displayfd", "1", "-screen", "0", size + "x24", "-nolisten", "tcp"],
                              stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    before = os.environ["DISPLAY"]
    try:
        os.environ["DISPLAY"] = ":" + server.stdout.readline().strip()
        yield
    finally:
        os.environ["DISPLAY"] = before
        server.kill()
        server.wait()
        server.stdout.close()


def a_large_screen_that_asks_for_no_scale_gets_one_that_can_be_read():
    with screen("3840x2160"):
        with tempfile.TemporaryDirectory(prefix="loopglass-config-") as config:
            with Window("timers@#12", size=(3200, 1800), scale=None, config=config) as w:
                w.rest(scale=2)
                w.keys("ctrl+plus")
                w.wait_for(scale=2.25)
            with Window("timers@#12", size=(3200, 1800), scale=None, config=config) as w:
                w.rest(scale=2.25)
                w.keys("ctrl+0")
                w.wait_for(scale=2)
            with Window("timers@#12", size=(3200, 1800), scale=None, config=config) as w:
                w.rest(scale=2)
    with Window("timers@#12", scale=None) as w:
        w.rest(scale=1)


def a_scale_counts_on_screens_like_the_one_where_it_was_chosen():
    with tempfile.TemporaryDirectory(prefix="loopglass-config-") as config:
        with Window("timers@#12", scale=None, config=config) as w:
            w.keys("ctrl+plus")
            w.wait_for(scale=1.25)
        with screen("3840x2160"):
            with Window("timers@#12", size=(3200, 1800), scale=None, config=config) as w:
                w.rest(scale=2)
        with Window("timers@#12", scale=None, config=config) as w:
            w.rest(scale=1.25)


def the_time_has_room_in_every_bar():
    for scale in (1, 1.5, 1.75, 2, 2.5):
        with Window("blocking/blocking@219ms", size=(1280, 720), scale=scale) as w:
            w.rest()
            w.place("bar.time")
            w.place("transport.play")


def lanes_out_of_sight_are_scrolled_to_from_lanes_names_and_the_bar():
    def lanes(state):
        places = state["controls"]
        return {int(n.removeprefix("timeline.lane.")) for n, p in places.items()
                if n.startswith("timeline.lane.") and p[3] - p[1] > 10}

    with Window("blocking/blocking@219ms", size=(1280, 720)) as w:
        w.rest()
        w.place("timeline.scroll")
        for across in (0.5, -0.06):
            w.wheel("timeline", -12, across)
            w.wait(lambda s: 12 in lanes(s) and 1 not in lanes(s), "the last lanes")
            w.wheel("timeline", 12, across)
            w.wait(lambda s: 1 in lanes(s) and 12 not in lanes(s), "the first lanes")
        w.click("timeline.scroll", down=0.98)
        w.wait(lambda s: 12 in lanes(s), "the last lanes by the bar")
    with Window("timers@#12", size=(1600, 900)) as w:
        w.rest()
        check("timeline.scroll" not in w.state["controls"], "a bar where nothing is to be scrolled")


def movement_by_key_and_button():
    with Window("timers@#12") as w:
        w.rest(motion=True)
        w.keys("m")
        w.wait_for(motion=False)
        w.click("bar.motion")
        w.wait_for(motion=True)


def help_opens_and_closes():
    for size, scale in (((1600, 900), 1), ((1280, 720), 2)):
        with Window("timers@#12", size=size, scale=scale) as w:
            w.rest(help=False, at=12)
            w.keys("F1")
            w.wait_for(help=True)
            w.keys("Right", "space")
            w.keys("Escape")
            w.rest(help=False, at=12, playing=False)
            w.click("bar.help")
            w.wait_for(help=True)
            # Each page has a tab; the arrow keys turn them.
            for page in ("signs", "words", "keys"):
                w.click(f"help.{page}")
            w.keys("Right", "Left")
            w.click("help", across=0.3, down=0.6)
            w.click("help.close")
            w.wait_for(help=False)
            w.keys("question")
            w.wait_for(help=True)
            w.keys("F1")
            w.rest(help=False, at=12)


def panels_are_chosen_by_key_and_tab():
    with Window("blocking/blocking@#1") as w:
        w.keys("End")
        w.wait(lambda s: s["resting"] and s["at"] == s["size"], "the end of the run")
        w.keys("w")
        w.place("log.warning")
        w.keys("o")
        w.wait(lambda s: "log.warning" not in s["controls"], "the output")
        w.click("log.warnings")
        w.place("log.warning")
        w.keys("e")
        w.wait(lambda s: "log.warning" not in s["controls"], "the events")
        w.keys("w")
        end = w.state["at"]
        w.click("log.warning")
        w.wait(lambda s: s["at"] < end and s["selected"], "the moment that the warning is about")


def small_windows_show_one_page_at_a_time():
    with Window("blocking/blocking@#40", size=(1280, 720), scale=2) as w:
        w.rest(at=40)
        for page, control in (("Source", "source"), ("Lesson", "lesson"), ("Tasks", "tasks")):
            w.click(f"page.{page}")
            w.place(control)
        w.click("page.Tasks")
        w.click("tasks.row.B")
        w.wait_for(selected="B")
        w.keys("Right")
        w.rest(at=41)
        w.click("page.Timeline")
        w.keys("x")
        w.click("timeline", across=0.05, down=0.7)
        w.wait(lambda s: s["at"] < 40, "an earlier moment, by events")


def a_task_is_selected_in_the_loop_the_table_and_the_timeline():
    with Window("timers@#60") as w:
        w.rest(at=60, selected="")
        w.click("tasks.row.C")
        w.wait_for(selected="C")
        w.click("tasks.row.D")
        w.wait_for(selected="D")
        w.click("tasks.row.D")
        w.wait_for(selected="")
        w.click("loop.task.B")
        w.wait_for(selected="B")
        w.click("loop.task.B")
        w.wait_for(selected="")
        # A lane's name stands to the left of the lane.
        left, top, _, bottom = w.place("timeline.lane.5")
        from driver import xdotool

        xdotool("mousemove", left - 60, (top + bottom) // 2, "click", 1)
        w.wait_for(selected="E")
        check(w.state["at"] == 60, "selecting a task moved the playhead")


def everything_can_be_hovered():
    for recipe, size, scale in (("blocking/blocking@200ms", (1600, 900), 1), ("token@#60", (1280, 720), 2)):
        with Window(recipe, size=size, scale=scale) as w:
            at = w.rest()["at"]
            for name in sorted(w.state["controls"]):
                if w.has(name):
                    w.hover(name)
            for across in range(1, 20, 2):
                for down in (0.2, 0.5, 0.8, 0.95):
                    w.hover("loop", across / 20, down)
            w.keys("Right")
            w.rest(at=at + 1)


def a_term_explains_itself_under_the_mouse():
    for size, scale in (((1600, 900), 1), ((1280, 720), 2)):
        with Window("blocking/blocking@#40", size=size, scale=scale) as w:
            w.rest(at=40)
            terms = sorted(name for name in w.state["controls"] if name.startswith("term."))
            check(len(terms) > 3, f"few terms: {terms}")
            for term in terms:
                card = "card." + term.removeprefix("term.")
                for _ in range(20):  # the text may be broken anew in the first frames, and a line of it be cut off
                    if not w.has(term):
                        break
                    w.hover(term)
                    with contextlib.suppress(Failure):
                        w.wait(lambda s: card in s["controls"], card, patience=1)
                        break
                if not w.has(term):
                    continue
                check(w.has(card), f"{term} does not explain itself")
                left, top, right, bottom = w.state["controls"][card]
                a, b, c, d = w.state["controls"][term]
                check(right <= a or c <= left or bottom <= b or d <= top, f"{card} covers {term}")
                check(left >= 0 and top >= 0 and right <= size[0] and bottom <= size[1], f"{card} is cut off")


def the_recipe_of_the_moment_is_copied():
    with Window("blocking/blocking?tasks=4@#33") as w:
        w.rest(at=33)
        w.keys("ctrl+c")
        w.wait(lambda s: "blocking/blocking?tasks=4@#33" in s["note"], "the note that says what was copied")
        w.click("bar.copy")
        w.wait(lambda s: s["note"] == "", "the note to go", patience=60)
    # Between two events the moment is a time.
    with Window("blocking/blocking@200ms") as w:
        w.rest()
        w.keys("ctrl+c")
        w.wait(lambda s: s["note"] == "Copied: blocking/blocking@200ms", "the time that was copied")


def a_tip_goes_when_one_goes_on_by_keys():
    with Window("timers@#10") as w:
        w.rest(at=10)
        w.hover("transport.event")
        w.place("tip")
        w.keys("Right")
        w.wait(lambda s: s["at"] == 11 and "tip" not in s["controls"], "the tip to go")
        w.hover("transport.event", across=0.3)
        w.place("tip")
        w.click("transport.event", across=0.3)
        w.wait(lambda s: s["at"] == 12 and "tip" not in s["controls"], "the tip to go")


def apart(a, b):
    return a[2] <= b[0] or b[2] <= a[0] or a[3] <= b[1] or b[3] <= a[1]


def a_word_of_the_program_covers_no_title_and_no_sentence():
    for size in ((1600, 900), (1280, 720)):
        with Window("blocking/blocking@#334", size=size) as w:
            w.rest()
            w.keys("l")
            w.place("toast")
            now = w.state["controls"]
            for panel in ("loop", "sentence", "lesson", "source", "tasks", "log.output"):
                check(apart(now["toast"], now[panel]), f"it covers {panel} at {size}")
            w.keys("F5")
            w.wait(lambda s: s["presented"] == "loop" and "presenter" in s["controls"] and "toast" in s["controls"]
                   and s["note"].startswith("→"), "the picture for a projector")
            now = w.state["controls"]
            check(apart(now["toast"], now["loop"]) and apart(now["toast"], now["sentence"]), f"it covers the loop at {size}")


run(
    [
        a_tip_goes_when_one_goes_on_by_keys,
        a_word_of_the_program_covers_no_title_and_no_sentence,
        theme_by_key_and_button,
        interface_size_by_keys_and_menu,
        what_the_bar_has_no_room_for_is_in_its_last_menu,
        a_large_screen_that_asks_for_no_scale_gets_one_that_can_be_read,
        a_scale_counts_on_screens_like_the_one_where_it_was_chosen,
        the_time_has_room_in_every_bar,
        lanes_out_of_sight_are_scrolled_to_from_lanes_names_and_the_bar,
        movement_by_key_and_button,
        help_opens_and_closes,
        panels_are_chosen_by_key_and_tab,
        small_windows_show_one_page_at_a_time,
        a_task_is_selected_in_the_loop_the_table_and_the_timeline,
        everything_can_be_hovered,
        a_term_explains_itself_under_the_mouse,
        the_recipe_of_the_moment_is_copied,
    ]
)
