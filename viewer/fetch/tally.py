"""What has come of one search so far: pages, matches, links seen, the number the source claims."""

from dataclasses import dataclass, field

from viewer.fetch.page import Page

_MOST = 2**53  # a claim beyond it cannot even be told to the window


@dataclass(slots=True)
class Tally:
    """Counts of one search, over a restart and over several chains (categories).

    ``pages`` counts this reading, ``bodies`` all of them.
    ``failure`` is the first error that a page itself told of.
    ``came`` counts different matches: a server that repeats rows has not sent more by it.
    """

    pages: int = 0
    bodies: int = 0
    total: int | None = None
    restarted: bool = False
    repeated: bool = False
    failure: str = ""
    _matches: set[str] = field(default_factory=set)
    _links: set[str] = field(default_factory=set)
    _digests: set[bytes] = field(default_factory=set)
    _part: str = ""

    @property
    def came(self) -> int:
        """How many different matches came."""
        return len(self._matches)

    @property
    def words(self) -> str:
        """How far it has come, in words."""
        return "no page" if not self.pages else f"page {self.pages}{self._part}"

    @property
    def place(self) -> str:
        """Where the page added last stands."""
        return f"page {self.pages}{self._part}"

    def add(self, page: Page) -> None:
        """Count one page."""
        self.pages += 1
        self.bodies += 1
        self.repeated = page.holds > 0 and page.digest in self._digests
        self._digests.add(page.digest)
        self.failure = self.failure or page.failure
        self._matches |= page.matches
        if page.total is not None and page.total >= 0:
            self.total = min(page.total, _MOST)

    def is_new_link(self, link: str) -> bool:
        """Remember a link; False if this chain has followed it before."""
        known = link in self._links
        self._links.add(link)
        return not known

    def restart(self) -> None:
        """Begin again at the first page; what came stays counted."""
        self.failure = ""
        self.restarted, self.pages, self._part = True, 0, " of the second reading"
        self._links.clear()
        self._digests.clear()

    def next_chain(self) -> None:
        """Begin a chain that adds to what came; a claimed total is then of one part only."""
        self.total = None
        self._links.clear()
        self._digests.clear()
