"""What the page wants is asked, and what the session hears is shown."""

from datetime import UTC, datetime, timedelta

from msgspec.structs import replace

from tests.ui import sample_messages as sample
from viewer.engine.messages import AskDetail, AskPage, CancelLoad, Retry
from viewer.engine.news_messages import NewsCount, ReadAgain
from viewer.ui.lists.pages import place_of


def test_what_the_page_wants_is_asked_of_the_engine(qtbot, opened, engine):
    opened.record.detail_wanted.emit("r002")
    opened.record.strip.retried.emit("gp")
    opened.record.strip.cancelled.emit("trust")
    opened.record.tabs.setCurrentIndex(place_of("patient"))
    qtbot.waitUntil(lambda: bool(engine.heard(AskPage)) and bool(engine.heard(CancelLoad)))

    assert [one.entry for one in engine.heard(AskDetail)] == ["r002"]
    assert [one.source for one in engine.heard(Retry)] == ["gp"]
    assert engine.heard(AskPage)[-1].page == "patient"


def test_what_the_session_hears_is_shown(qtbot, opened, engine):
    engine.say(sample.banner(name="OTHER, Name (Mr)", generation=opened.session.generation))
    qtbot.waitUntil(lambda: "OTHER" in opened.record.banner.name.text())
    opened.record.body.stack.said.emit("Copied")
    assert opened.status.message.text() == "Copied"


def test_what_reading_again_brought_is_shown_counted_and_opened(qtbot, opened, engine):
    generation = opened.session.generation
    engine.say(ReadAgain(generation=generation, words="Read again at 10:42. X: 3 new.", has_news=True))
    engine.say(NewsCount(generation=generation, count=7))
    qtbot.waitUntil(opened.record.fresh.report.isVisible)
    assert opened.record.fresh.report.text() == "Read again at 10:42. X: 3 new."
    qtbot.waitUntil(lambda: opened.record.tabs.list.item(place_of("news")).text() == "What is new  7")

    opened.record.fresh.show_news.click()

    qtbot.waitUntil(lambda: bool(engine.heard(AskPage)) and engine.heard(AskPage)[-1].page == "news")
    assert opened.record.tabs.key() == "news"
    qtbot.waitUntil(lambda: engine.heard(AskPage)[-1].options == {"since": "reading"})
    opened.record.fresh.dismiss.click()
    assert not opened.record.fresh.isVisible()


def test_how_old_the_record_is_moves_on_in_every_place_and_f5_is_offered(qtbot, opened, engine):
    then = datetime.now(UTC) - timedelta(minutes=42, seconds=20)
    one = replace(sample.sources("complete")[0], read=then.isoformat(), stale_minutes=30)
    engine.say(replace(sample.glance(), sources=(one,), generation=opened.session.generation))
    qtbot.waitUntil(opened.record.fresh.stale.isVisible)

    assert opened.status.retrieved.text().endswith(", 42 minutes ago (F5)")
    assert opened.record.strip.chips[one.id].button.text().endswith("42 min")
    assert f"{one.name} (42 minutes ago)" in opened.record.fresh.stale.text()
    assert opened.record.fresh.again in opened.record.panes()
    before = len(engine.heard(Retry))
    opened.record.fresh.again.click()
    qtbot.waitUntil(lambda: len(engine.heard(Retry)) > before)
    assert engine.heard(Retry)[-1].source == ""


def test_under_the_lock_nothing_ticks_and_nothing_is_heard(qtbot, opened, engine):
    now = datetime(2026, 11, 22, 10, 12, tzinfo=UTC)
    one = replace(sample.sources("complete")[0], read=now.isoformat(), stale_minutes=30)
    engine.say(replace(sample.glance(), sources=(one,), generation=opened.session.generation))
    qtbot.waitUntil(opened.record.strip.ages._minute.isActive)
    heard = []
    opened.record.fresh.heard.connect(heard.append)
    opened.lock()
    assert not opened.record.strip.ages._minute.isActive()
    opened.record.strip.ages.look()
    assert heard == []
    assert opened.record.fresh.stale.text() == ""
    assert opened.record.fresh.report.text() == ""
