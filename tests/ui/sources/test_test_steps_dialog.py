"""A test of a source as it is watched: each step in words, cancelled when nobody watches."""

import pytest

from tests.ui.sample_messages import endpoints
from viewer.engine import messages as say
from viewer.source.secret import Purpose
from viewer.ui.sources.test_steps_dialog import TestStepsDialog

ENDPOINT = endpoints().endpoints[0]
GOOD = say.TestedStep(name="Certificate", ok=True, words="valid until 12-Jan-2027", seconds=0.12)
UNTRIED = say.TestedStep(name="Patient search", ok=None, words="not tried: nobody is signed in")
BAD = say.TestedStep(name="Sign-in", ok=False, words="nobody is signed in", seconds=1.4)


@pytest.fixture
def dialog(qtbot, session, engine, theme):
    session.start()
    made = TestStepsDialog(ENDPOINT, {Purpose.SIGN_IN: "s"}, session.sources, theme)
    qtbot.addWidget(made)
    made.show()
    return made


def said(qtbot, dialog, engine, *steps, done, key=ENDPOINT.id):
    with qtbot.waitSignal(dialog._sources.tested):
        engine.say(say.Tested(endpoint_id=key, steps=steps, done=done))


def cells(dialog, row):
    return [dialog.table.item(row, column).text() for column in range(4)]


def test_it_begins_at_once_and_tells_each_step_as_it_comes(qtbot, dialog, engine):
    assert [message.secrets for message in engine.heard(say.TestEndpoint)] == [{Purpose.SIGN_IN: "s"}]
    assert dialog.words.text().startswith("Testing, for 0 s.")
    said(qtbot, dialog, engine, GOOD, done=False)

    assert cells(dialog, 0) == ["Certificate", "Works", "valid until 12-Jan-2027", "120 ms"]
    assert dialog.stop.isEnabled()
    said(qtbot, dialog, engine, GOOD, BAD, done=True)
    assert cells(dialog, 1) == ["Sign-in", "Fails", "nobody is signed in", "1.4 s"]
    assert dialog.words.text() == "1 of 2 steps fail."
    assert not dialog.stop.isEnabled()


@pytest.mark.parametrize(
    ("steps", "words"),
    [
        ((GOOD,), "Every step works."),
        ((), "Nothing was tested."),
        ((GOOD, UNTRIED), "Nothing that was tried fails; 1 of 2 steps was not tried."),
        ((BAD, UNTRIED, UNTRIED), "1 of 3 steps fail; 2 were not tried."),
    ],
)
def test_the_end_is_said_in_words(qtbot, dialog, engine, steps, words):
    said(qtbot, dialog, engine, *steps, done=True)

    assert dialog.words.text() == words


def test_a_cancelled_test_is_told_nothing_more(qtbot, dialog, engine):
    dialog.stop.click()
    said(qtbot, dialog, engine, GOOD, done=True)

    assert "cancelled" in dialog.words.text()
    assert dialog.table.rowCount() == 0
    assert len(engine.heard(say.CancelTest)) == 1
    dialog.again.click()
    assert len(engine.heard(say.TestEndpoint)) == 2


def test_closing_it_cancels_and_forgets_what_was_typed(dialog, engine):
    dialog.reject()

    assert len(engine.heard(say.CancelTest)) == 1
    assert dialog._secrets == {}


def test_of_another_source_nothing_is_told(qtbot, dialog, engine):
    said(qtbot, dialog, engine, GOOD, done=True, key="f" * 32)

    assert dialog.table.rowCount() == 0


def test_a_refusal_is_said_while_it_runs(qtbot, dialog, engine):
    dialog.say_refused("Not allowed.")
    assert dialog.words.text() == "Not allowed."
    dialog.say_refused("About something else.")
    assert dialog.words.text() == "Not allowed."


def test_a_step_that_was_not_tried_is_no_failure(qtbot, dialog, engine):
    said(qtbot, dialog, engine, UNTRIED, done=True)

    assert cells(dialog, 0)[:2] == ["Patient search", "Not tried"]
