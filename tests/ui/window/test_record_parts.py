"""What the page wants is asked, and what the session hears is shown."""

from tests.ui import sample_messages as sample
from viewer.engine.messages import AskDetail, AskPage, CancelLoad, Retry
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
