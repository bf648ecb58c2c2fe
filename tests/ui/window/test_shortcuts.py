"""No key has two meanings."""

from PySide6.QtGui import QKeySequence

from viewer.ui.window.shortcuts import KEYS


def test_each_key_is_one_and_is_a_key(qapp):
    keys = [QKeySequence(text) for _, text, _ in KEYS]

    assert len({key.toString() for key in keys}) == len(KEYS)
    assert not any(key.isEmpty() for key in keys)
    assert len({name for name, _, _ in KEYS}) == len(KEYS)
