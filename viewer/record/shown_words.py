"""What was on the screen, in words: page, filter, and of each source its state, its moment and its hash."""

from collections.abc import Container, Mapping
from dataclasses import dataclass
from datetime import datetime, tzinfo

from viewer.present.moments import MONTHS
from viewer.record.as_csv import Table
from viewer.record.shown_at import Told
from viewer.source.shown import Shown, ShownSource

NOTHING = "Nothing was on the screen."
NOT_KEPT = (
    "Not kept: the answers themselves cannot be shown again; their hash can be compared with the source's."
)
KEPT = "The kept copy on this computer is the same answer"
LIMITS = (
    "This proves which answers were shown, not that somebody read them. Of a filter its kinds are noted and "
    "not what was typed. Changes less than 5 seconds apart share a line, which counts them."
)
COLUMNS = (
    "From", "Page", "Filter", "As at", "All answered", "Rows", "Hash of what was shown", "Source", "State",
    "Answered", "Kept copy of", "FHIR version", "Pages", "Entries", "Hash of the answers",
    "Entries that state a version", "Hash of the versions", "Changes before without a line", "Since",
)  # fmt: skip
_KINDS = {
    "words": "words",
    "domains": "kind of entry",
    "categories": "category",
    "sources": "source",
    "statuses": "status",
    "authors": "author",
    "since": "from a date",
    "until": "to a date",
    "encounter": "one encounter",
    "problem": "one problem",
    "near": "around one entry",
    "series": "one test",
}
_STATES = {
    "complete": "complete",
    "partial": "incomplete",
    "failed": "failed",
    "denied": "refused access",
    "cancelled": "stopped by hand",
    "not-linked": "not linked to this patient",
    "loading": "still being read",
    "waiting": "not answered yet",
}
_PAGES = {
    "glance": "At a glance",
    "news": "What is new",
    "plans": "Plans, warnings",
    "family": "Family history",
    "other": "Other records",
}


@dataclass(frozen=True, slots=True)
class Names:
    """What sources are called, by id, and in which zone times are said."""

    zone: tzinfo
    sources: Mapping[str, str]

    def source(self, key: str) -> str:
        """Return the name of a source; of one that is not set up any more its id."""
        return self.sources.get(key) or f"source {key}"


def page_words(key: str) -> str:
    """Return the label of a page as the window has it.

    >>> page_words("medicines"), page_words("news"), page_words("")
    ('Medicines', 'What is new', 'not known')
    """
    return _PAGES.get(key) or key.capitalize() or "not known"


def clock_words(moment: str, zone: tzinfo) -> str:
    """Return a moment to the second.

    >>> from datetime import UTC
    >>> clock_words("2026-11-22T02:10:07.25+00:00", UTC)
    '22-Nov-2026 02:10:07'
    """
    at = datetime.fromisoformat(moment).astimezone(zone)
    return f"{at:%d}-{MONTHS[at.month - 1][:3]}-{at:%Y %H:%M:%S}"


def told_words(told: Told, names: Names) -> tuple[str, ...]:
    """Return what is said of one record: since and until when, then what stood there."""
    if told.into is None:
        return (_span(told, names.zone), *shown_words(told.shown, names))
    many = told.into.passed
    changes = (
        "1 change within seconds has no line of its own"
        if many == 1
        else f"{many} changes within seconds have no line of their own"
    )
    between = f"Between {clock_words(told.since, names.zone)} and {clock_words(told.until, names.zone)}"
    before = (
        ("Before:", *shown_words(told.shown, names)) if told.shown else ("Before: nothing of this record.",)
    )
    return (
        f"{between} the screen was changing: {changes}.", *before, "After:", *shown_words(told.into, names),
    )  # fmt: skip


def _span(told: Told, zone: tzinfo) -> str:
    since = f"On the screen since {clock_words(told.since, zone)}"
    if told.until:
        return f"{since}, until {clock_words(told.until, zone)}."
    return f"{since}. No end is noted: it is still on the screen, or the program ended unseen."


def shown_words(shown: Shown | None, names: Names) -> tuple[str, ...]:
    """Return whole sentences: the page, the filter, then each source."""
    if shown is None or shown.ended:
        return (NOTHING,)
    rows = f"{shown.rows:,} row{'' if shown.rows == 1 else 's'} in the record"
    settled = "Every source had answered" if shown.settled else "Sources were still being read"
    return (
        f"Page: {page_words(shown.page)}. {filter_words(shown, names.zone)}",
        f"{settled}; {rows}. Hash of what was shown: {shown.view}.",
        *(source_words(one, names) for one in shown.sources),
    )


def filter_words(shown: Shown, zone: tzinfo) -> str:
    """Say which kinds of filter were in force, and the moment of "as at".

    >>> from datetime import UTC
    >>> filter_words(Shown(at="", filters=("words", "since")), UTC)
    'Filter by words, from a date.'
    """
    kinds = ", ".join(_KINDS.get(one, one) for one in shown.filters)
    said = f"Filter by {kinds}." if kinds else "No filter."
    return f"{said} As at {clock_words(shown.known_by, zone)}." if shown.known_by else said


def source_words(source: ShownSource, names: Names) -> str:
    """Say what one source had given: state, moment, how much, and the hash of its answers."""
    said = [f"{names.source(source.id)}: {_STATES.get(source.state, source.state)}"]
    if source.as_at:
        said.append(f"as at {clock_words(source.as_at, names.zone)}, read before and not answered anew")
    elif source.retrieved:
        said.append(f"as of {clock_words(source.retrieved, names.zone)}")
    pages = f"{source.pages:,} page{'' if source.pages == 1 else 's'}"
    entries = f"{source.entries:,} entr{'y' if source.entries == 1 else 'ies'}"
    said.append(f"{entries} in {pages}" if source.pages else "no answer")
    if source.fhir:
        said.append(f"FHIR {source.fhir}")
    hashed = [f" Hash of the answers: {source.answers}."] if source.answers else []
    if source.versioned:
        stated = (
            "version that 1 entry states"
            if source.versioned == 1
            else f"versions that {source.versioned:,} state"
        )
        hashed.append(f" Hash of the {stated}: {source.versions}.")
    return ", ".join(said) + "." + "".join(hashed)


def kept_words(shown: Shown, names: Names, kept: Container[str]) -> tuple[str, ...]:
    """Say of which sources a copy holds the same answer; ``kept``: hashes of the copies on this computer."""
    answered = [one for one in shown.sources if one.answers]
    same = ", ".join(names.source(one.id) for one in answered if one.answers in kept)
    gone = ", ".join(names.source(one.id) for one in answered if one.answers not in kept)
    said = [f"{KEPT}: {same}."] if same else []
    if gone:
        said.append(f"{NOT_KEPT} So it is of {gone}." if same else NOT_KEPT)
    return tuple(said)


def moment_line(shown: Shown, before: Shown | None, names: Names) -> str:
    """Say one moment in a line of a list: the clock, and what had changed."""
    changes = ", ".join(_changes(shown, before)) or "rows or words changed"
    return f"{clock_words(shown.at, names.zone)}   {page_words(shown.page)}: {changes}"


def _changes(shown: Shown, before: Shown | None) -> list[str]:
    if before is None:
        return ["opened" if shown.settled else "opened, sources being read"]
    said = {
        "page turned": shown.page != before.page,
        "all answered": shown.settled and not before.settled,
        "read again": before.settled and not shown.settled,
        "filter set": bool(shown.filters) and shown.filters != before.filters,
        "filter cleared": bool(before.filters) and not shown.filters,
        "as at set": bool(shown.known_by) and shown.known_by != before.known_by,
        "as at ended": bool(before.known_by) and not shown.known_by,
        "answers": _answers(shown) != _answers(before),
    }
    return [words for words, changed in said.items() if changed]


def _answers(shown: Shown) -> list[tuple[str, str, str]]:
    return [(one.id, one.state, one.answers) for one in shown.sources]


def table_of_shown(lines: tuple[Shown, ...], names: Names) -> Table:
    """Return a row for each moment and source, oldest first; a moment with no source has a row too."""
    rows = [_row(one, source, names) for one in lines for source in (one.sources or (None,))]
    return Table(title="What was on the screen", columns=COLUMNS, rows=tuple(rows))


def _row(one: Shown, source: ShownSource | None, names: Names) -> tuple[str, ...]:
    zone = names.zone
    page = "nothing on the screen" if one.ended else page_words(one.page)
    own = source or ShownSource(id="", state="")
    return (
        clock_words(one.at, zone),
        page,
        "" if one.ended else ", ".join(_KINDS.get(kind, kind) for kind in one.filters),
        clock_words(one.known_by, zone) if one.known_by else "",
        "yes" if one.settled else "no",
        str(one.rows),
        one.view,
        names.source(own.id) if own.id else "",
        _STATES.get(own.state, own.state),
        clock_words(own.retrieved, zone) if own.retrieved else "",
        clock_words(own.as_at, zone) if own.as_at else "",
        own.fhir,
        str(own.pages),
        str(own.entries),
        own.answers,
        str(own.versioned),
        own.versions,
        str(one.passed),
        clock_words(one.before, zone) if one.before else "",
    )
