"""What a screen reader is given on every page: each part on screen has a name, a role and states that fit."""

import pytest
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication

from tests.end_to_end.inside import heard, opened
from tests.end_to_end.stations import calm, dialog, open_first, open_letter, page_keys, trigger, turn_to

HOLROYD = "9990018421"
_CELLS = 60  # of a table, row by row: enough to see that its rows speak
_DEEP = 40
Role = QAccessible.Role
_LAYING_OUT = frozenset({Role.Client, Role.Pane, Role.LayeredPane, Role.Splitter, Role.Grip, Role.Border})
_SILENT = frozenset({Role.ScrollBar, Role.Indicator, Role.Separator, Role.Whitespace})
_WORKS = frozenset({
    Role.Button, Role.CheckBox, Role.RadioButton, Role.ComboBox, Role.EditableText, Role.List, Role.Table,
    Role.ButtonMenu, Role.PageTab, Role.Tree, Role.SpinBox, Role.ButtonDropDown,
})  # fmt: skip


@pytest.fixture(scope="module")
def program(qapp):
    qapp.setStyle("Fusion")
    QAccessible.setActive(True)  # as a screen reader does: only then are changes passed on
    with opened(HOLROYD) as made:
        yield made
    QAccessible.setActive(False)


@pytest.fixture(autouse=True)
def nothing_left_open(program):
    yield
    program.window.dialogs.close_all()
    program.window.record.close_document()
    program.window.record.close_detail()
    program.window.record.body.hide_grid()


def spoken(part):
    """Name, else the words themselves, as a screen reader has it."""
    said = (part.text(kind) for kind in (QAccessible.Text.Name, QAccessible.Text.Value))
    return next((words.strip() for words in said if words.strip()), "")


def tree(part, deep=0):
    """Every part on screen below one, itself included."""
    yield part
    if deep < _DEEP:
        count = part.childCount()
        for place in range(min(count, _CELLS) if part.role() in (Role.Table, Role.List) else count):
            child = part.child(place)
            if child is not None and child.isValid() and not child.state().invisible:
                yield from tree(child, deep + 1)


def words_for(part):
    where = part.object()
    return (
        f"{part.role().name} {type(where).__name__ if where else '-'} {where.objectName() if where else ''}"
    )


def faults(root):
    """What a screen reader would stumble over."""
    found = []
    for part in tree(QAccessible.queryAccessibleInterface(root)):
        role, state = part.role(), part.state()
        if role in _SILENT:
            continue
        name = spoken(part)
        if role == Role.NoRole:
            found.append(f"no role: {words_for(part)} {name!r}")
        if not name and not (role in _LAYING_OUT or (role == Role.StaticText and not shows_words(part))):
            found.append(f"no name: {words_for(part)}")
        if role in _WORKS and not state.disabled and not state.focusable and part.object() is not None:
            found.append(f"cannot have the keyboard: {words_for(part)} {name!r}")
        if state.focused and not has_keyboard(part.object()):
            found.append(f"says that it has the keyboard: {words_for(part)} {name!r}")
    return found


def has_keyboard(shown):
    """Whether a part, or what it is the inside of, has the keyboard; items of a list go with the list."""
    focused = QApplication.focusWidget()
    return shown is None or shown is focused or shown.parent() is focused


def shows_words(part):
    """A label of nothing is silent: it shows nothing."""
    shown = part.object()
    return shown is not None and bool(getattr(shown, "text", str)())


@pytest.mark.parametrize("key", page_keys())
def test_every_part_of_every_page_is_named_and_has_a_role(program, key):
    turn_to(program, key)

    assert faults(program.window) == []


OVER = {
    "detail": lambda program: open_first(program, "problems"),
    "raw": lambda program: (
        open_first(program, "problems"),
        program.window.record.body.detail.raw_button.click(),
    ),
    "letter": lambda program: (turn_to(program, "documents"), open_letter(program)),
    "grid": lambda program: trigger(program, "What each source gave"),
}


@pytest.mark.parametrize("name", OVER)
def test_what_lies_over_a_page_is_named_as_well(program, name):
    turn_to(program, "timeline")
    OVER[name](program)

    assert faults(program.window) == []


@pytest.mark.parametrize(
    "words", ["Help and keys", "Commands", "Sources: add", "Save this page", "Save a copy for"]
)
def test_dialogs_are_named_as_well(program, words):
    trigger(program, words)
    calm(50)

    assert dialog(program).accessibleName()
    assert faults(dialog(program)) == []


@pytest.mark.parametrize(
    "key",
    [
        key
        for key in page_keys()
        if key not in ("medicines", "news", "results", "patient", "summary", "compare")
    ],
)
def test_rows_speak_their_whole_words_with_date_status_and_source(program, key):
    turn_to(program, key)
    timeline = program.window.record.body.timeline
    said = heard(timeline.view)

    assert len(said) == timeline.model.shown > 0
    for at, line in enumerate(said):
        row = timeline.model.row_at(at)
        whole = (
            row.when or "No date",
            *row.marks,
            row.title,
            row.detail,
            row.category,
            row.status,
            row.sources,
        )
        assert [words for words in whole if words not in line] == [], line


def test_headings_of_lists_say_how_many_and_how_complete(program):
    turn_to(program, "glance")
    for part in program.window.record.body.lists.values():
        said = part.view.accessibleName()
        assert any(letter.isdigit() for letter in said), said
        assert any(
            word in said for word in ("in full", "complete", "received", "withheld", "Not ", "not ")
        ), said
    timeline = program.window.record.body.timeline.view.accessibleName()
    assert timeline.startswith("Timeline: ")
    assert "received" in timeline
