"""Who is signed in: what was not granted stands first, and several roles are chosen from."""

from datetime import UTC, datetime, timedelta

import pytest

from viewer.source.signed_in import Role, ScopeLine, SignedIn
from viewer.ui.sources.signed_in_view import NOBODY_NAMED, SignedInView, until_words

NOW = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)
ALLERGIES = ScopeLine(what="Allergies: read", asked=True, granted=True)
MEDICINES = ScopeLine(what="Medicines: read", asked=True, granted=False)
EXTRA = ScopeLine(what="Devices: read", asked=False, granted=True)
ROLES = (Role(code="1", words="GP at Mill Surgery"), Role(code="2", words="Locum at Riverside"))


@pytest.fixture
def view(qtbot, theme):
    made = SignedInView(theme, lambda: NOW)
    qtbot.addWidget(made)
    return made


def test_rights_that_were_not_granted_come_first_in_words(view):
    view.show_account(SignedIn(user="Dr A", scopes=(ALLERGIES, EXTRA, MEDICINES), notes=("Note.",)))

    lines = [view.scopes.item(row).text() for row in range(view.scopes.count())]
    assert lines == [MEDICINES.words, ALLERGIES.words, EXTRA.words]
    assert view._heading.text() == "1 of 3 rights were not granted"
    assert view.notes.text() == "Note."


def test_all_granted_and_nothing_asked_are_said_as_such(view):
    view.show_account(SignedIn(user="Dr A", scopes=(ALLERGIES,)))
    assert view._heading.text() == "Rights: all that were asked for"
    view.show_account(SignedIn())
    assert view.scopes.isHidden()
    assert (view.user.text(), view.role.text()) == (NOBODY_NAMED, "none stated")


def test_one_of_several_roles_is_chosen(qtbot, view):
    view.show_account(SignedIn(user="Dr A", role=ROLES[1].words, roles=ROLES))

    assert view.roles.currentText() == "Locum at Riverside"
    with qtbot.waitSignal(view.role_chosen) as chosen:
        view.roles.activated.emit(1)
    assert chosen.args == ["1"]
    with qtbot.assertNotEmitted(view.role_chosen):
        view.roles.activated.emit(0)


def test_the_only_role_is_shown_and_not_asked(view):
    view.show_account(SignedIn(user="Dr A", role=ROLES[0].words, roles=ROLES[:1]))

    assert view.role.text() == "GP at Mill Surgery"
    assert view.roles.isHidden()


def test_its_end_is_said_in_minutes():
    assert until_words(NOW + timedelta(minutes=9, seconds=59), NOW).startswith("03:09 (in 9 min)")
