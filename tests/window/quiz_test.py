"""The quiz stops before something is decided, takes one choice, and shows what the run says."""

from driver import Window, check, run


def asked(w, number):
    return w.wait(lambda s: s["quiz"] and s["quiz"]["question"] == number, f"question {number}")["quiz"]


def a_question_is_answered_by_key_and_by_mouse():
    for size, scale in (((1600, 900), 1), ((1280, 720), 1), ((1280, 720), 2)):
        with Window("hello_world", size=size, scale=scale) as w:
            w.keys("q")
            first = asked(w, 1)
            w.rest(playing=False, at=first["at"])
            check(first["chosen"] == 0, "something is chosen before anybody chose")
            w.keys(str(first["answer"]))
            w.wait(lambda s: s["quiz"]["chosen"] == first["answer"], "the choice of the key")
            # A second choice changes nothing.
            w.keys("1", "2")
            w.keys("n")
            second = asked(w, 2)
            w.rest(at=second["at"])
            check(second["chosen"] == 0, "the choice went on to the next question")
            wrong = 1 if second["answer"] != 1 else 2
            w.click(f"quiz.{wrong}")
            w.wait(lambda s: s["quiz"]["chosen"] == wrong, "the choice of the mouse")
            # After the last one it says how it went, and leads back to what was wrong.
            w.click("quiz.next")
            check(asked(w, 0)["right"] == 1, "the answers are counted wrongly")
            check(not w.has("quiz.again.1"), "what was right is to be looked at again")
            w.click("quiz.again.2")
            again = asked(w, 2)
            check(again["chosen"] == wrong and w.rest()["at"] == second["at"], "the question is not as it was answered")
            w.keys("n")
            asked(w, 0)
            w.click("quiz.once_more")
            check(asked(w, 1)["chosen"] == 0 and w.state["quiz"]["right"] == 0, "what was answered is still there")
            w.click("quiz.close")
            w.wait(lambda s: s["quiz"] is None, "the quiz to close")
            if scale == 2:
                w.click("page.Lesson")
            w.click("lesson.quiz")
            asked(w, 1)
            w.keys("q")
            w.wait(lambda s: s["quiz"] is None, "the quiz to close")


def what_decides_it_is_seen_by_playing_on():
    with Window("hello_world") as w:
        w.keys("q")
        first = asked(w, 1)
        w.rest(at=first["at"])
        w.keys("1", "plus", "plus", "plus")
        w.click("quiz.see")
        w.wait(lambda s: s["at"] > first["at"], "the run to go on")
        asked(w, 1)


def it_opens_at_the_question_that_lies_ahead():
    with Window("lost_update@#20") as w:
        w.rest()
        w.keys("Home", "End", "q")
        asked(w, 1)
        w.keys("n")
        second = asked(w, 2)
        w.keys("q")
        w.wait(lambda s: s["quiz"] is None, "the quiz to close")
        w.keys("q")
        check(asked(w, 2)["at"] == second["at"], "it opened at another question")


def escape_closes_it():
    with Window("hello_world") as w:
        w.keys("q")
        asked(w, 1)
        w.keys("Escape")
        w.wait_for(quiz=None)


def another_run_closes_it():
    with Window("lost_update") as w:
        w.keys("q")
        asked(w, 1)
        w.keys("v")
        w.wait(lambda s: s["quiz"] is None and s["recipe"] == "lost_update/at_once", "another run without a quiz")


def a_word_narrows_the_list_of_scenarios_down():
    with Window("hello") as w:
        w.keys("s")
        w.place("scenario.lazy")
        w.wait_for(typing=True)
        w.keys(*"deadlock")
        w.wait(lambda s: [c for c in s["controls"] if c.startswith("scenario.")] == ["scenario.deadlock"], "a list of one")
        w.click("scenario.deadlock")
        w.wait(
            lambda s: s["recipe"] == "deadlock" and "scenarios.find" not in s["controls"] and not s["typing"],
            "the scenario that was found",
        )
        w.keys("s")
        w.place("scenarios.find")
        w.wait_for(typing=True)
        w.keys(*"channel", "Return")
        w.wait(lambda s: s["recipe"] == "channel" and s["asked"] == 0, "the first scenario that was found")


run(
    [
        a_question_is_answered_by_key_and_by_mouse,
        what_decides_it_is_seen_by_playing_on,
        it_opens_at_the_question_that_lies_ahead,
        escape_closes_it,
        another_run_closes_it,
        a_word_narrows_the_list_of_scenarios_down,
    ]
)
