"""Are saved pages whole? A file's ``next`` link and its ``total`` say what is not among the files (CMP-05).

Endpoints are followed to the last page by fetch, which proves it there; nobody follows a file's links.
"""

import re
from dataclasses import dataclass, field

from viewer.fhir.body import Split
from viewer.source.answer import Answer
from viewer.source.gap import Gap, GapKind

_ENTRY = re.compile(r"entry\[(\d+)\]")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Page:
    place: str
    next: str
    total: int | None
    matches: int


@dataclass(slots=True)
class Chains:
    """Bundles of one source's files: which page follows which, and how many matches they hold together."""

    pages: list[_Page] = field(default_factory=list)
    selves: dict[str, int] = field(default_factory=dict)

    def note(self, answer: Answer, found: Split) -> None:
        """Take note of a file's outermost Bundle."""
        shell = next((shell for shell in found.shells if shell.type == "Bundle"), None)
        if shell is None:
            return
        links = dict(reversed(shell.links))
        if "self" in links:
            self.selves.setdefault(links["self"], len(self.pages))
        page = _Page(
            place=answer.place, next=links.get("next", ""), total=shell.total, matches=_matches(found)
        )
        self.pages.append(page)

    def gaps(self, source: str) -> tuple[Gap, ...]:
        """Say which further page is not here, and which total was not reached."""
        followed = {self.selves[page.next] for page in self.pages if page.next in self.selves}
        missing = [self._missing(page, source) for page in self.pages if self._breaks_off(page)]
        firsts = [page for number, page in enumerate(self.pages) if number not in followed]
        short = [gap for page in firsts for gap in self._short(page, source)]
        return (*missing, *short)

    def _breaks_off(self, page: _Page) -> bool:
        return bool(page.next) and page.next not in self.selves

    def _missing(self, page: _Page, source: str) -> Gap:
        return Gap(
            source=source,
            kind=GapKind.TRUNCATED,
            domain=None,
            what=f"{page.place} is one page of several",
            why="it names a next page that is not among these files",
            advice="Save every page, or read the source itself.",
        )

    def _short(self, first: _Page, source: str) -> list[Gap]:
        chain = self._chain(first)
        here = sum(page.matches for page in chain)
        stated = max((page.total for page in chain if page.total is not None), default=here)
        if stated <= here or any(self._breaks_off(page) for page in chain):
            return []
        gap = Gap(
            source=source,
            kind=GapKind.TRUNCATED,
            domain=None,
            what=f"{first.place} holds {here} of {stated}",
            why="the source counted more than it gave, and names no next page",
            advice="Read the source itself, or ask its owner.",
        )
        return [gap]

    def _chain(self, first: _Page) -> list[_Page]:
        chain = [first]
        while chain[-1].next in self.selves:
            following = self.pages[self.selves[chain[-1].next]]
            if following in chain:
                break
            chain.append(following)
        return chain


def _matches(found: Split) -> int:
    """Count entries that are no include and no outcome; a damaged one may have been a match."""
    matched = {_number(slot.path) for slot in found.slots if slot.mode in {"", "match"}}
    matched |= {_number(damage.path) for damage in found.damages}
    return len(matched - {-1})


def _number(path: str) -> int:
    numbered = _ENTRY.match(path)
    return int(numbered[1]) if numbered else -1
