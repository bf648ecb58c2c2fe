"""One chain of pages: each page given on as it came, each one proved to be an answer to the question."""

from collections.abc import Generator, Iterator
from enum import Enum, auto
from math import inf
from time import monotonic

import requests

from viewer.fetch.desk import Desk
from viewer.fetch.faults import Fault, fault_of_reply
from viewer.fetch.links import BROKEN_LINK_ADVICE, next_address
from viewer.fetch.page import Page, page_of
from viewer.fetch.question import address_of, operation_address
from viewer.fetch.reply import BodyKind, Reply
from viewer.fetch.searches import Pairs, Search
from viewer.fetch.self_link import ignored, proves
from viewer.fetch.tally import Tally
from viewer.source.answer import Answer, Outcome

Pages = Generator[Answer, None, Fault | None]
_NOT_THE_RECORD = frozenset({501, 502, 503, 504})
"""The server, and not what it was asked for."""


class Spare(Enum):
    """Whose messages are not given on, because a simpler question follows."""

    NONE = auto()
    LEAN = auto()
    BOTH = auto()


class Paging:
    """Follows chains of one search. ``broke``: whether the last one ended in an error of the server's own.

    ``quiet``: messages that come with an error are not given on, for the same one was already. ``hold``: the
    message of an error of the server's own is kept in ``held``, for what it fails over may yet come.
    """

    def __init__(self, desk: Desk, tally: Tally, notices: list[str]) -> None:
        self._desk = desk
        self._tally = tally
        self._notices = notices
        self._label = ""
        self._end = inf
        self.broke = False
        self.quiet = False
        self.hold = False
        self.held: Answer | None = None

    def pages(self, search: Search, may: Pairs, spare: Spare = Spare.NONE) -> Pages:
        """Follow one chain of pages. ``spare``: which failure over the question is not yet the end."""
        self._label = search.label
        self._end = min(self._end, monotonic() + self._desk.options.search_s)  # from its first question on
        self.broke = False
        reply = self._first(search, may)
        sent = (*search.must, *may)
        url = _address(search, sent)
        while True:
            page = yield from self._page(reply, search, sent, spare)
            if isinstance(page, Fault):
                return page
            following = self._stop(page) or self._next(page, url)
            if following is None:
                return self._short()
            if isinstance(following, Fault):
                return following
            url, sent, spare = following, (), Spare.NONE
            reply = self._desk.get(url)

    def _first(self, search: Search, may: Pairs) -> Reply | Fault:
        if search.path:
            return self._desk.get(operation_address(search.path, (*search.must, *may)))
        return self._desk.posting.ask(self._desk, search.type, search.must, may, as_known=search.proved)

    def _page(
        self, reply: Reply | Fault, search: Search, sent: Pairs, spare: Spare
    ) -> Generator[Answer, None, Page | Fault]:
        """Give one page on. ``sent``: what to compare with the ``self`` link."""
        if isinstance(reply, Fault):
            return reply
        fault = fault_of_reply(reply)
        if fault is not None:
            self.broke = requests.codes.server_error <= reply.status and reply.status not in _NOT_THE_RECORD
            spared = (fault.lean and spare is not Spare.NONE) or (self.broke and spare is Spare.BOTH)
            yield from self._message(reply, fault, silent=spared)
            return fault
        page = page_of(reply, "" if search.subject else search.type)
        fault = self._unfit(page, search, sent)
        refused = page.refused and not self._tally.pages
        if fault is None and not (refused and spare is not Spare.NONE):
            self._tally.add(page)
            yield self._desk.answer(self._label, reply, self._tally.place)
        if fault is None and refused:
            fault = Fault(outcome=Outcome.FAILED, why=_not_whole(page.failure), lean=True)
        return fault or page

    def _message(self, reply: Reply, fault: Fault, *, silent: bool) -> Iterator[Answer]:
        """Give on the message or the XML that came with the end of a search, so that nothing is lost."""
        restarts = fault.restart and self._tally.here and not self._tally.restarted
        if silent or self.quiet or restarts or reply.kind not in {BodyKind.OUTCOME, BodyKind.XML}:
            return
        answer = self._desk.answer(self._label, reply, f"the answer after {self._tally.words}")
        if self.hold and self.broke:
            self.held = answer
        else:
            yield answer

    def _unfit(self, page: Page, search: Search, sent: Pairs) -> Fault | None:
        if page.type != "Bundle":
            return Fault(
                outcome=Outcome.FAILED, why="it answered with something that is not a list", restart=True
            )
        if search.proved and sent and not proves(page.self_link, search.must):
            return Fault(outcome=Outcome.FAILED, why="its answer may be to another question", lean=True)
        dropped = ignored(page.self_link, search.type, sent)
        for name in dropped & {name for name, _ in search.must}:
            return Fault(
                outcome=Outcome.FAILED,
                why=f"it ignored '{name}', so its answer may be about other patients and is not used",
                advice="Tell the source's support desk that this search is not safe.",
            )
        self._notices += [
            words
            for words in (f"it did not use '{name}'" for name in sorted(dropped))
            if words not in self._notices
        ]
        return None

    def _stop(self, page: Page) -> Fault | None:
        if self._tally.repeated:
            why = "it sent the same page twice, so the pages after it are unknown"
            return Fault(outcome=Outcome.TRUNCATED, why=why, advice=BROKEN_LINK_ADVICE)
        if page.cut and not page.next_links:
            why = "the last page is cut off, so whether more pages follow is unknown"
            return Fault(outcome=Outcome.TRUNCATED, why=why, restart=True)
        if page.next_links and monotonic() > self._end:
            why = f"it took longer than {self._desk.options.search_s / 60:.0f} minutes; reading stopped there"
            return Fault(outcome=Outcome.TRUNCATED, why=why)
        if page.next_links and self._tally.pages >= self._desk.options.max_pages:
            why = f"it has more than {self._desk.options.max_pages} pages; reading stopped there"
            return Fault(outcome=Outcome.TRUNCATED, why=why)
        return None

    def _next(self, page: Page, url: str) -> str | Fault | None:
        following = next_address(page, url, self._desk.origin.base, self._desk.asking.link_aliases)
        if isinstance(following, str) and not self._tally.is_new_link(following):
            why = "its pages go round in a circle"
            return Fault(outcome=Outcome.TRUNCATED, why=why, advice=BROKEN_LINK_ADVICE)
        return following

    def _short(self) -> Fault | None:
        """Compare what came of a whole chain with what the source says of it."""
        if self._tally.failure:
            return Fault(outcome=Outcome.FAILED, why=_not_whole(self._tally.failure))
        if self._tally.torn:
            why = f"{self._tally.torn} ends in the middle, and what stood in the rest of it is missing"
            return Fault(outcome=Outcome.TRUNCATED, why=why, restart=True)
        total, came = self._tally.total, self._tally.came
        if total is not None and total > came:
            return Fault(outcome=Outcome.TRUNCATED, why=f"the source says it has {total} and sent {came}")
        broken = self._tally.broken
        return Fault(outcome=Outcome.TRUNCATED, why=broken, advice=BROKEN_LINK_ADVICE) if broken else None


def _not_whole(said: str) -> str:
    return f"the source says that its answer is not whole: {said}"


def _address(search: Search, sent: Pairs) -> str:
    return operation_address(search.path, sent) if search.path else address_of(search.type, sent)
