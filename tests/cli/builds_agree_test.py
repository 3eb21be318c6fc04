"""The same recipe is the same run in every build: the optimised program and the one with sanitizers agree.

LOOPGLASS is the program under test. The other one is the optimised build, which tests/run makes first.
"""

import json
import os
import pathlib
import subprocess
import sys
import unittest

PROGRAM = os.environ["LOOPGLASS"]
OPTIMISED = pathlib.Path(".build/release/loopglass").resolve()


def told(program, *arguments):
    return subprocess.run([program, *arguments], check=True, capture_output=True).stdout


def recipes():
    for scenario in json.loads(told(PROGRAM, "list", "--json")):
        yield from [f"{scenario['name']}/{v}" for v in scenario["variants"]] or [scenario["name"]]
    yield "blocking/blocking?tasks=50&block=1s&seed=7"


class BuildsAgree(unittest.TestCase):
    def test_every_recipe_has_the_same_hash(self):
        for recipe in recipes():
            with self.subTest(recipe):
                # `panic/unwrapped` fails on purpose, so the status is compared and not checked.
                runs = [
                    subprocess.run([program, "run", recipe, "--json"], capture_output=True)
                    for program in (PROGRAM, OPTIMISED, OPTIMISED)
                ]
                self.assertEqual(len({run.stdout for run in runs}), 1, "the builds differ")
                self.assertEqual(len({run.returncode for run in runs}), 1)
                self.assertRegex(json.loads(runs[0].stdout)["hash"], "^[0-9a-f]{16}$")


if __name__ == "__main__":
    if not OPTIMISED.exists():
        sys.exit(f"There is no optimised build to compare with. Run tests/run, or app/run once. ({OPTIMISED})")
    unittest.main()
