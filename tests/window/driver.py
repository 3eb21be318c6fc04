"""Drives the real window as a person does: keys and clicks by xdotool, and what it shows from its report.

The program is LOOPGLASS, the display DISPLAY. Nothing here waits a fixed time: every wait ends when the report
says so, or fails after a deadline with what the window showed last. Keys and clicks return when a frame has been
drawn and reported that shows what came of them, so the state is never that of before.
"""

import contextlib
import ctypes
import json
import os
import pathlib
import signal
import subprocess
import sys
import tempfile
import time
import traceback

PATIENCE = 30.0  # seconds; the machine may be busy and the program full of checks


class Failure(AssertionError):
    pass


def check(condition, message):
    if not condition:
        raise Failure(message)


def xdotool(*words):
    try:
        done = subprocess.run(
            ["xdotool", *[str(word) for word in words]], capture_output=True, text=True, timeout=PATIENCE
        )
    except subprocess.TimeoutExpired:
        raise Failure(f"xdotool {' '.join(map(str, words))} takes too long") from None
    check(done.returncode == 0, f"xdotool {' '.join(map(str, words))}: {done.stderr.strip()}")
    return done.stdout


class ClientMessage(ctypes.Structure):
    """XClientMessageEvent of Xlib, padded to the size of an XEvent."""

    _fields_ = [
        ("type", ctypes.c_int),
        ("serial", ctypes.c_ulong),
        ("send_event", ctypes.c_int),
        ("display", ctypes.c_void_p),
        ("window", ctypes.c_ulong),
        ("message_type", ctypes.c_ulong),
        ("format", ctypes.c_int),
        ("data", ctypes.c_long * 5),
        ("padding", ctypes.c_long * 24),
    ]


def ask_to_close(window):
    x = ctypes.CDLL("libX11.so.6")
    x.XOpenDisplay.restype = ctypes.c_void_p
    x.XInternAtom.restype = ctypes.c_ulong
    display = ctypes.c_void_p(x.XOpenDisplay(None))
    check(display.value, "no display")
    protocols = x.XInternAtom(display, b"WM_PROTOCOLS", 0)
    delete = x.XInternAtom(display, b"WM_DELETE_WINDOW", 0)
    message = ClientMessage(type=33, window=window, message_type=protocols, format=32)
    message.data[0] = delete
    x.XSendEvent(display, ctypes.c_ulong(window), 0, ctypes.c_long(0), ctypes.byref(message))
    x.XCloseDisplay(display)


class Window:
    """A running loopglass. Use it with `with`: at the end it must still be alive, and it is ended."""

    def __init__(self, recipe="", size=(1600, 900), scale=1, theme="dark", config=None, first_time=False,
                 clock=None):
        self._folder = tempfile.TemporaryDirectory(prefix="loopglass-window-")
        self._report = pathlib.Path(self._folder.name) / "report"
        self._errors = open(pathlib.Path(self._folder.name) / "errors", "w+", encoding="utf-8")
        self._seen = 0
        self.frames = 0  # those that showed something new
        self._rest = b""
        self.size = size
        self.state = {}
        if not first_time:
            self._have_been_here(pathlib.Path(config or self._folder.name) / "loopglass" / "window.json")
        words = [os.environ["LOOPGLASS"], "open"] + ([recipe] if recipe else [])
        if scale:
            words += ["--scale", str(scale)]
        if theme:
            words += ["--theme", theme]
        if clock:
            words += ["--clock", clock]
        environment = dict(os.environ, LOOPGLASS_REPORT=str(self._report),
                           XDG_CONFIG_HOME=str(config or self._folder.name))
        # The graphics driver is unloaded at the end, so what it leaks has no name to suppress. Our own leaks are
        # found by the tests that need no window.
        environment["ASAN_OPTIONS"] = environment.get("ASAN_OPTIONS", "") + ":detect_leaks=0"
        self._process = subprocess.Popen(words, env=environment, stdout=self._errors, stderr=self._errors)
        try:
            self.wait(lambda s: s, "the first frame")
            self.id = xdotool("search", "--sync", "--onlyvisible", "--class", "loopglass").split()[0]
            self.resize(*size)
        except BaseException:
            self._process.kill()
            raise

    @staticmethod
    def _have_been_here(settings):
        """Whoever has settings is not shown around."""
        if settings.exists():
            return
        with contextlib.suppress(OSError):
            settings.parent.mkdir(exist_ok=True)
            settings.write_text('{"seen": []}')

    # ---- what it shows

    def _read(self):
        """Takes in what was reported since; returns whether there was something."""
        try:
            with self._report.open("rb") as file:
                file.seek(self._seen)
                new = file.read()
        except FileNotFoundError:
            return False
        self._seen += len(new)
        *lines, self._rest = (self._rest + new).split(b"\n")
        self.frames += len(lines)
        if lines:
            self.state = json.loads(lines[-1])
        return bool(lines)

    def wait(self, condition, what, patience=PATIENCE):
        """Returns the first state that the condition is true of."""
        deadline = time.monotonic() + patience
        while True:
            self._read()
            if self.state and condition(self.state):
                return self.state
            self.must_live()
            if time.monotonic() > deadline:
                brief = {k: v for k, v in self.state.items() if k != "controls"}
                raise Failure(f"waited in vain for {what}; the window shows {brief}")
            time.sleep(0.004)

    def wait_for(self, **wanted):
        """Waits until the named fields have these values."""
        return self.wait(lambda s: all(s[k] == v for k, v in wanted.items()), str(wanted))

    def rest(self, **wanted):
        return self.wait_for(resting=True, **wanted)

    def place(self, name):
        """The rectangle of a control, as soon as it is there."""
        return self.wait(lambda s: name in s["controls"], f"the control {name}")["controls"][name]

    def has(self, name):
        self._read()
        return name in self.state["controls"]

    # ---- what a person does

    def resize(self, width, height):
        self.size = (width, height)
        xdotool("windowmove", self.id, 0, 0, "windowsize", self.id, width, height)
        xdotool("windowfocus", self.id)
        self.wait(
            lambda s: width - 60 * s["scale"] < s["controls"]["bar.help"][2] <= width
            and all(place[3] <= height for place in s["controls"].values()),
            f"the size {width}x{height}",
        )

    @contextlib.contextmanager
    def _acts(self, count):
        """After this many keys, clicks or turns of the wheel, waits until a frame shows what came of them."""
        self._read()
        before = self.state["acts"]
        yield
        deadline = time.monotonic() + PATIENCE
        while self.state["acts"] < before + count and self._process.poll() is None:
            if time.monotonic() > deadline:
                raise Failure(f"of {count} keys or clicks the window took {self.state['acts'] - before}")
            self._read() or time.sleep(0.002)

    def keys(self, *names):
        """Presses keys one after the other, faster than any person. Two presses of a key in the same millisecond
        are one to X's clients."""
        with self._acts(len(names)):
            xdotool("key", "--delay", 2, *names)

    def copy(self, text):
        """Puts words into the clipboard by way of the field to find events."""
        self.keys("ctrl+f")
        self.wait(lambda s: "find.field" in s["controls"], "the field")
        self.click("find.field")
        self.keys("ctrl+a")
        xdotool("type", "--delay", 2, text)
        self.keys("ctrl+a", "ctrl+c", "Escape")
        self.wait(lambda s: "find.field" not in s["controls"], "no field")

    def at_point(self, name, across=0.5, down=0.5):
        """A point of a control once it stays where it is."""
        left, top, right, bottom = self.place(name)
        return round(left + (right - left - 1) * across), round(top + (bottom - top - 1) * down)

    def hover(self, name, across=0.5, down=0.5):
        """Moves to a control; follows it if it moves, as what pops up does in its first frames."""
        for _ in range(10):
            x, y = self.at_point(name, across, down)
            xdotool("mousemove", x, y)
            self._read()
            if (x, y) == self.at_point(name, across, down):
                return
        raise Failure(f"{name} does not stay where it is")

    def click(self, name, across=0.5, down=0.5, times=1):
        self.hover(name, across, down)
        with self._acts(times):
            xdotool("click", "--repeat", times, "--delay", 1, 1)

    def right_click(self, name, across=0.5, down=0.5):
        self.hover(name, across, down)
        with self._acts(1):
            xdotool("click", 3)

    def drag(self, name, begin, end, down=0.5, steps=6):
        """Drags with the left button from one part of a control's width to another."""
        left, top, right, bottom = self.place(name)
        y = round(top + (bottom - top - 1) * down)
        points = [round(left + (right - left - 1) * (begin + (end - begin) * i / steps)) for i in range(steps + 1)]
        words = ["mousemove", points[0], y, "mousedown", 1]
        for x in points[1:]:
            words += ["mousemove", x, y]
        with self._acts(1):
            xdotool(*words, "mouseup", 1)

    def wheel(self, name, clicks, across=0.5):
        self.hover(name, across)
        with self._acts(abs(clicks)):
            xdotool("click", "--repeat", abs(clicks), "--delay", 1, 4 if clicks > 0 else 5)

    # ---- its end

    def must_live(self):
        if self._process.poll() is not None:
            raise Failure(f"the program has ended with {self._process.returncode}: {self.errors()}")

    def errors(self):
        self._errors.seek(0)
        return self._errors.read()[-4000:]

    def end(self, how):
        """Ends it by calling `how`; returns its status. What it wrote must be nothing."""
        how()
        try:
            status = self._process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            raise Failure("the program does not end") from None
        check(self.errors() == "", f"the program complained: {self.errors()}")
        return status

    def terminate(self):
        self._process.send_signal(signal.SIGTERM)

    def close(self):
        """Asks it to close, as the window manager does when a person clicks the cross."""
        ask_to_close(int(self.id))

    def __enter__(self):
        return self

    def __exit__(self, kind, *_):
        if self._process.poll() is None:
            if kind is None:
                self._read()
            self._process.send_signal(signal.SIGTERM)
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._process.wait(PATIENCE)
            if self._process.poll() is None:
                self._process.kill()
        complaints = self.errors()
        self._errors.close()
        self._folder.cleanup()
        if kind is None:
            check(complaints == "", f"the program complained: {complaints}")


def run(tests):
    """Runs functions named as claims; prints one line each and exits with 1 if one of them fails."""
    failed = 0
    for test in tests:
        begin = time.monotonic()
        claim = test.__name__.replace("_", " ")
        try:
            test()
            print(f"ok    {claim} ({time.monotonic() - begin:.1f} s)", flush=True)
        except Failure as failure:
            failed += 1
            line = failure.__traceback__.tb_next
            print(f"FAIL  {claim}, line {line.tb_lineno}: {failure}", flush=True)
        except Exception:
            failed += 1
            print(f"FAIL  {claim}: {traceback.format_exc()}", flush=True)
    sys.exit(1 if failed else 0)
