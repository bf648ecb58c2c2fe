"""Adding, editing, testing and removing sources."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QTimer

from tests.ui.sample_messages import endpoints
from viewer.engine import messages as say
from viewer.engine.messages import Endpoints, RemoveEndpoint, SaveEndpoint
from viewer.source.connection import OAuth
from viewer.source.endpoint import Kind, Marking, SignIn
from viewer.source.secret import Purpose
from viewer.source.signed_in import SignedIn
from viewer.ui.look.ask_dialog import AskDialog
from viewer.ui.sources.endpoint_dialog import EndpointDialog


def secret(dialog):
    return dialog.form.sign_in.fields[Purpose.SIGN_IN]


@pytest.fixture
def dialog(qtbot, session, engine, theme):
    session.start()
    with qtbot.waitSignal(session.endpoints_changed):
        engine.say(endpoints())
    made = EndpointDialog(session, theme)
    made.asked = []
    made.ask = lambda words, yes: made.asked.append((words, yes)) or True
    qtbot.addWidget(made)
    made.show()
    return made


def test_the_sources_are_listed_and_the_first_is_shown(dialog):
    assert dialog.list.count() == 4
    assert dialog.form.endpoint() == endpoints().endpoints[0]
    assert dialog.windowTitle() == "Tributary"


def test_saving_sends_the_secret_once_and_keeps_none_on_screen(dialog, engine):
    dialog.list.setCurrentRow(1)
    dialog.form.basic.fields["name"].setText("Hospital")
    secret(dialog).line.setText("whisper")
    dialog.buttons["save"].click()
    dialog.buttons["save"].click()  # one change at a time
    sent = engine.heard(SaveEndpoint)
    kept = say.EndpointKept(endpoint_id=sent[0].endpoint.id, ok=True, words="Saved.")
    dialog._session.sources.kept.emit(kept)
    dialog.buttons["save"].click()

    sent = engine.heard(SaveEndpoint)
    assert [message.secrets for message in sent] == [{Purpose.SIGN_IN: "whisper"}, {}]
    assert sent[0].endpoint.name == "Hospital"
    assert secret(dialog).line.text() == ""


def test_what_is_wrong_is_said_and_nothing_sent(qtbot, dialog, engine):
    marking = dialog.form.basic.fields["marking"]
    marking.setCurrentIndex(marking.findData(Marking.LIVE))
    dialog.buttons["save"].click()
    with qtbot.assertNotEmitted(dialog.test_wanted):
        dialog.buttons["test"].click()

    assert "live source is refused" in dialog.words.text()
    assert engine.heard(SaveEndpoint) == engine.heard(say.TestEndpoint) == []


def test_a_test_is_asked_for_with_what_is_typed(qtbot, dialog):
    dialog.list.setCurrentRow(1)
    secret(dialog).line.setText("whisper")
    with qtbot.waitSignal(dialog.test_wanted) as wanted:
        dialog.buttons["test"].click()

    assert wanted.args == [endpoints().endpoints[1], {Purpose.SIGN_IN: "whisper"}]


def test_signing_in_is_offered_where_a_person_signs_in(qtbot, dialog):
    smart = replace(endpoints().endpoints[0], sign_in=SignIn.SMART, oauth=OAuth(client_id="app"))
    assert dialog.buttons["sign_in"].isHidden()
    dialog.show_endpoints(Endpoints(endpoints=(smart,)))
    assert dialog.buttons["sign_in"].text() == "Sign in ..."
    with qtbot.waitSignal(dialog.sign_in_wanted) as wanted:
        dialog.buttons["sign_in"].click()

    assert wanted.args == [smart.id]
    dialog.show_endpoints(Endpoints(endpoints=(smart,), signed_in={smart.id: SignedIn()}))
    assert dialog.buttons["sign_in"].text() == "Signed in ..."


def test_news_of_a_sign_in_takes_away_nothing_that_is_being_typed(dialog):
    name = dialog.form.basic.fields["name"]
    name.setText("Half a na")
    dialog.show_endpoints(endpoints())
    assert name.text() == "Half a na"
    dialog.buttons["add"].click()
    name.setText("New")
    dialog.show_endpoints(endpoints())
    assert (name.text(), dialog.list.currentRow()) == ("New", -1)


def test_what_was_saved_is_said_and_chosen(dialog, session):
    dialog.buttons["add"].click()
    fields = dialog.form.basic.fields
    fields["name"].setText("New")
    fields["base_url"].setText("https://new.example.org/r4")
    dialog.buttons["save"].click()
    assert dialog.words.text() == "Saving ..."
    saved = dialog.form.endpoint()
    dialog.show_endpoints(Endpoints(endpoints=(*endpoints().endpoints, saved)))
    assert dialog.words.text() == "Saving ..."
    session.sources.kept.emit(say.EndpointKept(endpoint_id="other", ok=True, words="no"))
    assert dialog.words.text() == "Saving ..."
    session.sources.kept.emit(say.EndpointKept(endpoint_id=saved.id, ok=True, words="Saved."))

    assert dialog.words.text() == "Saved."
    assert dialog.list.currentRow() == 4


def test_a_source_can_be_chosen_from_elsewhere_and_a_kind_is_named(dialog):
    national = replace(endpoints().endpoints[3], kind=Kind.PDS)
    dialog.show_endpoints(Endpoints(endpoints=(*endpoints().endpoints[:3], national)))
    dialog.choose(national.id)

    assert dialog.list.currentRow() == 3
    assert "Personal Demographics Service" in dialog.list.item(3).text()


def test_adding_and_removing(dialog, engine):
    dialog.buttons["add"].click()
    assert dialog.form.endpoint().name == ""
    assert not dialog.buttons["remove"].isEnabled()
    dialog.buttons["remove"].setEnabled(True)
    dialog.buttons["remove"].click()
    assert engine.heard(RemoveEndpoint) == []
    dialog.list.setCurrentRow(2)
    dialog.buttons["remove"].click()
    assert [message.endpoint_id for message in engine.heard(RemoveEndpoint)] == [endpoints().endpoints[2].id]


def test_removing_asks_first(dialog, engine):
    dialog.ask = lambda words, _: dialog.asked.append(words)
    dialog.buttons["remove"].click()

    assert "its secrets on this computer are removed" in dialog.asked[0]
    assert engine.heard(RemoveEndpoint) == []


def test_the_demo_s_sources_are_not_removed(dialog):
    assert dialog.buttons["remove"].isEnabled()
    dialog._session._prologue = (say.UseDemo(endpoints=endpoints().endpoints),)
    dialog.list.setCurrentRow(1)

    assert not dialog.buttons["remove"].isEnabled()


def test_what_is_typed_is_not_dropped_in_silence(qtbot, dialog):
    dialog.list.setCurrentRow(1)
    assert dialog.asked == []
    secret(dialog).line.setText("whisper")
    dialog.ask = lambda words, _: dialog.asked.append(words)
    dialog.list.setCurrentRow(2)
    qtbot.wait(1)
    dialog.buttons["add"].click()

    assert len(dialog.asked) == 2
    assert "is not saved. Drop it?" in dialog.asked[0]
    assert dialog.list.currentRow() == 1
    assert secret(dialog).line.text() == "whisper"
    dialog.ask = lambda *_: True
    dialog.list.setCurrentRow(2)
    assert dialog.form.endpoint() == endpoints().endpoints[2]


def test_the_question_names_what_happens_and_escape_leaves_all(qtbot, dialog):
    def escape():
        (asked,) = dialog.findChildren(AskDialog)
        asked.no.click()

    QTimer.singleShot(0, escape)

    assert not dialog._ask("Remove it?", "Remove")


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


def test_at_twice_the_text_the_form_scrolls_and_every_button_is_whole(qtbot, session, theme, big_text):
    theme.refresh()
    dialog = EndpointDialog(session, theme)
    dialog.setStyleSheet(theme.stylesheet())
    qtbot.addWidget(dialog)
    dialog.resize(1280, 660)
    dialog.show()
    dialog.show_endpoints(endpoints())
    shown = [made for made in dialog.buttons.values() if made.isVisible()]
    fields = [made for made in dialog.form.basic.fields.values() if made.isVisible()]

    qtbot.waitUntil(lambda: all(made.height() >= made.fontMetrics().height() for made in shown + fields))


def waiting(qtbot, dialog, engine):
    """The dialog while a save waits for the keyring; returns the source's id."""
    dialog.list.setCurrentRow(1)
    dialog.form.basic.fields["name"].setText("Hospital")
    dialog.buttons["save"].click()
    wanted = engine.heard(SaveEndpoint)[-1].endpoint.id
    engine.say(say.KeyringAsked(endpoint_id="other", words="not this one"))
    engine.say(say.KeyringAsked(endpoint_id=wanted, words="Waiting for the keyring"))
    qtbot.waitUntil(dialog.buttons["stop"].isVisible)
    return wanted


def test_a_keyring_that_keeps_waiting_is_said_and_can_be_left(qtbot, dialog, engine):
    wanted = waiting(qtbot, dialog, engine)
    assert dialog.words.text() == "Waiting for the keyring"
    assert dialog.buttons["stop"].hasFocus()
    assert not any(part.isEnabled() for part in (dialog.form, dialog.list, dialog.buttons["save"]))
    dialog.buttons["stop"].click()
    qtbot.waitUntil(lambda: bool(engine.heard(say.StopKeeping)))
    assert engine.heard(say.StopKeeping)[0].endpoint_id == wanted
    engine.say(say.EndpointKept(endpoint_id=wanted, ok=False))
    qtbot.waitUntil(lambda: not dialog.buttons["stop"].isVisible())
    assert dialog.buttons["save"].hasFocus()
    dialog.say_refused("Stopped: the source was not saved.")

    assert dialog.words.text() == "Stopped: the source was not saved."
    assert dialog.form.basic.fields["name"].text() == "Hospital"
    assert all(part.isEnabled() for part in (dialog.form, dialog.list, dialog.buttons["save"]))


def test_closing_the_dialog_waits_for_the_keyring_no_more(qtbot, dialog, engine):
    dialog.reject()
    assert engine.heard(say.StopKeeping) == []
    dialog.show()
    wanted = waiting(qtbot, dialog, engine)
    dialog.reject()

    assert [message.endpoint_id for message in engine.heard(say.StopKeeping)] == [wanted]


def test_an_engine_that_stops_meanwhile_leaves_no_dialog_waiting(qtbot, dialog, session):
    session.stopped.emit("stopped")
    assert dialog.words.text() == ""
    dialog.buttons["save"].click()
    session.stopped.emit("stopped")

    assert "The engine stopped" in dialog.words.text()
    assert dialog.form.isEnabled()
