"""The web server of `http` on the real clock, asked by curl and by wrk."""

import re
import shutil
import subprocess
import time
import unittest

from net.server import PATIENCE, Server

SERVE = "http?clients=0&serve_for=600s"
MOST_MEMORY = 2**30  # of a server whose recording is full, under sanitizers, too


def curl(port, *words):
    return subprocess.run(["curl", "-sS", "--max-time", str(PATIENCE), *words[1:], f"http://127.0.0.1:{port}{words[0]}"],
                          capture_output=True, encoding="utf-8")


def wrk(*words):
    return subprocess.run(["wrk", *words], capture_output=True, encoding="utf-8", timeout=PATIENCE * 2)


def answers_in(report):
    return int(re.search(r"(\d+) requests in", report).group(1))


def complaints(err):
    """What is said besides what such a load brings: a loop that accepts goes on for long in one poll, and the recording
    gets full."""
    expected = ("loopglass: warning: server ", "loopglass: The recording is full ")
    return [line for line in err.splitlines() if not line.startswith(expected)]


class Http(unittest.TestCase):
    @unittest.skipUnless(shutil.which("curl"), "no curl")
    def test_curl_gets_answers(self):
        with Server(SERVE) as server:
            self.assertEqual(curl(server.port, "/").stdout, "Answer 1.\n")
            self.assertEqual(curl(server.port, "/slow").stdout, "Answer 2.\n")
            done = curl(server.port, "/none", "-w", "%{http_code}")
            self.assertEqual(done.stdout, "There is / and /slow.\n404")
            done = curl(server.port, "/", "-d", "x", "-w", "%{http_code}")
            self.assertTrue(done.stdout.endswith("405"), done)
            done = curl(server.port, "/", f"http://127.0.0.1:{server.port}/")  # one connection, twice
            self.assertEqual(done.stdout, "Answer 5.\nAnswer 6.\n")

    def test_the_slow_page_delays_nobody(self):
        with Server(SERVE + "&slow=60s") as server, server.connect() as slow:
            slow.sendall(b"GET /slow HTTP/1.1\r\n\r\n")
            with server.connect() as quick:
                quick.sendall(b"GET / HTTP/1.1\r\nConnection: close\r\n\r\n")
                self.assertIn(b"200 OK", quick.makefile("rb").read())

    def test_it_ends_after_as_many_answers_as_it_is_told(self):
        with Server(SERVE + "&requests=2") as server:
            for _ in range(2):
                with server.connect() as visitor:
                    visitor.sendall(b"GET / HTTP/1.1\r\nConnection: close\r\n\r\n")
                    visitor.makefile("rb").read()
            self.assertEqual(server.process.wait(PATIENCE), 0)

    @unittest.skipUnless(shutil.which("wrk"), "no wrk")
    def test_two_hundred_connections_for_five_seconds_without_an_error(self):
        # Each answer takes its time, so the run stays below the number of events at which it is stopped.
        with Server(SERVE + "&slow=50ms") as server:
            done = wrk("-t", "2", "-c", "200", "-d", "5s", "--timeout", "30s", f"http://127.0.0.1:{server.port}/slow")
            self.assertEqual(done.returncode, 0, done.stderr)
            self.assertNotIn("Socket errors", done.stdout)
            self.assertNotIn("Non-2xx", done.stdout)
            answers = answers_in(done.stdout)
            self.assertGreater(answers, 200)
            status, out, err = server.stop()
            self.assertEqual((status, complaints(err)), (0, []))
            told = int(re.search(r"main: (\d+) answers", out).group(1))
            self.assertGreaterEqual(told, answers)

    @unittest.skipUnless(shutil.which("wrk"), "no wrk")
    def test_the_fast_page_is_served_beyond_the_end_of_the_recording_in_bounded_memory(self):
        # Each answer is some twenty events, of which a recording has room for 2,000,000.
        with Server(SERVE) as server:
            answers, sizes = 0, []
            until = time.monotonic() + PATIENCE * 5
            while answers < 300_000 and time.monotonic() < until:
                done = wrk("-t", "2", "-c", "50", "-d", "5s", "--timeout", "30s", f"http://127.0.0.1:{server.port}/")
                self.assertEqual(done.returncode, 0, done.stderr)
                self.assertNotIn("Socket errors", done.stdout)
                self.assertNotIn("Non-2xx", done.stdout)
                answers += answers_in(done.stdout)
                if answers > 150_000:
                    sizes.append(server.resident_bytes())
            self.assertGreaterEqual(answers, 300_000)
            self.assertLess(sizes[-1], sizes[0] + 8 * 2**20)
            self.assertLess(sizes[-1], MOST_MEMORY)
            status, out, err = server.stop()
            self.assertEqual((status, complaints(err)), (0, []))
            self.assertIn("loopglass: The recording is full after ", err)
            told = int(re.search(r"main: (\d+) answers", out).group(1))
            self.assertGreaterEqual(told, answers)


if __name__ == "__main__":
    unittest.main()
