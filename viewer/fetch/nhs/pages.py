"""One search of a national service to its last page, found by link or by a token in the Bundle (CMP-05)."""

from collections.abc import Callable, Generator, Iterator, Mapping
from dataclasses import dataclass

from viewer.fetch.desk import Desk
from viewer.fetch.faults import Fault
from viewer.fetch.nhs.spine import spine_fault
from viewer.fetch.page import Page, page_of
from viewer.fetch.reply import BodyKind, Reply
from viewer.fetch.tally import Tally
from viewer.fetch.words import gap_kind
from viewer.source.answer import Answer, Outcome, SourceEvent
from viewer.source.domain import Domain
from viewer.source.gap import Gap

_LINKS_ADVICE = "Tell the service's support desk that its page links are wrong."


def by_link(page: Page, _reply: Reply) -> tuple[str, ...]:
    """Return where the next page is, by the Bundle's own links."""
    return page.next_links


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One search. ``address``: of its first page, with the query. ``headers``: made anew for each page.

    ``following``: the addresses of the next page that an answer names, none at the end. ``notices``: what is
    to be said of the whole answer once it has come. ``total_of_page``: the service's ``total`` counts one
    page, not all of them.
    """

    label: str
    domains: frozenset[Domain]
    address: str
    headers: Callable[[], Mapping[str, str]]
    following: Callable[[Page, Reply], tuple[str, ...]] = by_link
    judge: Callable[[Page, Reply], Fault | None] = lambda _page, _reply: None
    notices: Callable[[], list[Gap]] = list
    total_of_page: bool = False


class Pages:
    """The pages of one search. ``events`` yields each as it came and exactly one ``Ended``, last.

    ``simpler_comes``: the caller asks more simply where the question itself is refused; ``refused`` is then
    True and nothing was yielded.
    """

    def __init__(self, desk: Desk, question: Question, *, simpler_comes: bool = False) -> None:
        self.refused = False
        self._desk = desk
        self._question = question
        self._simpler_comes = simpler_comes
        self._short = False
        self._tally = Tally()

    def events(self) -> Iterator[SourceEvent]:
        """Ask, page by page, restarting once where a page in the middle has expired."""
        fault = yield from self._read()
        if fault is not None and fault.restart and self._tally.pages:
            self._tally.restart()
            fault = yield from self._read()
        if not self.refused:
            yield self._ended(fault or self._told())

    def _read(self) -> Generator[Answer, None, Fault | None]:
        url: str | None = self._question.address
        while url:
            page = yield from self._page(url)
            if isinstance(page, Fault):
                return page
            following = self._next(*page)
            if isinstance(following, Fault):
                return following
            url = following
        return None

    def _page(self, url: str) -> Generator[Answer, None, tuple[Page, Reply] | Fault]:
        reply = self._desk.get(url, self._question.headers())
        if isinstance(reply, Fault):
            return reply
        fault = spine_fault(reply)
        if fault is not None:
            self.refused = self._simpler_comes and fault.lean and not self._tally.pages
            if reply.kind in {BodyKind.OUTCOME, BodyKind.XML} and not (fault.restart or self.refused):
                yield self._desk.answer(self._question.label, reply, f"the answer after {self._tally.words}")
            return fault
        page = page_of(reply)
        fault = _no_list(page) or self._question.judge(page, reply)
        self._short = self._short or (page.total or 0) > len(page.matches)
        if fault is None:
            self._tally.add(page)
            yield self._desk.answer(self._question.label, reply, self._tally.place)
        return fault or (page, reply)

    def _next(self, page: Page, reply: Reply) -> str | Fault | None:
        links = self._question.following(page, reply)
        why = self._why_no_further(page, links)
        if why:
            return Fault(outcome=Outcome.TRUNCATED, why=why, advice=_LINKS_ADVICE)
        return links[0] if links else None

    def _why_no_further(self, page: Page, links: tuple[str, ...]) -> str:
        most = self._desk.options.max_pages
        reasons = {
            "it sent the same page twice, so the pages after it are unknown": self._tally.repeated,
            "a page is cut off, so whether more pages follow is unknown": page.cut,
            "it names two different next pages": len(links) > 1,
            f"it has more than {most} pages; reading stopped there": links and self._tally.pages >= most,
        }
        why = next((words for words, applies in reasons.items() if applies), "")
        circle = not why and bool(links) and not self._tally.is_new_link(links[0])
        return "its pages go round in a circle" if circle else why

    def _told(self) -> Fault | None:
        """An error that stands among the matches makes the whole search a failed one (IDM-07)."""
        said = self._tally.failure
        if said:
            return Fault(outcome=Outcome.FAILED, why=f"it says itself that it failed: {said}")
        short = self._short if self._question.total_of_page else (self._tally.total or 0) > self._tally.came
        why = "it says that it holds more than it sent, and names no further page"
        return Fault(outcome=Outcome.TRUNCATED, why=why) if short else None

    def _ended(self, fault: Fault | None) -> SourceEvent:
        question = self._question
        gaps = question.notices() if fault is None else [*question.notices(), *self._missing(fault)]
        outcome = fault.outcome if fault else Outcome.COMPLETE
        if outcome is Outcome.FAILED and self._tally.bodies:
            outcome = Outcome.TRUNCATED
        return self._desk.ended(question.label, outcome, gaps)

    def _missing(self, fault: Fault) -> list[Gap]:
        why = f"after {self._tally.words}: {fault.why}" if self._tally.pages else fault.why
        kind = gap_kind(fault.outcome)
        return [
            self._desk.gap(kind, domain, domain.label, why, fault.advice)
            for domain in sorted(self._question.domains)
        ]


def _no_list(page: Page) -> Fault | None:
    if page.type == "Bundle":
        return None
    return Fault(outcome=Outcome.FAILED, why="it answered with something that is not a list")
