"""Messages about what is new in the record on screen."""

from viewer.engine.message import Said


class ReadAgain(Said, frozen=True, kw_only=True, tag=True):
    """Every source that was read again has ended: what that brought; ``has_news``: anything at all.

    ``short``: the same in one line.
    """

    words: str
    has_news: bool
    short: str = ""


class NewsCount(Said, frozen=True, kw_only=True, tag=True):
    """How many came, changed or went since this clinician last looked; None where that is not known."""

    count: int | None


SaidOfNews = ReadAgain | NewsCount
