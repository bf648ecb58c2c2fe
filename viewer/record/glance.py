"""The lists of At a glance: what stands in each, in which order, and what it leaves out in words."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import tzinfo

from viewer.entries.entry import Entry, Flag, Standing
from viewer.merge.conflicts_allergy import is_active_allergy
from viewer.present.dates import short_day
from viewer.record.completeness import Completeness
from viewer.record.discharge_letters import letters_sentence, only_in_letters
from viewer.record.model import DomainRow, Record
from viewer.record.prohibitions import has_ended, is_not_to_be_given
from viewer.record.safety import plan_entries
from viewer.record.sources import settled
from viewer.source.domain import Domain
from viewer.source.gap import Gap, GapKind
from viewer.timeline.order import newest_first, order_key
from viewer.timeline.series import latest_results

_FEW = 12  # of what there may be hundreds of; the rest is counted below the heading
_WITHDRAWN = frozenset({Flag.IN_ERROR, Flag.REFUTED, Flag.UNREADABLE, Flag.SUPERSEDED})


@dataclass(frozen=True, slots=True, kw_only=True)
class GlanceRow:
    """One line of a list; ``addition`` stands after its detail, such as the previous result in words."""

    entry: Entry
    addition: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class GlanceList:
    """One list.

    ``key``: plans, allergies, medicines, problems, results; for the summary encounters, documents,
    immunisations too.
    ``heading`` holds title and count, "so far" until every source has answered. ``completeness`` says what
    is not known, and counts what the list leaves out of its domains; ``short`` says both in one line.
    """

    key: str
    heading: str
    completeness: str
    short: str
    rows: tuple[GlanceRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Part:
    """How one list is made: its domains, its title, and which rows stand in it, in order."""

    key: str
    title: str
    domains: Collection[Domain]
    rows: Callable[[Sequence[Entry], tzinfo], list[GlanceRow]]
    everywhere: bool = False


def glance(record: Record, zone: tzinfo) -> tuple[GlanceList, ...]:
    """Return the lists, in the order of the screen; each entry of their domains is listed or counted."""
    complete = Completeness(record)
    return tuple(_list_of(part, record, zone, complete) for part in _PARTS)


def _list_of(part: _Part, record: Record, zone: tzinfo, complete: Completeness) -> GlanceList:
    own = [entry for entry in record.entries if entry.domain in part.domains]
    rows = part.rows(record.entries if part.everywhere else own, zone)
    done = settled(record)
    title = part.title if done else _UNSETTLED.get(part.key, part.title)
    so_far = "" if done else " so far"
    said, short = _completeness(part, record, zone, complete)
    words = [*said, left_out(own, rows)]
    missing = len({entry.id for entry in own} - {row.entry.id for row in rows})
    short += [f"{missing} not listed"] if missing else []
    return GlanceList(
        key=part.key,
        heading=f"{title}{so_far} {_count(part.key, rows)}",
        completeness=" ".join(word for word in words if word),
        short="; ".join(short),
        rows=tuple(rows),
    )


def _completeness(
    part: _Part, record: Record, zone: tzinfo, complete: Completeness
) -> tuple[list[str], list[str]]:
    """Say in whole and in short how complete a list is; whose medicines stand only in a letter gave none."""
    lettered = only_in_letters(record, zone) if Domain.MEDICINES in part.domains else {}
    if lettered:
        rows = tuple(_with_letter(row) if row.source in lettered else row for row in record.domains)
        record = replace(record, domains=rows)
        complete = Completeness(record)
    words = [complete.words(part.domains, zone)]
    words += [letters_sentence(record, zone)] if lettered else []
    short = [complete.short(part.domains)]
    return words, [*short, *([f"{len(lettered)} with a letter only"] if lettered else [])]


def _with_letter(row: DomainRow) -> DomainRow:
    """A source whose medicines, if any, stand in a letter has not given this list in full."""
    if row.domain is not Domain.MEDICINES:
        return row
    letter = Gap(
        source=row.source, kind=GapKind.NOTICE, domain=row.domain, what="Medicines only in a letter", why=""
    )
    return replace(row, gaps=(*row.gaps, letter))


def _count(key: str, rows: Sequence[GlanceRow]) -> str:
    """Return "(9)", or of allergies "(7), 2 not active": the banner counts those that may hold (CMP-03).

    What is not to be given is no medicine in use: "(26), 1 not to be given".
    """
    if key != "allergies":
        never = sum(1 for row in rows if is_not_to_be_given(row.entry)) if key == "medicines" else 0
        return f"({len(rows) - never}){f', {never} not to be given' if never else ''}"
    others = [row.entry for row in rows if not is_active_allergy(row.entry)]
    unreadable = sum(1 for entry in others if Flag.UNREADABLE in entry.flags)
    kinds = {_not_active(entry) for entry in others if Flag.UNREADABLE not in entry.flags}
    word = kinds.pop() if len(kinds) == 1 else "not active"  # one line: each row says which it is
    told = ((unreadable, "unreadable"), (len(others) - unreadable, word))
    return ", ".join(
        [f"({len(rows) - len(others)})", *(f"{number} {said}" for number, said in told if number)]
    )


def _not_active(entry: Entry) -> str:
    return next((words for flag, words in _NO_ALLERGY if flag in entry.flags), "refuted or ended")


_NO_ALLERGY = (
    (Flag.IN_ERROR, "in error"),
    (Flag.SUPERSEDED, "replaced"),
    (Flag.ABOUT_OTHER, "about another subject"),
    (Flag.NO_KNOWN_ALLERGY, "stating none"),
    (Flag.NO_KNOWN_ALLERGY_OF_A_KIND, "stating none of one kind"),
)


def left_out(own: Iterable[Entry], rows: Iterable[GlanceRow]) -> str:
    """Count, by the reason, the entries of a list's domains that do not stand in it; "" for none."""
    listed = {row.entry.id for row in rows}
    numbers: dict[str, int] = {}
    for entry in own:
        if entry.id not in listed:
            reason = _reason(entry)
            numbers[reason] = numbers.get(reason, 0) + 1
    counted = ", ".join(f"{number} {reason}" for reason, number in sorted(numbers.items()))
    return f"Not listed: {counted}." if counted else ""


_REASONS = (
    (Flag.UNREADABLE, "unreadable"),
    (Flag.IN_ERROR, "in error"),
    (Flag.SUPERSEDED, "replaced"),
    (Flag.REFUTED, "refuted"),
    (Flag.NOT_DONE, "not done"),
)


def _reason(entry: Entry) -> str:
    for flag, words in _REASONS:
        if flag in entry.flags:
            return words
    if has_ended(entry):
        return Standing.PAST.value
    if entry.standing in {Standing.PAST, Standing.PLANNED}:
        return entry.standing.value
    if entry.when is None:
        return "undated"
    return "uncoded" if entry.domain is Domain.RESULTS and Flag.UNCODED in entry.flags else "earlier or other"


def _plans(entries: Sequence[Entry], zone: tzinfo) -> list[GlanceRow]:
    return [GlanceRow(entry=entry) for entry in plan_entries(entries, zone)]


def _allergies(entries: Sequence[Entry], zone: tzinfo) -> list[GlanceRow]:
    """Active ones first, then all others: an allergy list hides nothing, not even what was refuted."""
    ordered = sorted(entries, key=lambda entry: (not is_active_allergy(entry), order_key(entry, zone)))
    return [GlanceRow(entry=entry) for entry in ordered]


def _holding(entries: Sequence[Entry], zone: tzinfo) -> list[GlanceRow]:
    """What is not to be given, then what is current or of no stated standing: that is never read as past."""
    standing = {Standing.CURRENT, Standing.UNKNOWN}
    sound = [entry for entry in entries if not entry.flags & _WITHDRAWN]
    held = [entry for entry in sound if entry.standing in standing or is_not_to_be_given(entry)]
    ordered = sorted(newest_first(held, zone), key=lambda entry: not is_not_to_be_given(entry))
    return [GlanceRow(entry=entry) for entry in ordered]


def _results(entries: Sequence[Entry], zone: tzinfo) -> list[GlanceRow]:
    return [
        GlanceRow(entry=latest.entry, addition=previous_words(latest.previous, zone))
        for latest in latest_results(entries, zone)
    ]


def _recent(entries: Sequence[Entry], zone: tzinfo) -> list[GlanceRow]:
    """Everything that is planned, and the newest of the rest; what is undated is counted as not listed."""
    held = [entry for entry in entries if not entry.flags & _WITHDRAWN and entry.when is not None]
    planned = [entry for entry in held if entry.standing is Standing.PLANNED]
    others = [entry for entry in held if entry.standing is not Standing.PLANNED]
    shown = newest_first([*planned, *newest_first(others, zone)[:_FEW]], zone)
    return [GlanceRow(entry=entry) for entry in shown]


def _given(entries: Sequence[Entry], zone: tzinfo) -> list[GlanceRow]:
    """All of them: a person has few, and one that was not given matters as much."""
    return [GlanceRow(entry=entry) for entry in newest_first(list(entries), zone)]


def previous_words(previous: Sequence[Entry], zone: tzinfo) -> str:
    """Return "(was 4.9 mmol/L, 02-Mar-2024)"; "" where there is none."""
    said = "; ".join(
        f"{entry.value or entry.detail or 'no value'}, {short_day(entry.when, zone)}" for entry in previous
    )
    return f"(was {said})" if said else ""


_UNSETTLED = {"results": "Results"}
"""Nothing is called latest until every source has answered."""

_PARTS = (
    _Part(key="plans", title="Care plans and warnings", domains={Domain.PLANS}, rows=_plans, everywhere=True),
    _Part(
        key="allergies",
        title="Allergies",  # short: its heading counts twice
        domains={Domain.ALLERGIES},
        rows=_allergies,
    ),
    _Part(key="medicines", title="Current medicines", domains={Domain.MEDICINES}, rows=_holding),
    _Part(key="problems", title="Active problems", domains={Domain.PROBLEMS}, rows=_holding),
    _Part(key="results", title="Latest results", domains={Domain.RESULTS}, rows=_results),
    _Part(key="encounters", title="Coming and recent encounters", domains={Domain.ENCOUNTERS}, rows=_recent),
    _Part(key="documents", title="Recent documents", domains={Domain.DOCUMENTS}, rows=_recent),
    _Part(key="immunisations", title="Immunisations", domains={Domain.IMMUNISATIONS}, rows=_given),
)
