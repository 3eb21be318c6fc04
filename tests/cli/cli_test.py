"""The program from the outside: what it prints, where, and what it ends with.

LOOPGLASS is the path of the program.
"""

import base64
import collections
import csv
import io
import json
import os
import pathlib
import re
import signal
import subprocess
import tempfile
import time
import unittest
import xml.etree.ElementTree

LOOPGLASS = os.environ["LOOPGLASS"]

FAILED, REFUSED, INTERRUPTED, UNREAD = 1, 2, 130, 141


def loopglass(*words, **options):
    """Runs the program; text comes back as str, undecodable bytes would raise."""
    return subprocess.run([LOOPGLASS, *words], capture_output=True, encoding="utf-8", timeout=120, **options)


def report(recipe, *words):
    return json.loads(loopglass("run", recipe, "--json", *words).stdout)


def all_recipes():
    for scenario in json.loads(loopglass("list", "--json").stdout):
        yield scenario["name"]
        yield from (f"{scenario['name']}/{variant}" for variant in scenario["variants"])


class Test(unittest.TestCase):
    def assert_refused(self, *words, says=(), **options):
        """Exit status 2, nothing on standard output, and exactly one line on standard error."""
        with self.subTest(words=words):
            done = loopglass(*words, **options)
            self.assertEqual((done.returncode, done.stdout), (REFUSED, ""), done.stderr)
            self.assertRegex(done.stderr, r"\Aloopglass: [^\n]+\.\n\Z")
            for part in [says] if isinstance(says, str) else says:
                self.assertIn(part, done.stderr)
            for control in map(chr, [*range(0, 10), *range(11, 32), 127]):
                self.assertNotIn(control, done.stderr)
            self.assertLess(len(done.stderr), 1200)


class Help(Test):
    def test_help_and_version_are_printed(self):
        for words in (["--help"], ["-h"], ["help"], ["run", "--help"], ["list", "-h"], ["compare", "--help"], ["picture", "--help"], ["export", "--help"], ["handout", "--help"], ["open", "--help"]):
            with self.subTest(words=words):
                done = loopglass(*words)
                self.assertEqual((done.returncode, done.stderr), (0, ""))
                self.assertIn("Usage: loopglass", done.stdout)
        self.assertRegex(loopglass("--version").stdout, r"\Aloopglass \d+\.\d+\.\d+\n\Z")

    def test_help_names_every_command(self):
        for command in ("open", "list", "run", "compare", "picture", "export", "handout"):
            self.assertIn(command, loopglass("--help").stdout)


class ByHand(Test):
    def branch(self, *words):
        return loopglass("run", "timers?do=60:abort:task3", *words)

    def test_the_story_and_the_report_have_what_was_done(self):
        story = self.branch("--show", "story")
        # main unwraps the result of a task that was aborted.
        self.assertEqual(story.returncode, FAILED)
        self.assertIn("the task was cancelled", story.stderr)
        self.assertIn("By hand, between two polls, sleeper 7 is aborted.", story.stdout)
        done = json.loads(self.branch("--json").stdout)
        self.assertEqual(done["recipe"], "timers?do=60:abort:task3")
        self.assertIn("cancelled", [task["state"] for task in done["tasks"]])
        events = self.branch("--show", "events").stdout.splitlines()
        before = loopglass("run", "timers", "--show", "events").stdout.splitlines()
        parted = next(n for n, line in enumerate(events) if line != before[n])
        self.assertGreaterEqual(parted, 60)
        self.assertIn(" interfered ", events[parted])
        self.assertIn("abort sleeper 7", events[parted])

    def test_a_timer_that_is_delayed_wakes_its_task_later(self):
        lines = loopglass("run", "timers?do=64:delay:timer8:250ms").stdout.splitlines()
        self.assertEqual(lines[:3], ["200 ms: awake", "300 ms: awake", "350 ms: awake"])

    def test_two_runs_say_where_they_part(self):
        done = loopglass("compare", "timers?do=60:abort:task3", "timers")
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        self.assertIn("By hand, between two polls, sleeper 7 is aborted.", done.stdout)

    def test_main_that_is_aborted_is_1_with_a_line(self):
        done = loopglass("run", "timers?do=60:abort:task1")
        self.assertEqual(done.returncode, 1)
        self.assertIn("main was aborted by hand", done.stderr)

    def test_a_recipe_that_does_not_fit_is_refused_by_every_command(self):
        recipe = "timers?do=60:abort:task3&past=00000000"
        for words in (["run"], ["compare", "timers"], ["open"], ["picture", "--out", "never.png"]):
            self.assert_refused(words[0], recipe, *words[1:], says="goes another way")
        self.assert_refused("run", "timers?do=60:abort:task99", says="abort task 99")
        self.assert_refused("run", "timers?do=999999:abort:task1", says="over before its event 999999")
        self.assert_refused("run", "timers?do=60:abort", says="task2")

    def test_the_real_clock_has_no_past_to_act_on(self):
        self.assert_refused("run", "timers?do=60:abort:task3", "--clock", "real", says="real clock")

    def test_a_saved_branch_tells_the_same(self):
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "branch.json")
            self.assertEqual(self.branch("--save", path).returncode, FAILED)
            told = loopglass("run", path, "--show", "story")
            self.assertEqual(told.stdout, self.branch("--show", "story").stdout)


class List(Test):
    def test_it_is_grouped_aligned_and_80_columns_wide(self):
        done = loopglass("list")
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        columns = set()
        for line in done.stdout.splitlines():
            self.assertLessEqual(len(line), 80, line)
            self.assertEqual(line, line.rstrip())
            if line.startswith("   ") and line[3] != " ":
                columns.add(len(line) - len(line[3:].split("  ", 1)[1].lstrip()))
        self.assertEqual(len(columns), 1)
        self.assertRegex(done.stdout, r"(?m)^1  Futures and await$")

    def test_what_was_seen_to_its_end_in_the_window_has_a_tick(self):
        with tempfile.TemporaryDirectory() as folder:
            settings = pathlib.Path(folder, "loopglass", "window.json")
            settings.parent.mkdir()
            settings.write_text(json.dumps({"seen": ["timers", "no such"]}), encoding="utf-8")
            environment = {**os.environ, "XDG_CONFIG_HOME": folder}
            listed = loopglass("list", env=environment).stdout
            self.assertRegex(listed, r"(?m)^ ✓ timers ")
            self.assertEqual(listed.count("✓"), 2)  # and what it means
            done = {s["name"] for s in json.loads(loopglass("list", "--json", env=environment).stdout) if s["done"]}
            self.assertEqual(done, {"timers"})
            settings.write_text("{", encoding="utf-8")
            self.assertNotIn("✓", loopglass("list", env=environment).stdout)
            self.assertEqual(settings.read_text(encoding="utf-8"), "{")  # the window sets it aside, not the list

    def test_it_ends_with_the_keys_that_all_scenarios_take(self):
        keys = loopglass("list").stdout.split("Every scenario also takes\n")[1].split()
        self.assertEqual(keys, ["?policy=fifo|lifo|random|tokio|asyncio|node", "?choices=0.2.1", "?budget=128|off", "?seed=7",
                                "?events=10000000"])

    def test_json_has_every_scenario_in_both_lists(self):
        scenarios = json.loads(loopglass("list", "--json").stdout)
        text = " ".join(loopglass("list").stdout.split())
        self.assertGreaterEqual(len(scenarios), 9)
        for scenario in scenarios:
            self.assertIn(f"{scenario['name']} {scenario['title']} ({scenario['concept']}) {scenario['summary']}", text)
            self.assertIsInstance(scenario["chapter"], int)
            for key in ("title", "concept", "summary"):
                self.assertTrue(scenario[key])
            self.assertTrue(all(isinstance(name, str) for name in scenario["variants"]))
            for parameter in scenario["parameters"]:
                self.assertEqual(set(parameter), {"name", "summary", "standard", "least", "most"})
                recipe = f"{scenario['name']}?{parameter['name']}={parameter['standard']}"
                self.assertEqual(report(recipe)["recipe"], scenario["name"])


    def test_a_word_finds_scenarios_by_name_title_concept_or_summary(self):
        found = loopglass("list", "--find", "MUTEX").stdout
        self.assertIn("mutex", found)
        self.assertNotIn("hello", found)
        names = {s["name"] for s in json.loads(loopglass("list", "--json", "--find", "panic").stdout)}
        self.assertEqual(names, {"panic", "unobserved"})
        self.assert_refused("list", "--find", "xyzzy", says="xyzzy")

    def test_a_course_says_how_long_each_lesson_takes_and_the_point_of_each_scenario(self):
        text = loopglass("list", "--course").stdout
        self.assertRegex(text, r"\AA first lesson\n\n   [^\n]+, (3\d|4[0-5]) minutes\n")
        self.assertEqual(len(re.findall(r", \d+ minutes\n", text)), 5)
        points = {s["name"]: s["teaching"]["point"] for s in json.loads(loopglass("list", "--json").stdout)}
        rows = re.findall(r"(?m)^ +\d+  (\w+) +(.+)$", text)
        self.assertGreater(len(rows), 30)
        for name, point in rows:
            self.assertEqual(points[name], point)

    def test_the_teachers_pages_have_the_point_the_belief_and_a_question(self):
        pages = loopglass("list", "--teacher", "--find", "deadlock").stdout
        self.assertRegex(pages, r"\Adeadlock: [^\n]+ \(\d+ minutes\)\n")
        for head in ("The point", "What many believe", "For the class"):
            self.assertEqual(pages.count(f"   {head}"), 1)

    def test_lists_that_exclude_one_another_are_refused(self):
        self.assert_refused("list", "--course", "--json")
        self.assert_refused("list", "--course", "--find", "lock")


class Questions(Test):
    def test_they_are_printed_with_choices_and_the_answers_after_all_of_them(self):
        done = loopglass("run", "hello_world", "--show", "questions")
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        asked, answers = done.stdout.split("\nAnswers\n")
        self.assertEqual(len(re.findall(r"(?m)^\d+  At ", asked)), len(answers.splitlines()))
        for letter, answer in re.findall(r"(?m)^\d+  ([a-d])  (.+?)\. At ", answers):
            self.assertRegex(asked, rf"(?m)^     {letter}  {re.escape(answer)}$")

    def test_answers_follow_the_parameters(self):
        for recipe, first in (("hello_world", "hello"), ("hello_world?world=99ms", "world")):
            answers = loopglass("run", recipe, "--show", "questions").stdout.split("\nAnswers\n")[1]
            self.assertRegex(answers, rf"\A1  [a-d]  {first}\. ")


class Handout(Test):
    def write(self, what):
        with tempfile.TemporaryDirectory() as folder:
            out = pathlib.Path(folder) / "handout.html"
            done = loopglass("handout", what, "--out", str(out))
            self.assertEqual((done.returncode, done.stdout, done.stderr), (0, "", ""))
            self.assertEqual([entry.name for entry in out.parent.iterdir()], ["handout.html"])
            return out.read_text("utf-8")

    def test_a_scenario_is_one_page_that_loads_nothing_with_the_answers_after_it(self):
        page = self.write("lost_update")
        head, answers = page.split('<div class="answers">')
        self.assertEqual(page.count("<section>"), 1)
        self.assertIn("co_await sleep(settings.duration(&quot;check&quot;));", head)
        self.assertEqual(head.count('<ol class="choices">'), 2)
        self.assertNotIn("<script", page)
        self.assertEqual(re.findall(r'(?:src|href)="(?!data:)', page), [])
        self.assertIn("deposit 2: makes it 10", answers)
        picture = base64.b64decode(re.search(r"base64,([^\"]+)", page)[1], validate=True)
        self.assertEqual(picture[:8], b"\x89PNG\r\n\x1a\n")

    def test_a_chapter_has_all_of_its_scenarios(self):
        scenarios = [s for s in json.loads(loopglass("list", "--json").stdout) if s["chapter"] == 3]
        page = self.write("3")
        self.assertEqual(page.count("<section>"), len(scenarios))

    def test_what_is_no_chapter_or_no_file_name_is_refused(self):
        self.assert_refused("handout", "12", "--out", "x.html", says="12")
        self.assert_refused("handout", "helo", "--out", "x.html", says="Did you mean 'hello'?")
        self.assert_refused("handout", "1", "--out", "x.pdf", says=".html")


class RunJson(Test):
    def test_it_has_exactly_these_fields(self):
        for recipe in all_recipes():
            with self.subTest(recipe=recipe):
                done = loopglass("run", recipe, "--json")
                run = json.loads(done.stdout)
                self.assertEqual(
                    list(run),
                    ["recipe", "clock", "output", "result", "virtual_ns", "polls", "wakes", "tasks", "warnings", "events", "hash"],
                )
                self.assertEqual(run["clock"], "virtual")
                self.assertIn(run["result"], ("finished", "panicked", "deadlock", "stopped"))
                self.assertRegex(run["hash"], r"\A[0-9a-f]{16}\Z")
                self.assertEqual(run["polls"], sum(task["polls"] for task in run["tasks"]))
                for task in run["tasks"]:
                    self.assertEqual(list(task), ["name", "state", "polls", "busy_ns", "queued_ns", "idle_ns", "late_timers", "latest_timer_ns"])
                    self.assertEqual(task["late_timers"] > 0, task["latest_timer_ns"] > 0)
                    self.assertIn(task["state"], ("returned", "cancelled", "panicked"))
                main = run["tasks"][0]
                lived = main["busy_ns"] + main["queued_ns"] + main["idle_ns"]
                if recipe == "abort_too_late/worker":  # the end of the run waits for a worker thread
                    self.assertLess(lived, run["virtual_ns"])
                else:
                    self.assertEqual(lived, run["virtual_ns"])
                for warning in run["warnings"]:
                    self.assertEqual(list(warning), ["id", "task", "text"])

    def test_the_recipe_comes_back_in_its_shortest_form(self):
        self.assertEqual(report("blocking/cooperative?tasks=10&block=250ms&seed=0")["recipe"], "blocking?block=250ms")

    def test_the_output_is_what_run_prints(self):
        for recipe in all_recipes():
            lines = loopglass("run", recipe).stdout.splitlines()
            self.assertEqual(report(recipe)["output"], lines)

    def test_a_warning_is_in_it_and_not_on_standard_error(self):
        done = loopglass("run", "blocking/blocking", "--json")
        self.assertEqual(done.stderr, "")
        self.assertEqual(
            json.loads(done.stdout)["warnings"],
            [{"id": "blocked-loop", "task": "reader", "text": "reader blocked the loop for 300 ms; 10 tasks waited."}],
        )

    def test_two_processes_give_the_same_bytes(self):
        # builds_agree_test compares --json of every recipe.
        for recipe in list(all_recipes())[::4]:
            for words in (["--show", "story"], ["--show", "events"]):
                with self.subTest(recipe=recipe, words=words):
                    first, second = (loopglass("run", recipe, *words).stdout for _ in range(2))
                    self.assertEqual(first, second)
                    self.assertTrue(first)


class RunShow(Test):
    def test_events_are_one_a_line(self):
        events = loopglass("run", "join", "--show", "events").stdout.splitlines()
        self.assertEqual(len(events), report("join")["events"])
        self.assertEqual([int(line.split()[0]) for line in events], list(range(1, len(events) + 1)))

    def test_a_story_has_times_sentences_and_marked_warnings(self):
        story = loopglass("run", "blocking/blocking", "--show", "story")
        self.assertEqual((story.returncode, story.stderr), (0, ""))
        for line in story.stdout.splitlines():
            self.assertRegex(line, r"\A {0,10}[\d.]+ (ms|s|µs|ns)  (! )?\S.*\.\Z")
        self.assertIn("     350 ms  ! reader blocked the loop for 300 ms; 10 tasks waited.\n", story.stdout)

    def test_a_summary_lists_every_task(self):
        summary = loopglass("run", "join", "--show", "summary").stdout
        for word in ("main", "weather", "news", "mail", "returned", "300 ms", "no warnings", report("join")["hash"]):
            self.assertIn(word, summary)
        rows = summary.split("\n\n")[1].splitlines()
        self.assertEqual(len({len(row) for row in rows}), 1, summary)

    def test_warnings_go_to_standard_error_where_they_are_not_in_the_text(self):
        for show in ("output", "events"):
            done = loopglass("run", "blocking/blocking", "--show", show)
            self.assertEqual(done.returncode, 0)
            self.assertEqual(
                done.stderr, "loopglass: warning: reader blocked the loop for 300 ms; 10 tasks waited.\n"
            )


class Compare(Test):
    def test_it_says_where_two_runs_part_and_what_differs(self):
        done = loopglass("compare", "blocking", "blocking/blocking")
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        self.assertRegex(done.stdout, r"(?m)^latest timer +0 ms +250 ms \(light 1\)$")
        self.assertRegex(done.stdout, r"(?m)^light 10 +0 ms +250 ms ")
        self.assertIn("\n  blocking     reader blocks the thread for 300 ms: nothing else can run meanwhile.\n", done.stdout)
        self.assertIn("\n* In blocking, reader holds the thread for 300 ms in one go; ", done.stdout)
        for line in done.stdout.splitlines():
            self.assertLessEqual(len(line), 100, line)
            self.assertEqual(line, line.rstrip())

    def test_json_has_both_runs_as_run_prints_them(self):
        done = json.loads(loopglass("compare", "blocking", "blocking/blocking?tasks=3", "--json").stdout)
        self.assertEqual(list(done), ["a", "b", "divergence", "differences"])
        self.assertEqual(done["a"], report("blocking"))
        self.assertEqual(done["b"], report("blocking/blocking?tasks=3"))
        self.assertEqual(list(done["divergence"]["a"]), ["event", "time_ns", "task", "text"])
        for difference in done["differences"]:
            self.assertEqual(list(difference), ["figure", "a", "b", "sentence"])
        self.assertIn("late-timer", [difference["figure"] for difference in done["differences"]])

    def test_the_same_run_twice_differs_in_nothing(self):
        self.assertIn("\nThe two runs are the same, event by event.\n", loopglass("compare", "join", "join@#3").stdout)
        done = json.loads(loopglass("compare", "join", "join", "--json").stdout)
        self.assertEqual((done["divergence"], done["differences"]), (None, []))

    def test_more_than_two_are_a_table_with_a_column_each(self):
        recipes = ("blocking", "blocking/blocking", "compute")
        rows = loopglass("compare", *recipes).stdout.splitlines()
        self.assertEqual(tuple(rows[0].split()), recipes)
        self.assertEqual([row.split() for row in rows if row.startswith("tasks ")], [["tasks", "12", "12", "4"]])


class ExitStatus(Test):
    def test_a_run_that_ends_well_is_0(self):
        for recipe in ("hello", "join", "panic/handled", "abort", "blocking/blocking"):
            done = loopglass("run", recipe)
            self.assertEqual(done.returncode, 0, done.stderr)

    def test_a_run_of_a_moment_is_refused_with_what_shows_one(self):
        for recipe in ("hello@#3", "join@100ms", "hello@#999999"):
            self.assert_refused("run", recipe, says="give the recipe to open or picture, which show that moment.")

    def test_a_panic_of_main_is_1_with_a_line(self):
        for words in ([], ["--json"], ["--show", "story"], ["--show", "summary"]):
            done = loopglass("run", "panic/unwrapped", *words)
            self.assertEqual(done.returncode, FAILED)
            self.assertRegex(done.stderr, r"\Aloopglass: main panicked with [^\n]+\n\Z")
            self.assertTrue(done.stdout)

    def test_strict_makes_a_warning_1(self):
        done = loopglass("run", "blocking/blocking", "--strict", "--json")
        self.assertEqual(done.returncode, FAILED)
        self.assertIn("1 warning", done.stderr)
        json.loads(done.stdout)
        self.assertEqual(loopglass("run", "blocking", "--strict").returncode, 0)


class Refusals(Test):
    def test_unknown_names_offer_the_nearest(self):
        self.assert_refused("run", "helo", says=("There is no scenario 'helo'", "Did you mean 'hello'?"))
        self.assert_refused("run", "blocking/blokcing", says="Did you mean 'blocking'?")
        self.assert_refused("run", "blocking?task=4", says="Did you mean 'tasks'?")
        self.assert_refused("lst", says="Did you mean 'list'?")
        self.assert_refused("helo", says="Did you mean 'hello'?")
        self.assert_refused("open", "helo", says="Did you mean 'hello'?")
        self.assert_refused("run", "hello", "--show", "storry", says="Did you mean 'story'?")
        self.assert_refused("run", "hello", "--clock", "rael", says="Did you mean 'real'?")
        self.assert_refused("run", "hello", "--jsno", says="Did you mean '--json'?")
        self.assert_refused("picture", "hello", "--out", "x.png", "--theme", "drak", says="Did you mean 'dark'?")
        self.assert_refused("picture", "hello", "--out", "x.png", "--view", "lop", says="Did you mean 'loop'?")

    def test_hostile_recipes_are_refused_in_one_line(self):
        for recipe in (
            "", " ", "/", "?", "@", "#", "&", "hello/", "hello?", "hello@", "hello@-5ms", "hello@#-1", "hello@5",
            "hello@#99999999999999999999", "hello?seed=", "hello?seed=-1", "hello?seed=1&seed=2", "hello?x=1",
            "hello\n", "hello\x1b[31m", "hel\tlo", "ö", "hello@1ms@1ms", "timers?tasks=-1", "timers?tasks=0",
            "timers?tasks=99999999999999999999", "timers?tasks=1e3", "timers?tasks=4&tasks=4", "timers?step=1",
            "timers?step=99999999999999999999s", "timers?step=-1ms", "timers?step=1h", "../../etc/passwd", "~", "*",
            "a" * 100_000, "hello?" + "&".join(f"a{i}=1" for i in range(5000)), "\U0001f600" * 500,
        ):  # fmt: skip
            self.assert_refused("run", recipe)

    def test_bytes_that_are_not_utf8_are_refused(self):
        for recipe in (b"\xff\xfe", b"hello/\xc3", b"hello?tasks=\x80", b"hello@\xff", b"\xed\xa0\x80"):
            self.assert_refused("run", recipe)
            self.assert_refused(recipe)
        self.assert_refused("run", "hello", b"--\xff")

    def test_words_that_are_not_taken_are_refused(self):
        self.assert_refused("run", says="RECIPE")
        self.assert_refused("run", "hello", "join", says="'join'")
        self.assert_refused("list", "hello")
        self.assert_refused("list", "--jsn", says="Did you mean '--json'?")
        self.assert_refused("run", "hello", "--show")
        self.assert_refused("run", "hello", "--show", "story", "--show", "events")
        self.assert_refused("run", "hello", "--show", "story", "--json")
        self.assert_refused("run", "hello", "--json=maybe")
        self.assert_refused("--nothing")
        self.assert_refused("-x")
        self.assert_refused("compare", says="RECIPES")
        self.assert_refused("compare", "hello", says="give a second one")
        self.assert_refused("compare", "hello", "helo", says="Did you mean 'hello'?")
        self.assert_refused("compare", "hello", "join", "lazy", "--json", says="--json compares two")
        self.assert_refused("compare", "hello", "join", "--show", "story")

    def test_pictures_that_cannot_be_drawn_are_refused(self):
        out = ("--out", "never-written.png")
        self.assert_refused("picture", "hello", says="--out")
        self.assert_refused("picture", *out, says="RECIPE")
        for name in ("", "picture.jpg", ".png", "picture"):
            self.assert_refused("picture", "hello", "--out", name)
        for size in ("", "1600", "1600x", "x900", "-1600x900", "1600x-900", "0x0", "639x360", "640x359", "7681x4320",
                     "99999999999x99999999999", "1600 x 900", "1600X900", "1600x900x1", "1e3x900"):  # fmt: skip
            self.assert_refused("picture", "hello", *out, "--size", size, says="from 640x360 to 7680x4320")
        for scale in ("", "0", "0.5", "3.5", "-1", "nan", "inf", "1e9", "2x", "big"):
            self.assert_refused("picture", "hello", *out, "--scale", scale, says="from 0.75 to 3")
        self.assertFalse(os.path.exists("never-written.png"))

    def test_runs_to_set_beside_are_checked(self):
        out = ("--out", "never-written.png")
        self.assert_refused("picture", "hello", *out, "--with", "helo", says="Did you mean 'hello'?")
        self.assert_refused("picture", "hello", *out, "--with")
        self.assert_refused("open", "hello", "--with", "blocking/blokcing", says="Did you mean 'blocking'?")
        self.assert_refused("picture", "hello", *out, *["--with", "join"] * 6, says="five runs at most")

    def test_the_window_takes_a_theme_and_a_scale_and_checks_them(self):
        self.assert_refused("open", "hello", "--theme", "pink")
        self.assert_refused("open", "--scale", "9")


class Streams(Test):
    def test_a_full_output_is_said(self):
        for words in (["list"], ["list", "--json"], ["--help"], ["--version"], ["run", "hello"], ["run", "join", "--json"],
                      ["run", "blocking", "--show", "events"], ["run", "join", "--show", "story"], ["compare", "hello", "join"]):  # fmt: skip
            with self.subTest(words=words), open("/dev/full", "w", encoding="utf-8") as full:
                done = subprocess.run([LOOPGLASS, *words], stdout=full, stderr=subprocess.PIPE, encoding="utf-8", timeout=60)
                self.assertEqual(done.returncode, REFUSED)
                self.assertRegex(done.stderr, r"\Aloopglass: The output cannot be written: [^\n]+\n\Z")

    def test_a_closed_output_is_said(self):
        done = subprocess.run(
            ["bash", "-c", '"$0" run join --clock real >&-', LOOPGLASS], stderr=subprocess.PIPE, encoding="utf-8", timeout=60
        )
        self.assertEqual(done.returncode, REFUSED)
        self.assertRegex(done.stderr, r"\Aloopglass: The output cannot be written: [^\n]+\n\Z")

    def test_all_streams_may_be_closed(self):
        done = subprocess.run(["bash", "-c", '"$0" run hello <&- >&- 2>&-', LOOPGLASS], timeout=60)
        self.assertEqual(done.returncode, REFUSED)

    def test_a_reader_that_goes_away_ends_it_quietly(self):
        for words in ("blocking?tasks=1000", "--show events"), ("timers?tasks=1000", "--show story"):
            script = f'"$0" run "{words[0]}" {words[1]} | head -1; exit ${{PIPESTATUS[0]}}'
            done = subprocess.run(["bash", "-c", script, LOOPGLASS], capture_output=True, encoding="utf-8", timeout=60)
            self.assertEqual((done.returncode, done.stderr), (UNREAD, ""))
            self.assertEqual(done.stdout.count("\n"), 1)

    def test_a_slow_reader_gets_everything(self):
        whole = loopglass("run", "timers?tasks=1000", "--show", "story").stdout
        script = '"$0" run "timers?tasks=1000" --show story | (sleep 1; cat)'
        done = subprocess.run(["bash", "-c", script, LOOPGLASS], capture_output=True, encoding="utf-8", timeout=60)
        self.assertEqual(done.stdout, whole)


class RealClock(Test):
    def start(self, *words):
        program = subprocess.Popen([LOOPGLASS, "run", *words, "--clock", "real"], stdout=subprocess.PIPE, stderr=subprocess.PIPE)  # fmt: skip
        self.addCleanup(program.stdout.close)
        self.addCleanup(program.stderr.close)
        self.addCleanup(program.kill)
        return program

    def test_it_takes_real_time_and_ends_as_the_virtual_one_does(self):
        began = time.monotonic()
        run = report("join?step=50ms", "--clock", "real")
        self.assertGreaterEqual(time.monotonic() - began, 0.15)
        self.assertGreaterEqual(run["virtual_ns"], 150_000_000)
        self.assertEqual((run["clock"], run["result"], run["polls"]), ("real", "finished", 8))
        self.assertEqual(len(run["output"]), len(report("join")["output"]))

    def test_a_story_is_told_as_it_happens(self):
        program = self.start("timers?tasks=1&step=10s", "--show", "story")
        for line in program.stdout:
            if b"the loop sleeps until 10" in line:
                break
        self.assertIsNone(program.poll())
        program.send_signal(signal.SIGINT)
        rest = program.stdout.read().decode()
        self.assertEqual(program.wait(20), INTERRUPTED)
        self.assertIn("The run is stopped; 2 tasks are left and cancelled.", rest)

    def test_ctrl_c_ends_it_with_everything_said(self):
        program = self.start("timers?tasks=2&step=10s", "--json")
        time.sleep(0.5)
        program.send_signal(signal.SIGINT)
        out, err = program.communicate(timeout=20)
        self.assertEqual(program.returncode, INTERRUPTED)
        run = json.loads(out)
        self.assertEqual(run["result"], "stopped")
        self.assertEqual({task["state"] for task in run["tasks"]}, {"cancelled"})
        self.assertRegex(err.decode(), r"\Aloopglass: The run is stopped by Ctrl-C at [^\n]+\n\Z")

    def test_lines_come_as_they_are_printed(self):
        program = self.start("join?step=300ms")
        first = program.stdout.readline()
        self.assertTrue(first.startswith(b"news"))
        self.assertIsNone(program.poll())
        self.assertEqual(program.wait(20), 0)


class Position(Test):
    def test_a_position_past_the_end_is_shown_at_the_end_with_a_word(self):
        last = report("hello")["events"]
        with tempfile.TemporaryDirectory() as folder:
            done = loopglass("picture", "hello@#999999", "--out", os.path.join(folder, "a.png"), "--size", "640x360")
            self.assertIn(f"loopglass: The run ends with event #{last}, so it is shown there.\n", done.stderr)
            done = loopglass("picture", "join@10s", "--out", os.path.join(folder, "a.png"), "--size", "640x360")
            self.assertIn("loopglass: The run ends at 300 ms, so it is shown there.\n", done.stderr)


class Export(Test):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = folder.name

    def export(self, recipe, form, *words):
        """What is in the file."""
        out = os.path.join(self.folder, "out.svg" if form == "svg" else "out.csv")
        done = loopglass("export", recipe, "--as", form, "--out", out, "--force", *words)
        self.assertEqual((done.returncode, done.stdout, done.stderr), (0, "", ""))
        with open(out, encoding="utf-8", newline="") as file:
            return file.read()

    def test_the_drawing_of_every_run_has_its_lanes_and_polls(self):
        for recipe in all_recipes():
            with self.subTest(recipe=recipe):
                drawing = xml.etree.ElementTree.fromstring(self.export(recipe, "svg"))
                self.assertTrue(drawing.tag.endswith("svg"))
                run = report(recipe)
                classes = collections.Counter(shape.get("class") for shape in drawing.iter())
                self.assertGreaterEqual(classes["polling"], run["polls"])
                for state in ("returned", "cancelled", "panicked"):
                    self.assertEqual(classes[state], sum(task["state"] == state for task in run["tasks"]), state)
                size = [float(drawing.get(side)) for side in ("width", "height")]
                for shape in drawing.iter("{http://www.w3.org/2000/svg}rect"):
                    x, y = float(shape.get("x", 0)), float(shape.get("y", 0))
                    self.assertTrue(0 <= x <= size[0] and 0 <= y <= size[1], shape.attrib)

    def test_the_drawing_says_how_late_a_timer_is_and_who_blocks(self):
        drawing = self.export("blocking/blocking", "svg")
        self.assertIn("250 ms late", drawing)
        self.assertIn("blocked 300 ms", drawing)
        self.assertNotIn("late", self.export("blocking", "svg").split("a timer is late")[0])

    def test_the_tables_say_what_the_report_says(self):
        for recipe in ("blocking/blocking", "panic/handled", "select_loses"):
            run = report(recipe)
            tasks = list(csv.DictReader(io.StringIO(self.export(recipe, "tasks"))))
            self.assertEqual([t["name"] for t in tasks], [t["name"] for t in run["tasks"]])
            for field in ("state", "polls", "busy_ns", "queued_ns", "idle_ns"):
                self.assertEqual([t[field] for t in tasks], [str(t[field]) for t in run["tasks"]], field)
            events = list(csv.DictReader(io.StringIO(self.export(recipe, "events"))))
            self.assertEqual([int(e["event"]) for e in events], list(range(1, run["events"] + 1)))
            self.assertTrue(all(e["sentence"].endswith(".") for e in events))

    def test_a_saved_run_is_exported_too(self):
        file = os.path.join(self.folder, "run.json")
        loopglass("run", "timers", "--save", file)
        for form in ("svg", "tasks", "events"):
            self.assertEqual(self.export(file, form), self.export("timers", form))

    def test_what_cannot_be_exported_is_refused_and_nothing_is_lost(self):
        there = os.path.join(self.folder, "there.svg")
        with open(there, "w") as file:
            file.write("mine")
        self.assert_refused("export", "hello", "--as", "svg", "--out", there, says=("already", "--force"))
        with open(there) as file:
            self.assertEqual(file.read(), "mine")
        self.assert_refused("export", "hello", "--as", "png", "--out", "x.png", says="svg, tasks, events")
        self.assert_refused("export", "hello", "--as", "svg", "--out", "x.csv", says=".svg")
        self.assert_refused("export", "helo", "--as", "svg", "--out", "x.svg", says="hello")
        self.assert_refused("export", "hello", "--as", "svg", "--out", "/dev/null/x.svg", says="folder")


class Saved(Test):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)

    def path(self, name):
        return os.path.join(self.folder.name, name)

    def test_a_saved_run_tells_the_same(self):
        file = self.path("run.json")
        for recipe in ("blocking/blocking?tasks=3", "panic/handled"):
            saving = loopglass("run", recipe, "--save", file, "--force")
            for words in ([], ["--show", "story"], ["--show", "events"], ["--show", "summary"], ["--json"]):
                with self.subTest(recipe=recipe, words=words):
                    played, told = loopglass("run", recipe, *words), loopglass("run", file, *words)
                    self.assertEqual((told.returncode, told.stdout, told.stderr), (played.returncode, played.stdout, played.stderr))
            self.assertEqual(saving.stdout, loopglass("run", recipe).stdout)

    def test_a_failed_run_is_saved_too(self):
        file = self.path("run.json")
        self.assertEqual(loopglass("run", "panic/unwrapped", "--save", file).returncode, FAILED)
        self.assertEqual(loopglass("run", file).returncode, FAILED)

    def test_a_run_on_the_real_clock_is_saved_and_told(self):
        file = self.path("run.json")
        played = loopglass("run", "timers?tasks=2&step=10ms", "--clock", "real", "--save", file)
        self.assertEqual(played.returncode, 0, played.stderr)
        self.assertEqual(report(file)["clock"], "real")
        self.assert_refused("run", file, "--clock", "real", says="has its clock")

    def test_a_file_is_replaced_only_when_that_is_said(self):
        file = self.path("run.json")
        with open(file, "w") as there:
            there.write("mine")
        self.assert_refused("run", "hello", "--save", file, says=("already", "--force"))
        with open(file) as there:
            self.assertEqual(there.read(), "mine")
        self.assertEqual(loopglass("run", "hello", "--save", file, "--force").returncode, 0)
        self.assertEqual(loopglass("run", file).stdout, loopglass("run", "hello").stdout)

    def test_what_cannot_be_saved_or_read_is_refused(self):
        self.assert_refused("run", self.path("none.json"), says="No such file")
        self.assert_refused("run", self.folder.name + "/.json", says="No such file")
        with open(self.path("other.json"), "w") as other:
            other.write('{"traceEvents": []}\n')
        self.assert_refused("run", self.path("other.json"), says=("line 2", "no run of Loopglass"))
        done = loopglass("run", "hello", "--save", self.path("no/such/run.json"))
        self.assertEqual(done.returncode, REFUSED)
        self.assertIn("create the folder first", done.stderr)
        full = loopglass("run", "hello", "--save", "/dev/full", "--force")
        self.assertEqual(full.returncode, REFUSED)
        self.assertIn("make room", full.stderr)


if __name__ == "__main__":
    unittest.main()
