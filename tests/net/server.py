"""A scenario that serves on the real clock, for tests that talk to it from outside."""

import os
import re
import signal
import socket
import subprocess
import time

LOOPGLASS = os.environ["LOOPGLASS"]
PATIENCE = 60  # seconds; a machine may be busy

# Memory that the address sanitizer holds back is no memory of the server.
HELD_BACK = "quarantine_size_mb=4"


class Server:
    """Runs a recipe until it is stopped with Ctrl-C. A context manager; `port` is where it listens."""

    def __init__(self, recipe):
        self.process = subprocess.Popen(
            [LOOPGLASS, "run", recipe, "--clock", "real"],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8",
            env={**os.environ, "ASAN_OPTIONS": f"{os.environ.get('ASAN_OPTIONS', '')}:{HELD_BACK}"})
        self.first_line = self.process.stdout.readline()
        found = re.search(r":(\d+)", self.first_line)
        assert found, f"no port in {self.first_line!r}: {self.process.stderr.read()}"
        self.port = int(found.group(1))

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self.process.poll() is None:
            self.process.kill()
        self.process.communicate()

    def connect(self):
        return socket.create_connection(("127.0.0.1", self.port), timeout=PATIENCE)

    def resident_bytes(self):
        with open(f"/proc/{self.process.pid}/statm", encoding="ascii") as file:
            return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")

    def stop(self):
        """Presses Ctrl-C; the exit status, and what was printed since it listens."""
        self.process.send_signal(signal.SIGINT)
        out, err = self.process.communicate(timeout=PATIENCE)
        return self.process.returncode, out, err


def free_port():
    """A port that was free a moment ago."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def until(condition, seconds=PATIENCE):
    """Whether the condition holds in time."""
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            return False
        time.sleep(0.02)
    return True
