"""Each event is answered once; what came too late changes nothing."""

from viewer.context.answers import FOLLOWED, REFUSED, Answers


def test_an_event_is_decided_once():
    answers = Answers()
    answers.wait_for("e1")
    assert answers.waits("e1")
    assert answers.late() == []
    assert answers.decide("e1", FOLLOWED)
    assert not answers.decide("e1", REFUSED)
    assert answers.given("e1") == FOLLOWED
    assert not answers.waits("e1")


def test_what_is_late_is_refused():
    answers = Answers(decide_s=-1)
    answers.wait_for("e1")
    assert answers.late() == ["e1"]
    assert answers.late() == []
    assert not answers.decide("e1", FOLLOWED)
    assert answers.given("e1") == REFUSED


def test_an_event_that_needs_no_decision():
    answers = Answers()
    assert answers.given("e1") is None
    answers.settle("e1", FOLLOWED)
    assert answers.given("e1") == FOLLOWED


def test_answers_are_not_remembered_for_ever():
    answers = Answers()
    for number in range(2000):
        answers.settle(f"e{number}", FOLLOWED)
    assert answers.given("e0") is None
    assert answers.given("e1999") == FOLLOWED
    assert len(answers._given) == 1000
