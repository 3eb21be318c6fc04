"""Keys and clicks of a person who knows nothing: whatever they press, the window stays alive and true.

LOOPGLASS_SEED chooses what is pressed, LOOPGLASS_SECONDS for how long.
"""

import os
import random
import time

from driver import Window, check, run, xdotool

KEYS = (
    "space Left Right shift+Left shift+Right Home End plus minus r s v p o e w x z shift+z 0 t m "
    "ctrl+plus ctrl+minus ctrl+0 ctrl+c ctrl+p colon F5 d F6 shift+Tab l y a b j k q n ctrl+z "
    "ctrl+1 ctrl+2 ctrl+3 ctrl+4 ctrl+5 ctrl+6 F1 Escape Return Tab Up Down Page_Down 1 2 BackSpace"
).split()


def random_keys_and_clicks_leave_it_whole():
    seed = int(os.environ.get("LOOPGLASS_SEED", "1"))
    seconds = float(os.environ.get("LOOPGLASS_SECONDS", "10"))
    dice = random.Random(seed)
    print(f"seed {seed}", flush=True)
    with Window("timers") as w:
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            w.wait(lambda s: s, "life")
            words = []
            for _ in range(4):
                what = dice.random()
                if what < 0.45:
                    words += ["key", "--delay", 0, dice.choice(KEYS)]
                    continue
                names = sorted(w.state["controls"])
                left, top, right, bottom = w.state["controls"][dice.choice(names)]
                x, y = dice.randint(left, max(left, right - 1)), dice.randint(top, max(top, bottom - 1))
                if what < 0.5:
                    x, y = dice.randrange(w.size[0]), dice.randrange(w.size[1])
                words += ["mousemove", x, y]
                if what > 0.92:
                    words += ["mousedown", 1, "mousemove", dice.randrange(w.size[0]), y, "mouseup", 1]
                elif what > 0.85:
                    words += ["click", "--repeat", 3, "--delay", 0, dice.choice((4, 5))]
                elif what > 0.6:
                    words += ["click", dice.choice((1, 1, 1, 3))]
            xdotool(*words)
            if dice.random() < 0.02:
                width, height = dice.choice(((1600, 900), (1280, 720), (1000, 560), (1600, 640)))
                xdotool("windowsize", w.id, width, height)
                w.size = (width, height)
        # Whatever is open now is closed, and then every moment is still what it was.
        w.keys("Escape", "Escape", "Escape", "Home")
        w.wait(lambda s: s["resting"] or s["playing"], "rest or play")
        check(0 <= w.state["at"] <= w.state["size"], "the moment lies outside the run")


run([random_keys_and_clicks_leave_it_whole])
