"""Films of runs: what is in the file, measured by ffmpeg's own tools, and what is left when there can be none.

LOOPGLASS is the path of the program.
"""

import json
import os
import pathlib
import resource
import shutil
import signal
import subprocess
import tempfile
import time
import unittest

LOOPGLASS = os.environ["LOOPGLASS"]
PATIENCE = 300  # seconds; a machine may be busy
SIZE = "640x360"
A_SECOND = 25


def loopglass(*words, **options):
    return subprocess.run([LOOPGLASS, *words], capture_output=True, encoding="utf-8", timeout=PATIENCE, **options)


def pixels(file, *words):
    """The first picture that ffmpeg finds in the file, as bytes of red, green and blue."""
    return subprocess.run(["ffmpeg", "-v", "error", "-i", file, *words, "-frames:v", "1", "-pix_fmt", "rgb24",
                           "-f", "rawvideo", "-"], capture_output=True, timeout=PATIENCE, check=True).stdout


def differing(one, other, tolerance):
    """The part of the bytes that differ by more than `tolerance`."""
    assert len(one) == len(other), (len(one), len(other))
    return sum(abs(a - b) > tolerance for a, b in zip(one, other)) / len(one)


@unittest.skipUnless(shutil.which("ffmpeg"), "no ffmpeg")
class Film(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)

    def film(self, recipe, form, *words):
        for old in self.folder.iterdir():
            old.unlink()
        out = self.folder / f"film.{form}"
        done = loopglass("export", recipe, "--as", form, "--out", out, "--size", SIZE, "--force", *words)
        self.assertEqual((done.returncode, done.stdout, done.stderr), (0, "", ""))
        self.assertEqual(os.listdir(self.folder), [out.name])
        self.addCleanup(out.unlink, missing_ok=True)
        return out

    def shape(self, file):
        told = json.loads(subprocess.run(
            ["ffprobe", "-v", "error", "-count_frames", "-show_streams", "-of", "json", file],
            capture_output=True, timeout=PATIENCE, check=True).stdout)["streams"][0]
        return told["codec_name"], f"{told['width']}x{told['height']}", told["r_frame_rate"], int(told["nb_read_frames"])

    def picture(self, recipe):
        out = self.folder / "picture.png"
        done = loopglass("picture", recipe, "--out", out, "--size", SIZE)
        self.assertEqual(done.returncode, 0, done.stderr)
        bytes_ = pixels(out)
        out.unlink()
        return bytes_

    def test_it_begins_and_ends_with_the_pictures_of_these_moments(self):
        begin, end = self.picture("hello@#2"), self.picture("hello@#8")
        self.assertGreater(differing(begin, end, 24), 0.005)  # or the test could not fail
        for form, codec in (("gif", "gif"), ("webm", "vp9")):
            with self.subTest(form=form):
                file = self.film("hello", form, "--from", "#2", "--to", "#8", "--speed", "4")
                name, size, rate, count = self.shape(file)
                self.assertEqual((name, size, rate), (codec, SIZE, "25/1"))
                self.assertGreater(count, A_SECOND * 3 / 2)
                # The control that plays is another one in a picture; and films have fewer colours.
                self.assertLess(differing(pixels(file), begin, 24), 0.005)
                last = ["-vf", f"select=eq(n\\,{count - 1})"]
                self.assertLess(differing(pixels(file, *last), end, 24), 0.01)

    def test_twice_the_speed_is_half_as_long(self):
        still = A_SECOND * 3 / 2
        slow, fast = (self.shape(self.film("hello", "gif", "--speed", speed))[3] - still for speed in ("2", "4"))
        self.assertAlmostEqual(slow / fast, 2, delta=0.3)

    def test_a_saved_run_and_a_comparison_are_filmed_too(self):
        saved = self.folder / "run.json"
        self.assertEqual(loopglass("run", "hello", "--save", saved).returncode, 0)
        of_file = self.folder / "of_file.gif"
        done = loopglass("export", saved, "--as", "gif", "--out", of_file, "--size", SIZE, "--from", "#2", "--to",
                         "#8", "--speed", "4")
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        saved.unlink()
        found = self.shape(of_file)
        of_file.unlink()
        self.assertEqual(found, self.shape(self.film("hello", "gif", "--from", "#2", "--to", "#8", "--speed", "4")))

        alone = pixels(self.film("lazy/forgotten", "webm", "--from", "#2", "--to", "#4", "--speed", "9"))
        beside = pixels(self.film("lazy/forgotten", "webm", "--from", "#2", "--to", "#4", "--speed", "9", "--with",
                                  "lazy/awaited"))
        self.assertGreater(differing(alone, beside, 24), 0.05)

    def refused(self, *words, says, out="film.gif", recipe="hello", **options):
        file = self.folder / out
        before = file.read_bytes() if file.exists() else None
        done = loopglass("export", recipe, "--as", "gif", "--out", file, "--size", SIZE, *words, **options)
        self.assertEqual((done.returncode, done.stdout), (2, ""), done.stderr)
        self.assertRegex(done.stderr, r"\Aloopglass: [^\n]+\.\n\Z")
        self.assertIn(says, done.stderr)
        self.assertEqual(file.read_bytes() if file.exists() else None, before)
        self.assertLessEqual(set(os.listdir(self.folder)), {out})

    def test_what_cannot_be_filmed_is_refused_and_nothing_is_left(self):
        self.refused("--from", "soon", says="--from cannot be")
        self.refused("--to", "#0", says="--to must come after --from")
        self.refused("--to", "#99999", says="the run has")
        self.refused("--from", "1h", says="--from cannot be")
        self.refused("--speed", "0", says="from 0.01 to 100")
        self.refused("--speed", "0.01", says="ten are the most", recipe="blocking")
        self.refused("--view", "lop", says="loop")
        self.refused(says=".gif", out="film.webm")
        self.refused(says="install ffmpeg", env={**os.environ, "PATH": "/nowhere"})
        self.refused("--to", "#4", says="ffmpeg", preexec_fn=lambda: resource.setrlimit(
            resource.RLIMIT_FSIZE, (4096, 4096)))
        (self.folder / "film.gif").write_text("kept")
        self.refused(says="--force")

    def test_what_is_for_films_is_for_films_only(self):
        done = loopglass("export", "hello", "--as", "svg", "--out", self.folder / "a.svg", "--speed", "2")
        self.assertEqual(done.returncode, 2)
        self.assertIn("--speed is for films", done.stderr)

    def test_ctrl_c_leaves_nothing(self):
        process = subprocess.Popen([LOOPGLASS, "export", "blocking", "--as", "gif", "--out", self.folder / "a.gif"],
                                   stderr=subprocess.PIPE, encoding="utf-8")
        until = time.monotonic() + PATIENCE
        while not os.listdir(self.folder) and time.monotonic() < until:
            time.sleep(0.05)
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=PATIENCE)
        self.assertEqual((process.returncode, err), (130, ""))
        self.assertEqual(os.listdir(self.folder), [])


if __name__ == "__main__":
    unittest.main()
