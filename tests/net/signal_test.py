"""Ctrl-C on the real clock: a run that awaits it decides itself how it ends."""

import signal
import subprocess
import time
import unittest

from net.server import LOOPGLASS, PATIENCE


class Signal(unittest.TestCase):
    def play(self, recipe, press):
        process = subprocess.Popen([LOOPGLASS, "run", recipe, "--clock", "real", "--show", "events"],
                                   stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8")
        try:
            seen = ""
            for line in process.stdout:  # it is ready for the key when it waits for it
                seen += line
                if "parked" in line:
                    break
            process.send_signal(press)
            out, err = process.communicate(timeout=PATIENCE)
            return process.returncode, seen + out, err
        finally:
            process.kill()

    def test_ctrl_c_and_the_request_to_end_reach_the_task_that_awaits_them(self):
        for press in (signal.SIGINT, signal.SIGTERM):
            for variant, says in (("graceful", "none half done"), ("at_once", "gone in the middle of a job")):
                with self.subTest(press=press, variant=variant):
                    status, out, err = self.play(f"signal/{variant}?serve_for=600s&job=50ms", press)
                    self.assertEqual((status, err), (0, ""))
                    self.assertIn("main: Ctrl-C at", out)
                    self.assertEqual(out.count(says), 3, out)

    def test_a_second_ctrl_c_ends_the_program_as_ever(self):
        process = subprocess.Popen([LOOPGLASS, "run", "signal?serve_for=600s&job=10s", "--clock", "real"],
                                   stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8")
        try:
            self.press_until(process, "main: Ctrl-C at")
            process.send_signal(signal.SIGINT)
            _, err = process.communicate(timeout=PATIENCE)
            self.assertEqual(process.returncode, 130)
            self.assertIn("The run is stopped by Ctrl-C", err)
        finally:
            process.kill()

    def press_until(self, process, line):
        time.sleep(0.5)  # until it waits
        process.send_signal(signal.SIGINT)
        self.assertIn(line, process.stdout.readline())


if __name__ == "__main__":
    unittest.main()
