"""What stands on the page that compares, as the window and the printer take it."""

from dataclasses import dataclass, field

import msgspec


class CompareSection(msgspec.Struct, frozen=True, kw_only=True):
    """Entries of one verdict, as columns of equal length: forty thousand entries are that many texts.

    ``title`` says the verdict without its count, ``words`` what it means and why. ``entries``: ids.
    ``what``: marks and title; ``when``: its own date; ``a``, ``b``: what stands on either side, in words.
    """

    key: str
    title: str
    words: str = ""
    entries: tuple[str, ...] = ()
    what: tuple[str, ...] = ()
    when: tuple[str, ...] = ()
    a: tuple[str, ...] = ()
    b: tuple[str, ...] = ()

    @property
    def heading(self) -> str:
        """The verdict with its count."""
        return f"{self.title} ({len(self.entries):,})"


class ComparePage(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """``by``: "sources" or "dates". ``a``, ``b``: what is compared, ids of sources or ISO moments.

    ``choices``: (id, name) of sources that can be chosen. ``total``: entries of either side, the sum of all
    sections. ``notes``: limits in whole sentences. ``problem``: why nothing is compared, "" where it is.
    ``share``: how much of it is done, in per cent; ``problem`` says so as well while that is not all.
    """

    by: str
    a: str = ""
    b: str = ""
    a_name: str = ""
    b_name: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    sections: tuple[CompareSection, ...] = ()
    total: int = 0
    notes: tuple[str, ...] = ()
    problem: str = ""
    share: int = 100

    def compares(self, other: "ComparePage") -> bool:
        """Whether the same stands on either side of another page, and that one has lines of it."""
        sides = [(one.by, one.a, one.b, one.a_name, one.b_name) for one in (self, other)]
        return sides[0] == sides[1] and bool(other.sections)

    @property
    def heading(self) -> str:
        """What is compared, and how many entries there are on either side."""
        if self.problem:
            return "Compare"
        entries = "1 entry" if self.total == 1 else f"{self.total:,} entries"
        return f"Compare {self.a_name} with {self.b_name}: {entries} on either side"

    @property
    def sums(self) -> str:
        """How many stand under each verdict, and that they add up; "" where nothing is compared."""
        if self.problem:
            return ""
        parts = [f"{one.title}: {len(one.entries):,}" for one in self.sections]
        return f"{'; '.join(parts)}. Together {self.total:,}."


@dataclass(slots=True)
class Verdict:
    """A section while it is filled."""

    key: str
    title: str
    words: str = ""
    rows: list[tuple[str, str, str, str, str]] = field(default_factory=list)

    def section(self) -> CompareSection:
        """Return what was filled."""
        entries, what, when, a, b = zip(*self.rows, strict=True) if self.rows else ((),) * 5
        return CompareSection(
            key=self.key,
            title=self.title,
            words=self.words,
            entries=entries,
            what=what,
            when=when,
            a=a,
            b=b,
        )
