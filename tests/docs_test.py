"""The README and the pages beside it tell the truth, as far as a machine can see.

LOOPGLASS is the path of the program.
"""

import json
import os
import pathlib
import re
import shlex
import subprocess
import tempfile
import unittest

LOOPGLASS = os.environ["LOOPGLASS"]
ROOT = pathlib.Path(__file__).resolve().parent.parent
PAGES = [
    ROOT / page
    for page in ("README.md", ".github/ARCHITECTURE.md", ".github/CONTRIBUTING.md", ".github/CURRICULUM.md")
]
README = PAGES[0].read_text("utf-8")

# What may stand at the top, besides what is hidden.
AT_TOP = {"CMakeLists.txt", "CMakePresets.json", "LICENSE", "README.md"} | {
    "app", "assets", "runtime", "scenarios", "tests"
}


def loopglass(*words, **options):
    return subprocess.run([LOOPGLASS, *words], capture_output=True, encoding="utf-8", timeout=120, **options)


def section(title):
    return README.split(f"\n## {title}\n", 1)[1].split("\n## ", 1)[0]


def indented(text):
    """The lines of the code blocks."""
    return [line.strip() for line in text.splitlines() if line.startswith("    ")]


def source(path):
    return (ROOT / path).read_text("utf-8")


def in_backticks(text):
    return re.findall(r"`([^`\n]+)`", text)


def table(text):
    """The rows, without their head, each as a list of cells."""
    rows = [line for line in text.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in row.strip("|").split("|")] for row in rows[2:]]


def commands():
    """The commands of the README as lists of words, without the app/run before them."""
    lines = [line for line in indented(README) if line.startswith("app/run")]
    return [shlex.split(line, comments=True)[1:] for line in lines]


class Commands(unittest.TestCase):
    def test_every_command_in_the_readme_works(self):
        found = commands()
        self.assertGreater(len(found), 8)
        with tempfile.TemporaryDirectory() as folder:  # one for all: a later command may use what an earlier one saves
            for words in found:
                if not words:
                    continue
                if words[0] not in ("run", "list", "compare", "picture", "export", "handout"):
                    words = ["run", *words]  # the window has tests of its own; here only whether the recipe holds
                with self.subTest(words=words):
                    out = words[words.index("--out") + 1] if "--out" in words else None
                    if out:
                        (pathlib.Path(folder) / out).parent.mkdir(parents=True, exist_ok=True)
                    done = loopglass(*words, cwd=folder)
                    self.assertEqual(done.returncode, 0, done.stderr)
                    if out:
                        self.assertTrue((pathlib.Path(folder) / out).is_file())

    def test_every_recipe_in_the_readme_runs(self):
        rows = table(section("Recipes"))
        self.assertGreater(len(rows), 4)
        for recipe, _ in rows:
            with self.subTest(recipe=recipe):
                recipe, _, position = recipe.strip("`").partition("@")
                done = loopglass("run", recipe, "--show", "summary")
                self.assertEqual(done.returncode, 0, done.stderr)
                if position:  # a moment is to be looked at
                    with tempfile.TemporaryDirectory() as folder:
                        words = ("--view", "loop", "--out", f"{folder}/moment.png")
                        shown = loopglass("picture", f"{recipe}@{position}", *words)
                        self.assertEqual((shown.returncode, shown.stderr), (0, ""))

    def test_every_option_named_is_an_option(self):
        text = "".join(loopglass(*words, "--help").stdout for words in ([], ["open"], ["list"], ["run"], ["compare"], ["picture"], ["export"]))
        options = set(re.findall(r"--[a-z][a-z-]*", text))
        named = set(re.findall(r"--[a-z][a-z-]*", README))
        self.assertGreater(len(named), 8)
        self.assertEqual(named - options, set())

    def test_the_story_that_is_quoted_is_told(self):
        quoted = [line for line in indented(section("A tour of five minutes")) if re.match(r"\d+ ms  ", line)]
        told = [line.strip() for line in loopglass("run", "blocking/blocking", "--show", "story").stdout.splitlines()]
        self.assertGreater(len(quoted), 2)
        for line in quoted:
            self.assertIn(line, told)

    def test_every_key_is_on_the_help_page_of_the_window(self):
        lines = re.findall(r'\{"[a-z_]+", "([^"]+)", "([^"]+)"\}', source("app/views/key_list.cpp"))
        self.assertGreater(len(lines), 10)
        self.assertEqual([tuple(row) for row in table(section("Keys"))], lines)

    def test_every_term_in_a_caption_of_the_window_is_in_the_glossary(self):
        # Words of captions that are no terms of the field.
        plain = set("""a all and asks at bookmarks by chapters compare difference differs do event after delay each event everywhere figures for go over hand how
            if in it its lanes lesson lines looks marks matters moment not of on or other others output panels parameters question run runs
            share shared size source sources speed stand state the them theme through timeline time to variant waiting waits warnings what which who why window with
            you tried was stuck""".split())
        forms = set()
        for name, more in re.findall(r'\{"([^"]+)",\s*(?:"(?:[^"\\]|\\.)*"\s*)+,\s*"([^"]*)"\}', source("app/model/glossary.cpp")):
            forms |= {form for said in (name, *more.split("|")) for form in (said, said + "s")}
        self.assertIn("ready queue", forms)
        captions = set()
        for view in sorted((ROOT / "app/views").glob("*.cpp")):
            captions |= set(re.findall(r'"([A-Z][A-Z ,:]{3,}[A-Z])"', view.read_text("utf-8")))
        self.assertIn("READY QUEUE", captions)
        for caption in captions - {"O  E  W  F"}:
            words = re.findall(r"[a-z]+", caption.lower())
            said = {f"{a} {b}" for a, b in zip(words, words[1:])} & forms
            known = plain | forms | {word for pair in said for word in pair.split()}
            with self.subTest(caption=caption):
                self.assertEqual([word for word in words if word not in known], [])


class Curriculum(unittest.TestCase):
    def test_every_scenario_named_exists_and_every_scenario_is_named(self):
        scenarios = {s["name"]: s for s in json.loads(loopglass("list", "--json").stdout)}
        page = (ROOT / ".github/CURRICULUM.md").read_text("utf-8")
        named = set()
        for chapter in page.split("\n## ")[1:]:
            for row in table(chapter):
                self.assertEqual(len(row), 3, row)
                recipes = in_backticks(row[2])
                self.assertTrue(recipes, row)
                for recipe in recipes:
                    name, _, variant = recipe.partition("/")
                    with self.subTest(recipe=recipe):
                        self.assertIn(name, scenarios)
                        if variant:
                            self.assertIn(variant, scenarios[name]["variants"])
                    named.add(name)
        self.assertEqual(set(scenarios) - named, set())


class Files(unittest.TestCase):
    def test_every_link_leads_to_a_file(self):
        for page in PAGES:
            for target in re.findall(r"\]\(([^)#]+)\)", page.read_text("utf-8")):
                if not target.startswith("http"):
                    with self.subTest(page=page.name, target=target):
                        self.assertTrue((page.parent / target).exists())

    def test_every_file_named_is_there(self):
        tops = AT_TOP | {entry.name for entry in ROOT.iterdir() if entry.name not in (".git", ".build")}
        for page in PAGES:
            text = page.read_text("utf-8")
            words = [word.split()[0] for word in in_backticks(text) + indented(text) if word.split()]
            paths = [word for word in words if word.split("/")[0] in tops and not re.search(r"[<…*]", word)]
            self.assertTrue(paths)
            for path in paths:
                with self.subTest(page=page.name, path=path):
                    self.assertTrue((ROOT / path).exists())

    def test_nothing_else_stands_at_the_top(self):
        listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, encoding="utf-8")
        if listed.returncode != 0:
            self.skipTest("this is not a git repository")
        others = {name for name in {path.split("/")[0] for path in listed.stdout.splitlines()} if name[0] != "."}
        self.assertEqual(others - AT_TOP, set())


if __name__ == "__main__":
    unittest.main()
