"""Adding, editing, testing and removing sources."""

import pytest

from tests.ui.sample_messages import endpoints
from viewer.engine import messages as say
from viewer.engine.messages import Endpoints, RemoveEndpoint, SaveEndpoint
from viewer.source.endpoint import Marking
from viewer.source.secret import Purpose
from viewer.ui.endpoint_dialog import EndpointDialog


@pytest.fixture
def dialog(qtbot, session, engine, theme):
    session.start()
    with qtbot.waitSignal(session.endpoints_changed):
        engine.say(endpoints())
    made = EndpointDialog(session, theme)
    qtbot.addWidget(made)
    made.show()
    return made


def test_the_sources_are_listed_and_the_first_is_shown(dialog):
    assert dialog.list.count() == 4
    assert dialog.form.endpoint() == endpoints().endpoints[0]
    assert dialog.windowTitle() == "Tributary"


def test_saving_sends_the_secret_once_and_keeps_none_on_screen(dialog, engine):
    dialog.list.setCurrentRow(1)
    dialog.form.name.setText("Hospital")
    dialog.form.secret.setText("whisper")
    dialog.buttons["save"].click()
    dialog.buttons["save"].click()

    sent = engine.heard(SaveEndpoint)
    assert [message.secrets for message in sent] == [{Purpose.SIGN_IN: "whisper"}, {}]
    assert sent[0].endpoint.name == "Hospital"
    assert dialog.form.secret.text() == ""


def test_what_is_wrong_is_said_and_nothing_sent(dialog, engine):
    dialog.form.marking.setCurrentIndex(dialog.form.marking.findData(Marking.LIVE))
    dialog.buttons["save"].click()
    dialog.buttons["test"].click()

    assert "live source is refused" in dialog.words.text()
    assert engine.heard(SaveEndpoint) == engine.heard(say.TestEndpoint) == []


def test_a_test_tells_every_step(qtbot, dialog, engine):
    dialog.buttons["test"].click()
    assert len(engine.heard(say.TestEndpoint)) == 1
    engine.say(
        say.Tested(
            endpoint_id=dialog.form.endpoint().id,
            steps=(
                say.TestedStep(name="Reach", ok=True, words="answered"),
                say.TestedStep(name="Sign in", ok=False, words="401"),
            ),
        )
    )
    qtbot.waitUntil(lambda: "Fails: Sign in. 401" in dialog.words.text())
    assert "Works: Reach. answered" in dialog.words.text()
    engine.say(say.Tested(endpoint_id="other", steps=()))


def test_adding_and_removing(dialog, engine):
    dialog.buttons["add"].click()
    assert dialog.form.name.text() == ""
    assert not dialog.buttons["remove"].isEnabled()
    dialog.buttons["remove"].setEnabled(True)
    dialog.buttons["remove"].click()
    assert engine.heard(RemoveEndpoint) == []
    dialog.list.setCurrentRow(2)
    dialog.buttons["remove"].click()
    assert [message.endpoint_id for message in engine.heard(RemoveEndpoint)] == [endpoints().endpoints[2].id]


def test_the_chosen_source_stays_chosen_when_the_list_changes(dialog):
    dialog.list.setCurrentRow(2)
    dialog.show_endpoints(endpoints())
    assert dialog.list.currentRow() == 2
    dialog.show_endpoints(Endpoints(endpoints=()))
    assert dialog.form.endpoint().name == ""


def test_an_administrator_s_lock_is_said(dialog):
    dialog.show_endpoints(
        Endpoints(endpoints=endpoints().endpoints, locked="Your administrator set the sources.")
    )

    assert dialog.words.text() == "Your administrator set the sources."
    assert not any(dialog.buttons[name].isEnabled() for name in ("add", "remove", "save"))
