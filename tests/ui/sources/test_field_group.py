"""Fields made from a table: every form of value comes in and goes out again."""

import pytest

from viewer.source.secret import Purpose
from viewer.ui.sources.field_group import FieldGroup, Form, Spec

SPECS = (
    Spec(key="text", label="Text", hint="something"),
    Spec(key="number", label="Number", form=Form.NUMBER),
    Spec(key="words", label="Words", form=Form.WORDS),
    Spec(key="flag", label="Flag", form=Form.FLAG),
    Spec(key="path", label="File", form=Form.PATH),
    Spec(key="choice", label="Choice", form=Form.CHOICE, choices=(("a", "First"), ("b", "Second"))),
    Spec(key=Purpose.PROXY, label="Password", form=Form.SECRET),
)


@pytest.fixture
def group(qtbot):
    made = FieldGroup("Group", SPECS)
    qtbot.addWidget(made)
    return made


@pytest.mark.parametrize(
    "values",
    [
        {"text": "x", "number": 3, "words": ("a", "b"), "flag": True, "path": "/k", "choice": "b"},
        {"text": "", "number": 0, "words": (), "flag": False, "path": "", "choice": "a"},
    ],
)
def test_what_is_shown_comes_back(group, values):
    group.show_values(values)

    assert group.values() == values
    assert group.secrets() == {}


@pytest.mark.parametrize(("typed", "read"), [("12", 12), ("", 0), ("many", -1), ("-3", -1)])
def test_what_is_no_number_is_never_taken_for_one(group, typed, read):
    group.fields["number"].setText(typed)

    assert group.values()["number"] == read


def test_a_secret_that_is_not_on_screen_is_not_sent(group):
    group.fields[Purpose.PROXY].line.setText("whisper")
    assert group.secrets() == {Purpose.PROXY: "whisper"}
    group.show_only({"text"})

    assert group.secrets() == {}
    assert (group.is_shown("text"), group.is_shown("flag")) == (True, False)
    group.show_only({Purpose.PROXY})
    group.clear_secrets()
    assert group.secrets() == {}


def test_typing_is_told_and_filling_is_not(qtbot, group):
    with qtbot.assertNotEmitted(group.changed):
        group.show_values({"text": "x", "choice": "b", "flag": True})
    for act in (
        lambda: group.fields["text"].textEdited.emit("y"),
        lambda: group.fields["choice"].setCurrentIndex(0),
        lambda: group.fields["flag"].setChecked(False),
        group.fields["path"].chosen.emit,
        lambda: group.fields[Purpose.PROXY].line.textEdited.emit("z"),
    ):
        with qtbot.waitSignal(group.changed):
            act()


def test_every_field_has_a_name_for_screen_readers(group):
    assert all(group.fields[spec.key].accessibleName() == spec.label for spec in SPECS)


def test_wide_labels_stand_above_their_fields(group):
    group.set_label_width(group.label_width())
    assert group._form.rowWrapPolicy() == group._form.RowWrapPolicy.WrapLongRows
    group.set_label_width(1000)
    assert group._form.rowWrapPolicy() == group._form.RowWrapPolicy.WrapAllRows
