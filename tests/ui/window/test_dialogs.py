"""Every dialog in one place."""

from dataclasses import replace

import pytest

from tests.ui.sample_messages import endpoints
from viewer.engine import messages as say
from viewer.source.endpoint import SignIn
from viewer.source.permission import PermissionKind
from viewer.ui.sources.permission_dialog import PermissionDialog

SMART = replace(endpoints().endpoints[0], sign_in=SignIn.SMART)
BEARER = endpoints().endpoints[1]


@pytest.fixture
def dialogs(qtbot, window, engine):
    with qtbot.waitSignal(window.session.endpoints_changed):
        engine.say(say.Endpoints(endpoints=(SMART, BEARER), secrets=(BEARER.id,), emergency_at=(SMART.id,)))
    return window.dialogs


def test_dialogs_close_together_and_are_forgotten(dialogs):
    dialogs.show_help()
    dialogs.show_endpoints()
    dialogs.show_link("nobody")
    dialogs.show_test(BEARER, {})
    dialogs.show_sign_in(SMART.id)
    assert len(dialogs._open) == 5
    dialogs.close_all()

    assert dialogs._open == []
    assert (dialogs.endpoints, dialogs.test, dialogs.sign_in) == (None, None, None)


def test_what_a_closed_dialog_would_hear_is_passed_over(window):
    window.dialogs.show_refusal("words")
    assert window.dialogs.endpoints is None


def test_a_refusal_is_said_in_the_dialog_that_asked(dialogs):
    dialogs.show_endpoints()
    dialogs.endpoints.test_wanted.emit(BEARER, {})
    dialogs.endpoints.sign_in_wanted.emit(SMART.id)
    dialogs.show_refusal("Not now.")

    said = (dialogs.endpoints.words, dialogs.test.words, dialogs.sign_in.words)
    assert [words.text() for words in said] == ["Not now."] * 3


def test_a_sign_in_by_a_secret_leads_to_where_it_is_typed(dialogs):
    dialogs.show_sign_in(BEARER.id)

    assert dialogs.sign_in is None
    assert dialogs.endpoints.list.currentRow() == 1


def test_a_recorded_permission_goes_to_the_engine(dialogs, engine):
    dialogs.show_permission(SMART.id)
    (dialog,) = dialogs._open
    assert isinstance(dialog, PermissionDialog)
    dialog.recorded.emit(PermissionKind.EMERGENCY, "unconscious")

    (sent,) = engine.heard(say.RecordPermission)
    assert (sent.source, sent.kind, sent.reason) == (SMART.id, PermissionKind.EMERGENCY, "unconscious")


def test_emergency_access_is_offered_only_where_the_engine_says_that_it_may_be(dialogs):
    dialogs.show_permission(SMART.id)
    dialogs.show_permission(BEARER.id)

    offered = [set(dialog.choices) for dialog in dialogs._open]
    assert offered == [set(PermissionKind), {PermissionKind.PERMISSION}]


def test_a_source_that_is_gone_opens_nothing(dialogs):
    dialogs.show_sign_in("gone")
    dialogs.show_permission("gone")

    assert dialogs._open == []


def test_help_leads_to_the_support_bundle_and_the_lock_closes_it(opened):
    opened.dialogs.show_help()
    opened.dialogs._open[-1].support.click()
    bundle = opened.dialogs._open[-1]
    assert bundle.accessibleName() == "Support bundle"
    opened.lock()

    assert not bundle.isVisible()


def test_what_had_better_be_done_is_the_main_button_and_escape_goes_on(opened):
    done = []
    opened.dialogs.advise("A fault.", "Close Tributary", lambda: done.append("closed"))
    dialog = opened.dialogs._open[-1]
    assert (dialog.yes.property("role"), dialog.no.property("role")) == ("main", "plain")
    assert dialog.no.text() == "Go on for now (Esc)"
    dialog.reject()
    assert not done
