"""A page that the engine makes, as blocks for paper and as a table: the words of the screen, none cut off."""

from collections.abc import Iterator

from viewer.record.as_csv import Table
from viewer.record.as_text import printable
from viewer.record.pages.compare.body import ComparePage
from viewer.record.pages.compare.paper import compare_blocks, compare_table
from viewer.record.pages.lanes import LanesPage
from viewer.record.pages.medicines.body import Cell as MedicineCell
from viewer.record.pages.medicines.body import Column, MedicinesPage
from viewer.record.pages.medicines.body import Row as Medicine
from viewer.record.pages.news.body import NewsPage, more_words
from viewer.record.pages.patient import PatientPage
from viewer.record.pages.register import PageBody
from viewer.record.pages.results.body import Cell, Report, ResultsPage
from viewer.record.pages.results.body import Row as Test
from viewer.record.pages.summary import SummaryTop
from viewer.record.paper import Block, Kind
from viewer.record.sheet import MISSING

_DIFFERS = "Sources differ"
_APART = "Not in the grid, and why"


def blocks_of(body: PageBody) -> list[Block]:
    """Return what stands on a page, in its order. Lists of rows are not here: of summary and lanes."""
    made: Iterator[Block] = iter(())
    match body:
        case PatientPage():
            made = _patient(body)
        case MedicinesPage():
            made = _medicines(body)
        case ResultsPage():
            made = _results(body)
        case SummaryTop():
            made = _summary(body)
        case NewsPage():
            made = _news(body)
        case ComparePage():
            made = compare_blocks(body)
        case LanesPage():  # pragma: no branch - the union has no other
            pass
    return list(made)


def table_of_body(title: str, body: PageBody) -> Table | None:
    """Return a page as a table as it stands on screen; None where it is no table but lists of rows."""
    made: Table | None = None
    match body:
        case PatientPage():
            columns = ("What", _DIFFERS, *body.sources)
            rows = [(one.label, "yes" if one.differs else "", *one.texts) for one in body.fields]
            made = Table(title=title, columns=columns, rows=tuple(rows))
        case MedicinesPage():
            made = _medicine_table(title, body)
        case ResultsPage():
            made = _test_table(title, body)
        case NewsPage():
            made = _news_table(title, body)
        case ComparePage():
            made = compare_table(title, body)
        case SummaryTop() | LanesPage():  # pragma: no branch - the union has no other
            pass
    return made


def _medicine_table(title: str, body: MedicinesPage) -> Table:
    """What each source gave stands in a row of its own, above the medicines."""
    columns = ("Medicine", "Section", "Marks", "Sources", "Notes", *(one.name for one in body.columns))
    titles = {one.key: one.title for one in body.sections}
    given = ("What each source gave", "", "", "", "", *map(_given, body.columns))
    rows = (given, *(_medicine_row(one, titles) for one in body.rows))
    title = f"{title}. {body.copied_foot}" if body.copied_foot else title
    return Table(title=title, columns=columns, rows=rows)


def _test_table(title: str, body: ResultsPage) -> Table:
    days = (" ".join(filter(None, (one.day, one.time, one.sources))) for one in body.columns)
    rows = [_test_row(group.title, one, body) for group in body.groups for one in group.rows]
    blank = ("",) * (len(body.columns) + 1)
    rows += [(_APART, one.words, "", "", "", *blank) for one in body.apart]
    rows += [("Open report", name, "", "", words, *blank) for name, words in _report(body.report)]
    title = f"{title}. {body.earlier_words}" if body.earlier_words else title
    columns = ("Group", "Test", "Unit", "Ranges", "Note", *days, "Older")
    return Table(title=title, columns=columns, rows=tuple(rows))


def _block(kind: Kind, text: str) -> Block:
    return Block(kind, printable(text))


def _entry(text: str, marks: str, detail: str, small: str, notes: Iterator[str] | list[str]) -> Block:
    said = tuple(printable(note) for note in notes if note)
    return Block("entry", printable(text), printable(marks), printable(detail), printable(small), said)


def _patient(body: PatientPage) -> Iterator[Block]:
    yield from (_block("text", body.note),) if body.note else ()
    for one in body.fields:
        notes = [f"{source}: {text}" for source, text in zip(body.sources, one.texts, strict=True)]
        yield _entry(one.label, _DIFFERS if one.differs else "", "", "", notes)


def _summary(body: SummaryTop) -> Iterator[Block]:
    yield _block("heading", f"Where sources disagree ({len(body.conflicts)})")
    yield from (_block("warning", one.words) for one in body.conflicts)
    yield _block("heading", f"{MISSING} ({len(body.gaps)})")
    yield from (_block("item", words) for words in body.gaps)


def _news(body: NewsPage) -> Iterator[Block]:
    said = (body.heading, body.rule, body.remembered, body.problem, more_words(body))
    yield from (_block("text", words) for words in said if words)
    for group in body.groups:
        yield _block("heading", f"{group.source}: {group.said}")
        yield from (_block("text", words) for words in group.limits)
        yield from (_entry(one.title, one.change, one.when, one.note, []) for one in group.rows)


def _news_table(title: str, body: NewsPage) -> Table:
    """What cannot be told of a source stands in rows of its own, above what came from it."""
    rows = []
    for group in body.groups:
        rows += [(group.source, "", words, "", "") for words in (group.said, *group.limits)]
        rows += [(group.source, one.change, one.title, one.when, one.note) for one in group.rows]
    said = ". ".join(filter(None, (title, body.heading, body.rule, body.problem, more_words(body))))
    return Table(title=said, columns=("Source", "Change", "What", "When", "Note"), rows=tuple(rows))


def _medicines(body: MedicinesPage) -> Iterator[Block]:
    yield _block("text", body.completeness)
    yield from (_block("item", _source(one)) for one in body.columns)
    for section in body.sections:
        rows = [one for one in body.rows if one.section == section.key]
        if rows:
            yield _block("heading", f"{section.title} ({len(rows)})")
        for row in rows:
            cells = zip(body.columns, row.cells, strict=True)
            notes = [
                *row.notes,
                *row.changes,
                *(f"{column.name}: {_at_source(cell)}" for column, cell in cells),
            ]
            yield _entry(row.name, ", ".join(row.marks), row.match_words, "", notes)
    yield from (_block("text", words) for words in (body.foot, body.copied_foot) if words)


def _source(one: Column) -> str:
    return f"{one.name}: {_given(one)}"


def _given(one: Column) -> str:
    """A source's lists, how complete they are, and its letters."""
    letters = "; ".join(letter.words for letter in one.letters)
    return ". ".join(filter(None, (one.lists, one.state, letters)))


def _medicine_row(row: Medicine, titles: dict[str, str]) -> tuple[str, ...]:
    notes = "; ".join((*row.notes, *row.changes))
    said = (titles.get(row.section, ""), ", ".join(row.marks), row.match_words, notes)
    return (row.name, *said, *map(_at_source, row.cells))


def _at_source(one: MedicineCell) -> str:
    """The cell's words; what it only counts is opened with a key on screen, and nowhere here."""
    if not one.more:
        return one.words
    counted = one.more.partition(":")[0]
    return f"{one.words.removesuffix(one.more)}{counted}, not told here: the timeline lists all"


def _results(body: ResultsPage) -> Iterator[Block]:
    said = (body.heading, body.completeness, body.placed, body.earlier_words, body.problem)
    yield from (_block("text", words) for words in said if words)
    for group in body.groups:
        yield _block("heading", group.title)
        for row in group.rows:
            cells = [cell.spoken for cell in (*row.cells, *row.before)]
            older = _older(row)
            ranges = "; ".join(row.ranges)
            yield _entry(
                row.title,
                "",
                row.unit,
                f"{ranges[:1].upper()}{ranges[1:]}",
                [row.note, *(cells or [row.newest]), older],
            )
    if body.apart:
        yield _block("heading", _APART)
        yield from (_block("item", one.words) for one in body.apart)
    if body.report is not None:
        yield _block("heading", f"The report that is open: {body.report.title}")
        yield from (_block("item", f"{name}: {words}") for name, words in _report(body.report))


def _report(report: Report | None) -> Iterator[tuple[str, str]]:
    """Each fact and text of every copy, and what the report holds, under the name of what it is."""
    if report is None:
        return
    for copy in report.copies:
        yield from ((f"{report.title}, {copy.source}", fact) for fact in copy.facts)
        for one in copy.texts:
            for line in filter(str.strip, one.text.split("\n")):  # a line is a line on paper too
                yield f"{one.title}, {copy.source}", line.rstrip()
        yield from ((f"{trace.name}, {copy.source}", trace.says) for trace in copy.traces)
    yield from ((f"{report.title} holds", one.words) for one in report.holds)


def _test_row(group: str, row: Test, body: ResultsPage) -> tuple[str, ...]:
    """A cell of several results at one moment says all of them; one that is marked says its mark first."""
    cells = ["; ".join(_cell(one) for one in row.cells if one.column == n) for n in range(len(body.columns))]
    before = "; ".join(map(_cell, row.before))
    older, said = _older(row), (row.unit, "; ".join(row.ranges), row.note)
    return (group, row.title, *said, *cells, ", ".join(filter(None, (before, row.before_words, older))))


def _older(row: Test) -> str:
    """Count what is neither in a column nor the one before."""
    more = row.older - len(row.before)
    return f"{more} older, in the whole record" if more > 0 else ""


def _cell(one: Cell) -> str:
    marks = f"{', '.join(one.marks)}: " if one.marks else ""
    return " ".join(filter(None, (one.time, f"{marks}{one.whole or one.text}", one.graded)))
