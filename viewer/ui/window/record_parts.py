"""What a record's page and the session have to say to each other, without asking the window."""

from collections.abc import Callable

from viewer.ui.lists.pages import place_of
from viewer.ui.record.record_page import RecordPage
from viewer.ui.session.session import Session
from viewer.ui.window.around_parts import wire_around


def wire_record(session: Session, record: RecordPage, say: Callable[[str], object]) -> None:
    """Have the page show what the session hears, and ask what the page wants."""
    session.renewed.connect(record.renew)
    session.banner_changed.connect(record.show_banner)
    session.rows_changed.connect(record.take_rows)
    session.detail_arrived.connect(record.show_detail)
    session.miscounted.connect(record.show_miscount)
    session.details.serve(record.detail_wanted, record.body.detail.show_withheld)
    stack = record.body.stack
    session.pages.given.connect(stack.show_page)
    stack.page_wanted.connect(session.pages.ask)
    stack.said.connect(say)
    record.strip.retried.connect(session.retry)
    record.strip.cancelled.connect(session.cancel)
    record.strip.unlinked.connect(session.unlink)
    session.news.read_again.connect(
        lambda told: record.fresh.say_report(told.words, told.short, has_news=told.has_news)
    )
    session.news.counted.connect(lambda told: record.tabs.say_news(told.count))
    record.fresh.news_wanted.connect(lambda: _show_news(record))
    wire_around(record, say)


def _show_news(record: RecordPage) -> None:
    """Turn to what is new since the last reading."""
    record.tabs.setCurrentIndex(place_of("news"))
    if (view := record.body.stack.view()) is not None:
        view.options_changed.emit({"since": "reading"})
