"""What has come of one search so far: pages, matches, links seen, the number the source claims."""

from dataclasses import dataclass, field

from viewer.fetch.page import Page
from viewer.fetch.self_link import page_size_of

_MOST = 2**53  # a claim beyond it cannot even be told to the window
_READINGS = {1: "", 2: " of the second reading"}


@dataclass(slots=True)
class Tally:
    """Counts of one search, over restarts and over several chains (categories, ranges of dates).

    ``pages`` counts this reading, ``here`` this chain since its start, ``bodies`` everything.
    ``failure`` is the first error that a page of this chain itself told of.
    ``came`` counts different matches: a server that repeats rows has not sent more by it.
    ``again`` counts rows that stood on an earlier page of this reading: a sign that others were passed over.
    ``union`` counts them over all chains. ``size``: how many a page holds at most, as the source says.
    ``broken``: why something of this chain may be missing that no number tells. ``before``: how many rows
    and whole pages the first reading brought, where a chain was read again. ``torn``: which page of this
    chain ended in the middle although it named the next one, "" for none.
    ``beside``: whether what is included counts as well, for an operation that answers with whole records.
    """

    beside: bool = False
    pages: int = 0
    here: int = 0
    bodies: int = 0
    total: int | None = None
    restarted: bool = False
    repeated: bool = False
    failure: str = ""
    broken: str = ""
    torn: str = ""
    size: int | None = None
    chains: int = 1
    again: int = 0
    before: tuple[int, int] = (0, 0)
    _cut: bool = False
    _reading: int = 1
    _matches: set[str] = field(default_factory=set)
    _rows: set[str] = field(default_factory=set)
    _earlier: set[str] = field(default_factory=set)
    _links: set[str] = field(default_factory=set)
    _digests: set[bytes] = field(default_factory=set)

    @property
    def came(self) -> int:
        """How many different matches of this chain came."""
        return len(self._matches)

    @property
    def union(self) -> int:
        """How many different matches of all chains came."""
        return len(self._earlier | self._matches)

    @property
    def fewer(self) -> bool:
        """Whether a second reading ended before the place where the first one broke off."""
        rows, pages = self.before
        return self.restarted and (len(self._rows) < rows or self.here <= pages)

    @property
    def expected(self) -> int | None:
        """How many the source claims; None of several chains, for what they hold may overlap."""
        return self.total if self.chains == 1 else None

    @property
    def words(self) -> str:
        """How far it has come, in words."""
        return "no page" if not self.pages else self.place

    @property
    def place(self) -> str:
        """Where the page added last stands; no two pages stand at the same place."""
        part = _READINGS.get(self._reading, f" of reading {self._reading}")
        return f"page {self.pages}{part}"

    def add(self, page: Page) -> None:
        """Count one page."""
        self.pages += 1
        self.here += 1
        self.bodies += 1
        self.repeated = page.holds > 0 and page.digest in self._digests
        self._digests.add(page.digest)
        self.failure = self.failure or page.failure
        self.broken = self.broken or page.broken
        self._cut = page.cut
        self.torn = self.torn or (self.place if page.cut else "")
        self.size = page_size_of(page.self_link) or self.size
        self.again += len(self._rows & page.matches)
        self._rows |= page.matches
        self._matches |= page.matches
        if self.beside:
            self._matches |= page.included
        if page.total is not None and page.total >= 0:
            self.total = min(page.total, _MOST)

    def is_new_link(self, link: str) -> bool:
        """Remember a link; False if this chain has followed it before."""
        known = link in self._links
        self._links.add(link)
        return not known

    def restart(self) -> None:
        """Begin this chain again at its first page; what came stays counted."""
        # Who broke off would have gone on: who is read to the end is not expected to have another page.
        self.before = (len(self._rows), self.here - (self._cut or bool(self.torn)))
        self.failure = self.broken = self.torn = ""
        self.restarted, self.pages, self.here = True, 0, 0
        self._reading += 1
        self.again = 0
        self._rows.clear()
        self._links.clear()
        self._digests.clear()

    def next_chain(self) -> None:
        """Begin a chain that adds to what came; what is claimed and counted is then of that chain only."""
        self.total, self.failure, self.restarted, self.here = None, "", False, 0
        self.broken, self.torn, self.size, self.before = "", "", None, (0, 0)
        self.chains += 1
        self.again = 0
        self._earlier |= self._matches
        self._rows.clear()
        self._matches.clear()
        self._links.clear()
        self._digests.clear()
