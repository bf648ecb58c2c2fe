"""Words that are said at once."""

from PySide6.QtGui import QAccessible

from viewer.ui.window.announce import announce


def test_words_are_told_as_an_announcement_and_nothing_is_no_word(qapp, monkeypatch):
    told = []
    monkeypatch.setattr(QAccessible, "updateAccessibility", told.append)
    announce(qapp, "This window locks in 60 s.")
    announce(qapp, "")
    (one,) = told
    assert one.message() == "This window locks in 60 s."
    assert one.politeness() == QAccessible.AnnouncementPoliteness.Assertive
