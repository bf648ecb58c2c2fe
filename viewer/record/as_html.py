"""The record as one HTML page that needs nothing else: no script, no link, every text escaped."""

from collections.abc import Iterable, Iterator
from datetime import datetime, tzinfo
from html import escape

from viewer.record.as_text import printable
from viewer.record.model import Record
from viewer.record.sheet import DISAGREE, NOT_ASSURED, Line, Sheet, sheet_of

_STYLE = """
body{font:14px/1.4 system-ui,sans-serif;margin:0;color:#212b32;background:#fff}
main{padding:0 16px 24px}
header{position:sticky;top:0;background:#fff;border-bottom:3px solid #005eb8;padding:8px 16px}
header dl{display:flex;flex-wrap:wrap;gap:4px 24px;margin:0}
header dt{font-size:12px;color:#4c6272}header dd{margin:0;font-weight:600}
.allergies{border:2px solid #212b32;padding:2px 8px;display:inline-block;margin:6px 0 0}
.safety p{border-left:6px solid #212b32;padding:2px 8px;margin:4px 0;font-weight:600}
table{border-collapse:collapse}td,th{border:1px solid #aeb7bd;padding:2px 6px;text-align:left;
vertical-align:top}
article{border-top:1px solid #d8dde0;padding:4px 0;break-inside:avoid}
h3,p,ul{margin:2px 0}h2{border-bottom:1px solid #4c6272;margin:20px 0 4px}
.mark{font-weight:700}s{text-decoration-thickness:2px}.small{color:#4c6272}
.assured{font-weight:600}
@media print{
@page{margin:38mm 12mm 14mm}
header{position:fixed;top:-34mm;left:0;right:0;height:30mm;overflow:visible}
h2,h3{break-after:avoid}
}
"""
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"


def as_html(record: Record, zone: tzinfo, now: datetime) -> str:
    """Return the whole record. ``zone``: the workstation's; ``now``: aware, for the age and the print time.

    The page has no name of a patient in its title: titles are seen in task bars and print queues.
    """
    sheet = sheet_of(record, zone, now)
    body = [*_header(sheet), "<main>", *_grid(sheet), *_lists(sheet), *_timeline(sheet), *_end(sheet)]
    return "\n".join(
        [
            "<!doctype html>",
            '<html lang="en-GB"><head><meta charset="utf-8">',
            f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">',
            '<meta name="referrer" content="no-referrer">',
            f"<title>Tributary record</title><style>{_STYLE}</style></head><body>",
            *body,
            "</main></body></html>\n",
        ]
    )


def _text(words: str) -> str:
    return escape(printable(words), quote=True)


def _header(sheet: Sheet) -> Iterator[str]:
    fields = "".join(
        f"<div><dt>{_text(label)}</dt><dd>{_text(value)}</dd></div>" for label, value in sheet.banner
    )
    label, words = sheet.allergies
    yield f"<header><dl>{fields}</dl>"
    yield f'<p class="allergies"><strong>{_text(label)}</strong> {_text(words)}</p></header>'
    yield '<section class="safety">'
    yield from (f"<p>{_text(line)}</p>" for line in sheet.safety)
    yield f"</section><p>{_text(sheet.sentence)}</p>"
    yield f'<p class="assured">{_text(sheet.printed)}. {NOT_ASSURED}</p>'


def _grid(sheet: Sheet) -> Iterator[str]:
    heads = "".join(f'<th scope="col">{_text(source)}</th>' for source in sheet.grid_sources)
    yield f'<h2>What each source gave</h2><table><tr><th scope="col">Domain</th>{heads}</tr>'
    for domain, words in sheet.grid:
        cells = "".join(f"<td>{_text(said)}</td>" for said in words)
        yield f'<tr><th scope="row">{_text(domain)}</th>{cells}</tr>'
    yield "</table>"


def _lists(sheet: Sheet) -> Iterator[str]:
    for one, lines in sheet.lists:
        yield f"<h2>{_text(one.heading)}</h2><p>{_text(one.completeness)}</p>"
        yield from (_entry(line) for line in lines)
    yield from _section(DISAGREE, sheet.conflicts)


def _timeline(sheet: Sheet) -> Iterator[str]:
    yield f"<h2>Timeline, newest first</h2><p>{_text(sheet.foot)}</p>"
    for day, lines in sheet.days:
        yield f"<h3>{_text(day)}</h3>"
        yield from (_entry(line) for line in lines)


def _end(sheet: Sheet) -> Iterator[str]:
    for title, lines in sheet.end:
        yield from _section(title, lines)


def _section(title: str, lines: Iterable[str]) -> Iterator[str]:
    listed = "".join(f"<li>{_text(line)}</li>" for line in lines)
    if listed:
        yield f"<h2>{_text(title)}</h2><ul>{listed}</ul>"


def _entry(line: Line) -> str:
    mark = f'<span class="mark">{_text(line.marks)}:</span> ' if line.marks else ""
    title = f"<s>{_text(line.title)}</s>" if line.struck else f"<strong>{_text(line.title)}</strong>"
    said = " \u00b7 ".join(_text(part) for part in (line.detail, line.status) if part)
    small = " \u00b7 ".join(_text(part) for part in (line.when, line.category, line.sources) if part)
    notes = "".join(f"<li>{_text(note)}</li>" for note in line.notes)
    listed = f"<ul>{notes}</ul>" if notes else ""
    return f'<article><p>{mark}{title} {said}</p><p class="small">{small}</p>{listed}</article>'
