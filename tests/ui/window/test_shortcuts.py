"""No key has two meanings, and Help knows every key that the code knows."""

import re
from pathlib import Path

from PySide6.QtGui import QKeySequence

from viewer.ui.window.shortcuts import KEYS, WITHIN

CODE = Path(__file__).parents[3] / "viewer" / "ui"
NAMES = {
    "Return": "Enter",
    "Escape": "Esc",
    "PageUp": "Page Up",
    "PageDown": "Page Down",
    "Plus": "+",
    "Minus": "-",
}
_IN_CODE = re.compile(r"Key\.Key_(\w+)|event\.text\(\) == \"(.)\"")
_ON_SCREEN = re.compile(r"\"[^\"\n]*\(((?:Ctrl\+|Shift\+)*(?:[A-Z/]|F\d+|Esc|Enter|Space|Home))\)")


def listed():
    """Every single key that the two tables name."""
    told = [keys for _, keys, _ in KEYS] + [keys for keys, _ in WITHIN]
    return {key.strip() for keys in told for key in re.split(r", (?:or )?| \.\.\. ", keys)}


def in_code():
    """Key to the files that act on it."""
    found = {}
    for path in sorted(CODE.rglob("*.py")):
        text = path.read_text("utf-8")
        for name, letter in _IN_CODE.findall(text):
            found.setdefault(NAMES.get(name, name) or letter, set()).add(path.name)
        for shown in _ON_SCREEN.findall(text):
            found.setdefault(shown, set()).add(path.name)
    return found


def test_each_key_is_one_and_is_a_key(qapp):
    keys = [QKeySequence(text) for _, text, _ in KEYS]

    assert len({key.toString() for key in keys}) == len(KEYS)
    assert not any(key.isEmpty() for key in keys)
    assert len({name for name, _, _ in KEYS}) == len(KEYS)


def test_help_lists_every_key_that_the_code_acts_on_or_a_button_names():
    known = listed()
    found = in_code()

    assert {"R", "T", "M", "F3", "/", "Esc"} <= found.keys()
    assert {key: files for key, files in found.items() if key not in known} == {}


def test_no_line_of_the_table_is_said_twice():
    assert len({keys for keys, _ in WITHIN}) == len(WITHIN)
