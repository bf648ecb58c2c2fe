"""Messages about the page that is on screen: which one, and what stands on it."""

import msgspec

from viewer.engine.message import Message, Said
from viewer.record.pages.register import PageBody


class AskPage(Message, frozen=True, kw_only=True, tag=True):
    """This page is on screen from now on, with these switches; it is told again whenever the record changes.

    "" for a page that the window makes of rows alone.
    """

    page: str
    options: dict[str, str] = msgspec.field(default_factory=dict)


class PageGiven(Said, frozen=True, kw_only=True, tag=True):
    """What stands on a page. ``settled``: every source has answered; before that nothing is complete."""

    page: str
    body: PageBody
    settled: bool
