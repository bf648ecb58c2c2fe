"""A secret's field: what is stored is said, never shown."""

import pytest

from viewer.ui.sources.secret_field import SecretField


@pytest.fixture
def field(qtbot):
    made = SecretField("Password at the proxy")
    qtbot.addWidget(made)
    return made


def test_nothing_typed_leaves_what_is_stored(field):
    field.show_state("stored in the keyring")

    assert field.typed() is None
    assert field.line.placeholderText() == "stored in the keyring; type to replace it"
    assert field.line.echoMode() == field.line.EchoMode.Password
    assert field.remove.accessibleName() == "Remove the stored password at the proxy"


def test_what_is_typed_replaces_and_a_tick_removes(field):
    field.show_state("stored in the keyring")
    field.line.setText("whisper")
    assert field.typed() == "whisper"
    field.remove.setChecked(True)
    assert (field.typed(), field.line.isEnabled()) == ("", False)


def test_where_nothing_is_stored_nothing_can_be_removed(field):
    field.show_state("")

    assert field.remove.isHidden()
    assert field.line.placeholderText() == "none stored"
