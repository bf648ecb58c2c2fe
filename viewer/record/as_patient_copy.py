"""A copy for the patient: what each part means, in whole words, and what is not in it.

What is not to be disclosed to the patient stands nowhere in it, nor that there is any: the number left out is
for the clinician, beside the copy and not on it.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, tzinfo
from html import escape

from viewer.entries.entry import Entry, Flag
from viewer.present.dates import date_words
from viewer.present.moments import MONTHS
from viewer.present.numbers import nhs_number_words
from viewer.record.allergies import KNOWN, NONE_KNOWN, NOT_RECORDED, UNAVAILABLE, allergy_label_of
from viewer.record.as_text import printable
from viewer.record.discharge_letters import only_in_letters
from viewer.record.glance import glance
from viewer.record.model import Record
from viewer.record.plain_words import PLAIN_FLAGS, PLAIN_STATES, plain_dates, plain_detail
from viewer.record.sources import found_nobody, holding, in_full, names_of, not_linked, rows_of
from viewer.source.domain import Domain
from viewer.timeline.order import newest_first

_HIDDEN = frozenset({Flag.NOT_FOR_PATIENT, Flag.RESTRICTED})
_NOT_THEIRS = frozenset({Flag.IN_ERROR, Flag.SUPERSEDED, Flag.UNREADABLE, Flag.ABOUT_OTHER, Flag.NO_SUBJECT})
_STAFF_ONLY = frozenset({"Flag", "DetectedIssue", "RiskAssessment", "List"})
TITLE = "A copy of your health record"
_FIRST = (
    "This is not a complete record. It holds only what could be read on the day it was made.",
    (
        "It is for you to read and keep. It must not be used to make decisions about your care: "
        "your health team has to look at the records themselves."
    ),
    (
        "Names of illnesses, medicines and tests, and numbers with their units, stand as your health team "
        "wrote them. Ask your health team about anything that you do not understand."
    ),
)
_LAST = (
    (
        "Not in this copy: medicines that were stopped or ended, letters and documents, notes of visits, "
        "appointments, messages between staff, older results, and anything about other people."
    ),
    "If something here is wrong, tell the place that it came from. Only they can put it right.",
)
_ALLERGIES = {
    KNOWN: "Your records name these.",
    NONE_KNOWN: "Your records say that you have no known allergies.",
    NOT_RECORDED: "Nobody has recorded whether you have any. That does not mean that you have none.",
    UNAVAILABLE: "Whether you have any could not be found out. That does not mean that you have none.",
}
_MEANING = {
    "allergies": (
        "Allergies and bad reactions",
        "Things that have made you unwell, or may, such as a medicine or a food.",
        Domain.ALLERGIES,
    ),
    "medicines": (
        "Medicines",
        (
            "Medicines that your records list as in use, and any that they say must not be given to you. "
            "What you really take may be different. "
            "Do not change how you take a medicine because of this list."
        ),
        Domain.MEDICINES,
    ),
    "problems": (
        "Health conditions",
        "Illnesses and problems that your records list as open.",
        Domain.PROBLEMS,
    ),
    "results": (
        "Latest results of tests",
        "The last result of each test. A result outside its usual range is not always a worry.",
        Domain.RESULTS,
    ),
    "immunisations": ("Vaccinations", "Vaccinations that your records list.", Domain.IMMUNISATIONS),
    "procedures": (
        "Operations and treatments",
        "Operations, examinations and treatments that your records list.",
        Domain.PROCEDURES,
    ),
    "plans": ("Plans for your care", "What was agreed for your care, now or in an emergency.", Domain.PLANS),
}

_AS_LISTED = frozenset({"allergies", "medicines", "problems", "results", "plans"})
"""Parts that hold what At a glance lists; the others hold all of their domain."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyPart:
    """One part: heading, what it means, who was not read, and its items as (first line, further lines)."""

    heading: str
    meaning: str
    gaps: tuple[str, ...]
    items: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PatientCopy:
    """The whole copy in words. ``kept_back``: entries left out because they are not to be disclosed."""

    about: tuple[str, ...]
    first: tuple[str, ...]
    parts: tuple[CopyPart, ...]
    last: tuple[str, ...]
    kept_back: int


def patient_copy(record: Record, zone: tzinfo, now: datetime) -> PatientCopy:
    """Put a record into the words of a copy. ``now``: aware."""
    return PatientCopy(
        about=(*_who(record, zone), f"Made on {_day(now.astimezone(zone))}."),
        first=(*_FIRST, *_unread(record)),
        parts=tuple(_parts(record, zone)),
        last=_LAST,
        kept_back=sum(1 for entry in record.entries if entry.flags & _HIDDEN),
    )


def _day(now: datetime) -> str:
    return f"{now.day} {MONTHS[now.month - 1]} {now.year}, {now:%H:%M}"


def _who(record: Record, zone: tzinfo) -> Iterator[str]:
    if record.person is None:
        yield "Whose record this is could not be found out."
        return
    lead = record.person.links[0].patient
    yield f"Name: {lead.name}"
    yield f"Date of birth: {plain_dates(date_words(lead.born, zone)) if lead.born else 'not recorded'}"
    if lead.nhs_number:
        yield f"National Health Service number: {nhs_number_words(lead.nhs_number)}"


def _unread(record: Record) -> Iterator[str]:
    """Name the places of which nothing, or nobody, was found."""
    names = names_of(record)
    for rows, words in (
        (found_nobody(record), "did not find you"),
        (not_linked(record), "may hold a record of you that is not in this copy"),
    ):
        yield from (f"{names[row.origin.id]} {words}." for row in rows)


def _parts(record: Record, zone: tzinfo) -> Iterator[CopyPart]:
    lists = {
        one.key: [row.entry for row in one.rows] for one in glance(record, zone) if one.key in _AS_LISTED
    }
    lists["plans"] = [entry for entry in lists["plans"] if entry.domain is Domain.PLANS]
    for key, (heading, meaning, domain) in _MEANING.items():
        own = [entry for entry in record.entries if entry.domain is domain]
        entries = [entry for entry in lists.get(key, newest_first(own, zone)) if _theirs(entry)]
        said = f"{meaning} {_allergies(record, entries)}" if key == "allergies" else meaning
        yield CopyPart(
            heading=heading,
            meaning=said,
            gaps=(*_gaps(record, domain, zone), *(_in_letters(record, zone) if key == "medicines" else ())),
            items=tuple(_item(entry, record, zone) for entry in entries),
        )


def _allergies(record: Record, shown: Collection[Entry]) -> str:
    """Say what the label says; where all that are known are kept back it is not said that there are any."""
    label, _ = allergy_label_of(record)
    return _ALLERGIES[UNAVAILABLE if label == KNOWN and not shown else label]


def _theirs(entry: Entry) -> bool:
    return not entry.flags & (_HIDDEN | _NOT_THEIRS) and entry.members[0].key.type not in _STAFF_ONLY


def _gaps(record: Record, domain: Domain, zone: tzinfo) -> Iterator[str]:
    """Say of every place that was not read in full what became of it, and of silence that it says nothing."""
    names, rows = names_of(record), rows_of(record, domain)
    silent = found_nobody(record)
    for source in holding(record, {domain}):
        name, row = names[source.origin.id], rows.get(source.origin.id)
        if source in silent:
            continue
        if row is None:
            yield f"{name}: whether it holds anything is not known."
        elif row.as_at:  # CMP-15
            when = _day(datetime.fromisoformat(row.as_at).astimezone(zone))
            yield f"{name}: this is what it held on {when}. It may have changed since."
        elif not in_full(row):
            yield f"{name} {PLAIN_STATES[row.state]}{_in_part(row.count)}."
        elif not row.count:
            yield f"{name} {PLAIN_STATES[row.state]}."


def _in_letters(record: Record, zone: tzinfo) -> Iterator[str]:
    names = names_of(record)
    for source, letter in only_in_letters(record, zone).items():
        said = f"{names[source]} named your medicines, if any, only in a letter ({plain_dates(letter)})"
        yield f"{said}. They are not in this list."


def _in_part(count: int) -> str:
    return ", so that this list may not be complete" if count else ""


def _item(entry: Entry, record: Record, zone: tzinfo) -> tuple[str, tuple[str, ...]]:
    names = names_of(record)
    sources = dict.fromkeys(names.get(member.key.source, "") for member in entry.members)
    when = plain_dates(date_words(entry.when, zone)) if entry.when else "no date was recorded"
    differs = any(entry.id in conflict.entries for conflict in record.conflicts)
    lines = [
        plain_detail(entry.detail),
        _course(entry),
        *(words for flag, words in PLAIN_FLAGS.items() if flag in entry.flags),
        "Your records do not agree about this. Ask your health team." if differs else "",
        f"Date: {when}. From: {' and '.join(sources)}.",
    ]
    return entry.title, tuple(filter(None, lines))


def _course(entry: Entry) -> str:
    """Say of a medicine whatever its source says beside that it is in use, such as "on hold" (MED-11)."""
    if entry.domain is not Domain.MEDICINES or entry.status.casefold() in {"", "active"}:
        return ""
    return f"Your records mark this as: {plain_dates(entry.status)}."


def kept_back_words(copy: PatientCopy) -> str:
    """Say to the clinician, never on the copy, how many entries are not in it by their marks."""
    number = copy.kept_back
    if not number:
        return (
            "No entry is marked as restricted or not to be disclosed; read the copy before you hand it over"
        )
    entries = "1 entry is" if number == 1 else f"{number} entries are"
    return f"{entries} left out as restricted or not to be disclosed; read the copy before you hand it over"


def copy_as_text(copy: PatientCopy) -> str:
    """Return the copy as plain text."""
    return "\n".join(printable(line) for line in _lines(copy)) + "\n"


def _lines(copy: PatientCopy) -> Iterator[str]:
    yield from (TITLE.upper(), "", *copy.about, "", *copy.first)
    for part in copy.parts:
        yield from ("", part.heading.upper(), part.meaning, *part.gaps)
        if not part.items:
            yield "Nothing is listed here."
        for title, lines in part.items:
            yield f"* {title}"
            yield from (f"    {line}" for line in lines)
    yield from ("", *copy.last)


_STYLE = """
body{font:16px/1.5 system-ui,sans-serif;max-width:46em;margin:0 auto;padding:16px;color:#000;background:#fff}
h1{font-size:1.6em}h2{font-size:1.25em;border-bottom:1px solid #000;break-after:avoid}
li{margin:0 0 8px;break-inside:avoid}li p{margin:0}.first{border:2px solid #000;padding:4px 12px}
.gap{font-weight:600}
"""


def copy_as_html(copy: PatientCopy) -> str:
    """Return the copy as one page of HTML that needs nothing else; its title names nobody."""
    policy = "default-src 'none'; style-src 'unsafe-inline'"
    parts = "".join(_section(part) for part in copy.parts)
    return (
        '<!doctype html>\n<html lang="en-GB"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
        f"<title>{TITLE}</title><style>{_STYLE}</style></head><body><h1>{TITLE}</h1>"
        f'{_paragraphs(copy.about)}<div class="first">{_paragraphs(copy.first)}</div>'
        f"{parts}{_paragraphs(copy.last)}</body></html>\n"
    )


def _section(part: CopyPart) -> str:
    gaps = "".join(f'<p class="gap">{_text(words)}</p>' for words in part.gaps)
    items = "".join(
        f"<li><strong>{_text(title)}</strong>{_paragraphs(lines)}</li>" for title, lines in part.items
    )
    listed = f"<ul>{items}</ul>" if items else "<p>Nothing is listed here.</p>"
    return f"<h2>{_text(part.heading)}</h2><p>{_text(part.meaning)}</p>{gaps}{listed}"


def _paragraphs(words: Iterable[str]) -> str:
    return "".join(f"<p>{_text(one)}</p>" for one in words)


def _text(words: str) -> str:
    return escape(printable(words))
