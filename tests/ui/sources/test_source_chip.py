"""A chip's words, description and menu."""

import pytest

from tests.ui.sample_messages import sources
from viewer.engine.messages import SourceStatus
from viewer.ui.sources.source_chip import SourceChip, chip_label, chip_words
from viewer.ui.sources.state_words import SOURCE


def status(state, **more):
    return SourceStatus(id="gp", name="GP", care_setting="GP practice", state=state, marking="demo", **more)


@pytest.mark.parametrize("state", list(SOURCE))
def test_every_state_is_a_word(state):
    assert SOURCE[state].word in chip_words(status(state, received=3))


def test_progress_is_counted_only_where_more_is_expected():
    assert chip_words(status("loading", received=1200, expected=3000)) == "GP: loading, 1,200 of about 3,000"
    assert chip_words(status("partial", received=3, expected=1)) == "GP: partial, 3"
    assert "state not known" in chip_words(status("strange"))


def test_the_menu_offers_what_can_be_done(qtbot, theme):
    chip = SourceChip(theme)
    qtbot.addWidget(chip.button)
    chip.show_status(sources()[0])
    assert chip.actions["retry"].isEnabled()
    assert not chip.actions["cancel"].isEnabled()
    assert "page 2" in chip.button.accessibleDescription()
    chip.show_status(status("loading"))
    assert chip.actions["cancel"].isEnabled()
    chip.show_status(status("not-linked"))
    assert chip.actions["link"].isVisible()
    assert not chip.actions["unlink"].isVisible()


def test_a_chip_in_trouble_says_setting_and_name_so_that_the_sentence_is_understood():
    assert chip_label(status("partial", received=3), "GP practice") == "GP practice, GP: partial, 3"
    assert chip_label(status("loading", received=3), "GP practice") == "GP practice: loading, 3"
    assert chip_label(status("complete", received=1200), "GP practice") == "GP practice 1,200"
    assert chip_label(status("complete"), "GP practice") == "GP practice: complete, 0"
    assert chip_label(status("failed"), "") == "GP: failed, 0"
    assert chip_label(status("not-linked"), "GP practice").startswith("GP practice: found, not linked")


def test_what_would_let_a_source_answer_is_offered(theme):
    chip = SourceChip(theme)
    chip.show_status(status("denied"))
    assert not chip.actions["sign-in"].isVisible()
    chip.show_status(status("denied", offers=("sign-in", "permission")))

    assert chip.actions["sign-in"].isVisible()
    assert chip.actions["permission"].isVisible()


def test_by_which_rule_or_hand_it_was_linked_is_told_where_the_link_is_undone(qtbot, theme):
    chip = SourceChip(theme)
    qtbot.addWidget(chip.button)
    chip.show_status(
        status("complete", linked="Linked: linked by the clinician, by root, 22-Nov-2026 03:02:03")
    )

    assert chip.button.toolTip().endswith("linked by the clinician, by root, 22-Nov-2026 03:02:03.")
    assert chip.button.accessibleDescription() in chip.button.toolTip()


def test_a_chip_of_a_kept_copy_says_so_and_its_moment_stands_in_the_story(qtbot, theme):
    words = "Kept copy as at 21-Nov-2026 23:50, being read again"
    one = status("loading", received=98, as_at="21-Nov-2026 23:50", words=words)
    assert chip_words(one) == "GP: kept copy, loading, 98"
    chip = SourceChip(theme)
    qtbot.addWidget(chip.button)
    chip.show_status(one, "GP practice")
    assert "kept copy" in chip.button.text()
    assert words in chip.button.accessibleDescription()


def test_a_chip_says_how_old_its_answer_is_and_follows_the_minutes(qtbot, theme):
    assert chip_label(status("complete", received=98), "GP practice", "12 min") == "GP practice 98, 12 min"
    chip = SourceChip(theme)
    qtbot.addWidget(chip.button)
    assert chip.show_age("12 min", "12 minutes ago")
    chip.show_status(status("complete", received=98), "GP practice")
    assert chip.button.text() == "GP practice 98, 12 min"
    assert "Read: 12 minutes ago." in chip.button.accessibleDescription()
    assert not chip.show_age("12 min", "12 minutes ago")
    assert chip.show_age("13 min", "13 minutes ago")
    assert chip.button.text() == "GP practice 98, 13 min"
    assert "Read: 13 minutes ago." in chip.button.toolTip()
    assert "min" not in chip.button.accessibleName()  # a name that moves would be said again and again


def test_a_chip_of_what_was_read_earlier_says_of_when_it_is():
    one = status("partial", received=98, as_at="22-Nov-2026 10:12", earlier=True)

    assert chip_words(one) == "GP: as at 22-Nov-2026 10:12, partial, 98"
