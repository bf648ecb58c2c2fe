"""The foot of every window."""

import pytest
from PySide6.QtWidgets import QApplication

from viewer.source.signed_in import SignedIn
from viewer.ui.look.labels import NOT_ASSURED
from viewer.ui.session.clipboard import COPIED, NOT_ALLOWED
from viewer.ui.session.faults import SHORT
from viewer.ui.window.status_line import StatusLine


def test_it_says_who_how_old_and_that_nothing_is_assured(qtbot, theme):
    line = StatusLine("Dr A Example", theme)
    qtbot.addWidget(line)
    line.say_age("4 minutes ago")
    assert line.retrieved.text() == ""
    line.say_retrieved("Retrieved 03:02")

    assert line.retrieved.text() == "Retrieved 03:02, 4 minutes ago (F5)"
    assert "Dr A Example" in line.user.text()
    assert line.assurance.text() == NOT_ASSURED
    line.say("Words")
    assert line.message.text() == "Words"
    line.say_age("")
    assert line.retrieved.text() == "Retrieved 03:02 (F5)"
    line.say_retrieved("")
    assert line.retrieved.text() == ""


def test_who_is_signed_in_where_and_in_which_role_is_shown(qtbot, theme):
    line = StatusLine("ann", theme)
    qtbot.addWidget(line)
    doctor = SignedIn(user="Dr A Example", role="GP at Mill Surgery")
    line.say_signed_in({"PDS": doctor, "SCR": doctor})
    assert line.user.text() == "User ann   Signed in: Dr A Example, GP at Mill Surgery"
    line.say_signed_in({"PDS": SignedIn(user="Dr A Example", role="x" * 80)})
    assert line.user.text().endswith("x ...")
    assert "x" * 80 in line.user.accessibleName()
    line.say_signed_in({})
    assert line.user.text() == "User ann"


def test_words_that_are_true_no_more_give_way_and_a_message_that_came_since_stays(qtbot, theme):
    line = StatusLine("Dr A Example", theme)
    qtbot.addWidget(line)
    line.say("Copied")
    line.say_instead("Copied", "Cleared")
    assert line.message.text() == "Cleared"
    line.say("Locks in 30 s")
    line.say_instead("Copied", "Cleared")

    assert line.message.text() == "Locks in 30 s"


def test_a_kept_copy_says_its_own_moment_and_its_age(qtbot, theme):
    line = StatusLine("ann", theme)
    qtbot.addWidget(line)
    line.say_retrieved("As at 21-Nov-2026 23:50, kept copy")
    line.say_age("10 hours ago")
    assert line.retrieved.text() == "As at 21-Nov-2026 23:50, kept copy, 10 hours ago (F5)"


def shown(qtbot, theme, width=1366):
    line = StatusLine("Dr A Example", theme)
    qtbot.addWidget(line)
    line.say_retrieved("Retrieved 03:02")
    line.resize(width, line.sizeHint().height())
    line.show()
    return line


def test_a_message_that_fits_beside_changes_no_height(qtbot, opened):
    before = opened.status.height()
    opened.status.say(COPIED.format(60))
    qtbot.waitUntil(lambda: opened.status.message.width() > 200)
    assert opened.status.height() == before
    opened.status.say("")
    assert not opened.status.message.isVisible()


def test_a_message_that_does_not_fit_beside_stands_above_as_wide_as_the_window(qtbot, theme):
    line = shown(qtbot, theme)
    line.say("word " * 60)
    qtbot.waitUntil(lambda: line.message.width() > 1300)
    assert line.message.geometry().bottom() <= line.assurance.geometry().top()
    line.say(COPIED.format(60))
    qtbot.waitUntil(lambda: line.message.x() > line.retrieved.x())


def test_a_long_role_makes_no_window_wider(qtbot, theme):
    line = shown(qtbot, theme)
    narrow = line.minimumSizeHint().width()
    line.say_signed_in({"PDS": SignedIn(user="Dr Sunita Patel-Ramaswamy", role="Clinical Practitioner")})
    assert line.minimumSizeHint().width() == narrow


@pytest.mark.parametrize("words", [COPIED.format(60), NOT_ALLOWED, SHORT])
@pytest.mark.parametrize("zoom", [100, 150, 200])
def test_no_message_cuts_the_banner_or_makes_the_window_greater(qtbot, opened, theme, words, zoom):
    theme.choose("light", zoom)
    opened.resize(1366, 698)
    opened.status.say_signed_in({"PDS": SignedIn(user="Dr Sunita Patel-Ramaswamy", role="Practitioner")})
    qtbot.waitUntil(lambda: opened.record.banner.height() >= opened.record.banner.minimumSizeHint().height())
    banner = opened.record.banner.height()
    opened.status.say(words)
    qtbot.waitUntil(lambda: opened.status.message.height() > 0 and opened.status.isVisible())
    QApplication.processEvents()
    assert opened.record.banner.height() >= banner
    assert (opened.width(), opened.height()) == (1366, 698)
