"""The page that compares, on paper and as a table: every line of it, under its verdict with the count."""

from collections.abc import Iterator

from viewer.record.as_csv import Table
from viewer.record.as_text import printable
from viewer.record.pages.compare.body import ComparePage, CompareSection
from viewer.record.paper import Block


def compare_blocks(page: ComparePage) -> Iterator[Block]:
    """Yield what stands on the page; a verdict without entries is left out."""
    yield from (Block("text", printable(words)) for words in _head(page))
    for section in page.sections:
        if section.entries:
            yield Block("heading", printable(section.heading))
            yield Block("text", printable(section.words))
            yield from _lines(page, section)


def _head(page: ComparePage) -> tuple[str, ...]:
    return tuple(filter(None, (page.heading, page.problem, page.sums, *page.notes)))


def _lines(page: ComparePage, section: CompareSection) -> Iterator[Block]:
    for what, when, a, b in zip(section.what, section.when, section.a, section.b, strict=True):
        sides = (printable(f"{page.a_name}: {a}"), printable(f"{page.b_name}: {b}"))
        yield Block("entry", printable(what), "", "", printable(when), sides)


def compare_table(title: str, page: ComparePage) -> Table:
    """Return a row for each entry, with its verdict."""
    rows = [
        (section.title, what, when, a, b)
        for section in page.sections
        for what, when, a, b in zip(section.what, section.when, section.a, section.b, strict=True)
    ]
    columns = ("Verdict", "What", "When", page.a_name or "First", page.b_name or "Second")
    return Table(title=". ".join((title, *_head(page))), columns=columns, rows=tuple(rows))
