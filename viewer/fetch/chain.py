"""One search from its first page to its last, and what to say when it does not get there (CMP-05)."""

from collections.abc import Generator, Iterator

from viewer.fetch.desk import Desk
from viewer.fetch.faults import Fault, fault_of_reply
from viewer.fetch.page import Page, page_of
from viewer.fetch.question import address_of
from viewer.fetch.reply import BodyKind, Reply
from viewer.fetch.searches import Pairs, Search
from viewer.fetch.self_link import ignored
from viewer.fetch.tally import Tally
from viewer.fetch.words import gap_kind, subject_of_search
from viewer.source.address import within
from viewer.source.answer import Answer, Ended, Outcome, SourceEvent
from viewer.source.gap import Gap, GapKind

Pages = Generator[Answer, None, Fault | None]
_BROKEN_LINK_ADVICE = "Tell the source's support desk that its page links are wrong."


class Chain:
    """One search. ``events`` yields every page as it came and exactly one ``Ended``, last."""

    def __init__(self, desk: Desk, search: Search) -> None:
        self._desk = desk
        self._search = search
        self._tally = Tally()
        self._notices: list[str] = []

    def events(self) -> Iterator[SourceEvent]:
        """Ask, page by page, restarting once where an error in the middle may be helped by it."""
        fault = yield from self._as_accepted()
        if fault is not None and fault.restart and self._tally.pages:
            self._notices.append(f"reading it broke off after {self._tally.words}, so it was read again")
            self._tally.restart()
            fault = yield from self._pages(self._search.may)
        yield self._ended(fault or self._short())

    def _as_accepted(self) -> Pages:
        """Ask in full, then without the parameters that only help, then category by category."""
        fault = yield from self._pages(self._search.may, lean_comes=bool(self._search.may))
        if fault is None or not fault.lean or self._tally.pages:
            return fault
        plain = yield from self._pages((), lean_comes=bool(self._search.categories))
        if plain is None or not plain.lean or not self._search.categories or self._tally.pages:
            return plain
        return (yield from self._by_category())

    def _by_category(self) -> Pages:
        whole = self._search
        for category in whole.categories:
            self._search = whole.of_category(category)
            self._tally.next_chain()
            fault = yield from self._pages(())
            if fault is not None:
                return fault
        self._search = whole
        return Fault(
            outcome=Outcome.TRUNCATED,
            why="it takes this question only by category; the usual categories were asked, others may exist",
            advice="Ask the source for items without a category or with one of its own.",
        )

    def _pages(self, may: Pairs, *, lean_comes: bool = False) -> Pages:
        """Follow one chain of pages. ``lean_comes``: a refusal of the question is not yet the end."""
        sent = (*self._search.must, *may)
        first = address_of(self._search.type, sent)
        url: str | None = first
        while url is not None:
            page = yield from self._page(
                url, sent if url == first else (), silent=lean_comes and url == first
            )
            if isinstance(page, Fault):
                return page
            following = self._round_in_circles(page) or self._next(page, url)
            if isinstance(following, Fault):
                return following
            url = following
        return None

    def _page(self, url: str, sent: Pairs, *, silent: bool) -> Generator[Answer, None, Page | Fault]:
        """Ask for one page and give it on. ``sent``: what to compare with the ``self`` link."""
        reply = self._desk.get(url)
        if isinstance(reply, Fault):
            return reply
        fault = fault_of_reply(reply)
        if fault is not None:
            yield from self._message(reply, fault, silent=silent and fault.lean)
            return fault
        page = page_of(reply)
        fault = self._unfit(page, sent)
        if fault is None:
            self._tally.add(page)
            yield self._desk.answer(self._search.label, reply, self._tally.place)
        return fault or page

    def _message(self, reply: Reply, fault: Fault, *, silent: bool) -> Iterator[Answer]:
        """Give on the message or the XML that came with the end of a search, so that nothing is lost."""
        restarts = fault.restart and self._tally.pages and not self._tally.restarted
        if not silent and not restarts and reply.kind in {BodyKind.OUTCOME, BodyKind.XML}:
            yield self._desk.answer(self._search.label, reply, f"the answer after {self._tally.words}")

    def _unfit(self, page: Page, sent: Pairs) -> Fault | None:
        if page.type != "Bundle":
            return Fault(
                outcome=Outcome.FAILED, why="it answered with something that is not a list", restart=True
            )
        dropped = ignored(page.self_link, self._search.type, sent)
        for name in dropped & {name for name, _ in self._search.must}:
            return Fault(
                outcome=Outcome.FAILED,
                why=f"it ignored '{name}', so its answer may be about other patients and is not used",
                advice="Tell the source's support desk that this search is not safe.",
            )
        self._notices += [f"it did not use '{name}'" for name in sorted(dropped)]
        return None

    def _round_in_circles(self, page: Page) -> Fault | None:
        if self._tally.repeated:
            why = "it sent the same page twice, so the pages after it are unknown"
            return Fault(outcome=Outcome.TRUNCATED, why=why, advice=_BROKEN_LINK_ADVICE)
        if page.cut and not page.next_links:
            why = "the last page is cut off, so whether more pages follow is unknown"
            return Fault(outcome=Outcome.TRUNCATED, why=why, restart=True)
        if page.next_links and self._tally.pages >= self._desk.options.max_pages:
            why = f"it has more than {self._desk.options.max_pages} pages; reading stopped there"
            return Fault(outcome=Outcome.TRUNCATED, why=why)
        return None

    def _next(self, page: Page, url: str) -> str | Fault | None:
        if not page.next_links:
            return None
        if len(page.next_links) > 1:
            why = "it names two different next pages"
            return Fault(outcome=Outcome.TRUNCATED, why=why, advice=_BROKEN_LINK_ADVICE)
        base = self._desk.origin.base
        here = within(url, base, base) or base
        following = within(page.next_links[0], base, here)
        if following is None:
            why = "its next page is at another address and was not followed, to keep the sign-in safe"
            return Fault(outcome=Outcome.TRUNCATED, why=why, advice=_BROKEN_LINK_ADVICE)
        if not self._tally.is_new_link(following):
            why = "its pages go round in a circle"
            return Fault(outcome=Outcome.TRUNCATED, why=why, advice=_BROKEN_LINK_ADVICE)
        return following

    def _short(self) -> Fault | None:
        """Compare what came with what the source says of it."""
        if self._tally.failure:
            why = f"the source says that its answer is not whole: {self._tally.failure}"
            return Fault(outcome=Outcome.FAILED, why=why)
        total, came = self._tally.total, self._tally.came
        if total is None or total <= came:
            return None
        why = f"the source says it has {total} and sent {came}"
        return Fault(outcome=Outcome.TRUNCATED, why=why)

    def _ended(self, fault: Fault | None) -> Ended:
        outcome = fault.outcome if fault else Outcome.COMPLETE
        if outcome is Outcome.FAILED and self._tally.bodies:
            outcome = Outcome.TRUNCATED
        gaps = [self._notice(words) for words in self._notices]
        if fault is not None:
            words = f"after {self._tally.words}: {fault.why}" if self._tally.pages else fault.why
            gaps += [self._gap(outcome, words, fault.advice)]
        return self._desk.ended(self._search.label, outcome, gaps, self._tally.total)

    def _gap(self, outcome: Outcome, why: str, advice: str) -> Gap:
        (domain,) = self._search.domains
        return self._desk.gap(gap_kind(outcome), domain, subject_of_search(self._search.type), why, advice)

    def _notice(self, why: str) -> Gap:
        (domain,) = self._search.domains
        return self._desk.gap(GapKind.NOTICE, domain, subject_of_search(self._search.type), why, "")
