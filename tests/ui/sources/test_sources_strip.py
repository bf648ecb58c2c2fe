"""The sentence, and every source worst first."""

from datetime import UTC, datetime, timedelta

import pytest
from msgspec.structs import replace

from tests.ui.sample_messages import sources
from viewer.ui.sources.ages import Ages
from viewer.ui.sources.sources_strip import SourcesStrip, may_answer_now, worst_first


@pytest.fixture
def strip(qtbot, theme):
    made = SourcesStrip(theme)
    made.setStyleSheet(theme.stylesheet())
    qtbot.addWidget(made)
    made.resize(1366, 28)
    made.show()
    return made


def test_the_worst_stands_first_and_none_is_missing(strip):
    strip.show_sources("3 of 4 complete.", tuple(reversed(sources())))

    assert worst_first(tuple(reversed(sources())))[0].id == "gp"
    assert list(strip.chips) == ["gp", "ooh", "community", "trust"]
    assert strip.sentence.whole == "3 of 4 complete."
    assert strip.retry.isVisible()
    assert strip.stop.isHidden()


def test_retry_asks_every_source_that_did_not_answer_in_full(strip):
    strip.show_sources("", sources())
    asked = []
    strip.retried.connect(asked.append)
    strip.retry.click()

    assert asked == ["gp"]
    assert strip.sentence.whole == "Asking the sources ..."


def test_loading_can_be_stopped(qtbot, strip):
    strip.show_sources("", sources("loading", "loading"))
    with qtbot.waitSignal(strip.cancelled) as cancelled:
        strip.stop.click()

    assert cancelled.args == [""]


@pytest.mark.parametrize(("action", "signal"), [
    ("grid", "grid_wanted"), ("retry", "retried"), ("cancel", "cancelled"), ("link", "link_wanted"), ("unlink", "unlinked"),
])  # fmt: skip
def test_each_action_of_a_chip_names_its_source(qtbot, strip, action, signal):
    strip.show_sources("", sources())
    strip.chips["gp"].actions[action].setEnabled(True)
    with qtbot.waitSignal(getattr(strip, signal)) as told:
        strip.chips["gp"].actions[action].trigger()

    assert told.args == ["gp"]


def test_the_keyboard_stays_on_its_chip_when_the_order_changes(qtbot, strip):
    strip.show_sources("", sources("complete", "complete"))
    qtbot.waitExposed(strip)
    qtbot.waitUntil(strip.chips["trust"].button.isVisible)
    strip.chips["trust"].button.setFocus()
    qtbot.waitUntil(strip.chips["trust"].button.hasFocus)
    strip.show_sources("", sources("failed", "complete"))
    strip.show_sources("", sources("failed", "complete")[:3])

    assert strip.chips["trust"].button.hasFocus()
    assert list(strip.chips) == ["gp", "trust", "community"]


def test_chips_go_below_the_sentence_where_there_is_no_room(qtbot, strip):
    strip.show_sources("4 of 4 complete.", sources("complete", "complete"))
    qtbot.waitUntil(lambda: strip.chips["gp"].button.mapTo(strip, strip.rect().topLeft()).y() < 20)
    strip.show_sources("A long sentence. " * 20, sources("complete", "complete"))
    qtbot.waitUntil(lambda: strip.chips["gp"].button.mapTo(strip, strip.rect().topLeft()).y() > 20)


def test_a_long_sentence_takes_one_line_and_its_rest_is_a_key_away(qtbot, strip):
    strip.come_to_rest()
    strip.show_sources("A long sentence. " * 20, sources())
    qtbot.waitUntil(strip.more.isVisible)
    qtbot.waitUntil(lambda: strip.minimumHeight() > 40)
    assert strip.minimumHeight() <= 56
    with qtbot.waitSignal(strip.grid_wanted) as wanted:
        strip.more.click()
    assert wanted.args == [""]


def test_one_line_is_enough_where_every_source_is_complete(qtbot, strip):
    strip.wait()
    assert strip.minimumHeight() == 56
    strip.show_sources("4 of 4 complete.", sources("complete", "complete"))
    strip.come_to_rest()
    qtbot.waitUntil(lambda: strip.minimumHeight() <= 30)

    assert strip.more.isHidden()


def test_chips_that_do_not_fit_are_counted_and_the_worst_stay(qtbot, strip):
    strip.resize(420, 56)
    strip.show_sources("1 of 4 complete.", sources())

    assert strip.chips["gp"].button.isVisible()
    assert not strip.chips["trust"].button.isVisible()
    assert strip.rest.isVisible()
    assert strip.rest.text().endswith("more")
    with qtbot.waitSignal(strip.grid_wanted):
        strip.rest.click()


def test_a_sign_in_and_a_permission_are_offered_for_the_worst_source_that_needs_them(qtbot, strip):
    gp, *others = sources("denied")
    offering = replace(gp, offers=("sign-in",)), replace(others[0], offers=("permission",)), *others[1:]
    strip.show_sources("Sentence.", offering)

    assert strip.sign_in.accessibleName() == f"Sign in: {gp.name}"
    with qtbot.waitSignal(strip.sign_in_wanted) as wanted:
        strip.sign_in.click()
    assert wanted.args == [gp.id]
    with qtbot.waitSignal(strip.permission_wanted) as wanted:
        strip.permit.click()
    assert wanted.args == [others[0].id]
    with qtbot.waitSignal(strip.sign_in_wanted):
        strip.chips[gp.id].actions["sign-in"].trigger()
    strip.show_sources("Sentence.", sources())
    assert strip.sign_in.isHidden()
    assert strip.permit.isHidden()


@pytest.mark.parametrize(
    ("advice", "helps"), [("Ask by telephone.", False), ("Search PDS, then retry.", True)]
)
def test_a_refusal_is_asked_again_only_where_that_may_help(strip, advice, helps):
    refused = replace(sources()[0], state="denied", advice=advice)
    strip.show_sources("", (refused,))

    assert strip.retry.isVisible() == helps
    assert may_answer_now(refused) == helps


def test_the_chips_follow_the_minutes(qtbot, theme):
    now = [datetime(2026, 11, 22, 10, 12, tzinfo=UTC)]
    steady = [0.0]
    strip = SourcesStrip(theme, Ages(None, lambda: now[0], lambda: steady[0]))
    qtbot.addWidget(strip)
    one = replace(sources("complete")[0], read=now[0].isoformat(), stale_minutes=30)
    strip.show_sources("1 of 1 complete.", (one,))
    assert strip.chips[one.id].button.text().endswith(", now")
    now[0] += timedelta(minutes=12)
    steady[0] += 720.0
    strip.ages.look()
    assert strip.chips[one.id].button.text().endswith(", 12 min")
    strip.show_sources("", ())
    assert not strip.ages._minute.isActive()
