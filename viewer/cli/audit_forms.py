"""How acts of the audit trail are printed: a table for people, FHIR, JSON lines or CSV for programs."""

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime, tzinfo

import msgspec

from viewer.fhir.audit_event import bundle
from viewer.source.audit_line import AuditLine

_HEADINGS = ("Line", "Time", "Act", "Outcome", "Who", "Sources", "Patient", "What")
_COLUMNS = (
    "number", "time", "action", "outcome", "user", "sources", "signed_in", "patient", "what", "purpose",
    "request", "product", "host", "trail", "bases", "organisations", "shown",
)  # fmt: skip
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_HASH = 8


def between(
    lines: Iterable[AuditLine], first: date | None, last: date | None, zone: tzinfo
) -> list[AuditLine]:
    """Return the lines of these days; one whose time cannot be read is never left out."""
    return [line for line in lines if _within(_moment(line.time), first, last, zone)]


def _within(moment: datetime | None, first: date | None, last: date | None, zone: tzinfo) -> bool:
    if moment is None:
        return True
    day = moment.astimezone(zone).date()
    return (first is None or day >= first) and (last is None or day <= last)


def _moment(text: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment if moment.tzinfo else None


def table(lines: Iterable[AuditLine], zone: tzinfo, names: Mapping[str, str]) -> list[str]:
    """Return aligned rows under headings; a source that is not set up any more is shown by its id."""
    rows = [_HEADINGS, *(_row(line, zone, names) for line in lines)]
    widths = [max(len(row[at]) for row in rows) for at in range(len(_HEADINGS))]
    return [
        "  ".join(f"{cell:{width}}" for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows
    ]


def _row(line: AuditLine, zone: tzinfo, names: Mapping[str, str]) -> tuple[str, ...]:
    moment = _moment(line.time)
    time = f"{moment.astimezone(zone):%d-%b-%Y %H:%M:%S}" if moment else "not readable"
    signed_in = dict.fromkeys(one.clinician.words for one in line.sources if one.clinician.words)
    return (
        str(line.number),
        time,
        line.action,
        line.outcome or "-",
        "; ".join(filter(None, (line.user, *signed_in))),
        ", ".join(names.get(one.id, one.id[:_HASH]) for one in line.sources) or "-",
        line.patient[:_HASH] or "-",
        line.what or "-",
    )


def _fhir(lines: Iterable[AuditLine]) -> Iterator[str]:
    yield msgspec.json.encode(bundle(lines)).decode("utf-8")


def _json_lines(lines: Iterable[AuditLine]) -> Iterator[str]:
    for line in lines:
        yield msgspec.json.encode(line).decode("utf-8")


def _csv(lines: Iterable[AuditLine]) -> Iterator[str]:
    yield _csv_row(_COLUMNS)
    for line in lines:
        joined = {
            "sources": " ".join(one.id for one in line.sources),
            "bases": _in_places(one.base for one in line.sources),
            "signed_in": "; ".join(one.clinician.words for one in line.sources if one.clinician.words),
            "organisations": _in_places(one.clinician.organisation for one in line.sources),
            "shown": msgspec.json.encode(line.shown).decode("utf-8") if line.shown else "",
        }
        yield _csv_row([str(joined.get(name, getattr(line, name, ""))) for name in _COLUMNS])


def _in_places(values: Iterable[str]) -> str:
    """Return one word for each source, so that the second belongs to the second of ``sources``.

    >>> _in_places(["", "https://gp.example/fhir"]), _in_places(["", ""])
    ('none https://gp.example/fhir', '')
    """
    words = list(values)
    return " ".join(one or "none" for one in words) if any(words) else ""


def _csv_row(cells: Iterable[str]) -> str:
    """Return one row; what a spreadsheet would run as a formula gets an apostrophe before it."""
    text = io.StringIO()
    csv.writer(text, lineterminator="").writerow(
        f"'{one}" if one.startswith(_FORMULA) else one for one in cells
    )
    return text.getvalue()


FORMS: Mapping[str, Callable[[Iterable[AuditLine]], Iterator[str]]] = {
    "fhir": _fhir,
    "jsonl": _json_lines,
    "csv": _csv,
}
