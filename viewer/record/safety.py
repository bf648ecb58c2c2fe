"""The safety lines under the banner: plans first, then what was held back, then where sources disagree."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import tzinfo

from viewer.entries.entry import Entry, Flag, Standing
from viewer.merge.conflicts_plan import is_resuscitation
from viewer.present.dates import short_day
from viewer.record.model import Record
from viewer.record.sources import found_nobody, holding, in_full, names_of, rows_of
from viewer.source.domain import Domain
from viewer.source.state import DomainState
from viewer.timeline.order import newest_first

MOST = 5
_FOR_PLANS = 2  # lines that no conflict takes from plans
_NOT_ANSWERED = "not answered in full by"
_FITS = 100  # characters of detail beside title, status and source
_PLAN_TITLES = ("care plan", "end of life", "palliative", "advance care", "emergency care", "escalation")
_MINOR = frozenset({"Goal", "CareTeam", "DetectedIssue", "RiskAssessment", "Consent"})
_NO_PLANS = _MINOR | {"Flag"}
_WITHDRAWN = frozenset({Flag.IN_ERROR, Flag.REFUTED, Flag.UNREADABLE, Flag.SUPERSEDED})


def safety_lines(record: Record, zone: tzinfo) -> tuple[str, ...]:
    """Return at most five lines, most important first; what does not fit is counted or shares a line.

    A statement on resuscitation comes first. What was held back and every conflict of tier 1 stand in full
    whatever else there is; of the others there is a count for each domain. Plans are counted before they go.
    """
    held = plan_entries(record.entries, zone)
    plans, absent = plan_lines(record, held, zone), _plans_not_received(record, held)
    full = [*record.alerts, *quarantine_lines(record), *_urgent(record), *record.access]
    counted = _counted(record)
    alerts = _sharing(full, counted, MOST - min(_FOR_PLANS, len(plans) + len(absent)))
    return (*_fitted(plans, absent, MOST - len(alerts)), *alerts)


def _sharing(full: Sequence[str], counted: Sequence[str], room: int) -> list[str]:
    """Let those that do not fit share the last line, each in full; what they are about is named first."""
    if len(full) + len(counted) <= room:
        return [*full, *counted]
    rest = full[room - 1 :]
    about = ", ".join(dict.fromkeys(words.partition(":")[0] for words in (*rest, *counted)))
    named = [f"More on {about}"] if rest else []
    return [*full[: room - 1], ". ".join([*named, *rest, *counted])]


def _fitted(plans: Sequence[str], absent: Sequence[str], room: int) -> list[str]:
    """Fit plans, and that none came from some sources, into the lines that are left."""
    if len(plans) + len(absent) <= room:
        return [*plans, *absent]
    kept, more = plans[:room], len(plans) - room
    counted = [f"{more} more plans or warnings"] if more > 0 else []
    return [*kept[:-1], ". ".join([kept[-1], *counted, *absent])]


def plan_lines(record: Record, held: Iterable[Entry], zone: tzinfo) -> list[str]:
    """Return a line for each statement on resuscitation, then for each plan and warning, newest first.

    Goals, teams, assessments and consents (an advance decision is more than a consent) stand in the list
    of plans; here they would push a plan off the line.
    """
    names = names_of(record)
    return [_line(entry, names, zone) for entry in held if not _is_minor(entry)]


def plan_entries(entries: Iterable[Entry], zone: tzinfo) -> list[Entry]:
    """Statements on resuscitation wherever they stand, plans, and documents that are such; none withdrawn.

    Resuscitation comes first, then the newest.
    """
    plans = [entry for entry in entries if _is_plan(entry) and not entry.flags & _WITHDRAWN]
    return sorted(newest_first(plans, zone), key=lambda entry: not is_resuscitation(entry))


def _is_minor(entry: Entry) -> bool:
    return entry.members[0].key.type in _MINOR and not is_resuscitation(entry)


def _states_a_plan(entry: Entry) -> bool:
    return is_resuscitation(entry) or entry.members[0].key.type not in _NO_PLANS


def _is_plan(entry: Entry) -> bool:
    if is_resuscitation(entry):
        return True
    if entry.domain is Domain.PLANS:
        return entry.standing is not Standing.PAST
    if entry.domain is not Domain.DOCUMENTS:
        return False
    said = " ".join((entry.title, *(coding.display for coding in entry.codings))).casefold()
    return any(words in said for words in _PLAN_TITLES)


def _line(entry: Entry, names: dict[str, str], zone: tzinfo) -> str:
    sources = dict.fromkeys(member.key.source for member in entry.members)
    named = " and ".join(names.get(source, source) for source in sources)
    marks = "".join(f"{words}: " for words in entry.marks)
    ended = "Ended: " if entry.standing is Standing.PAST else ""
    detail = _line_detail(entry)
    words = ", ".join(part for part in (entry.title, detail, entry.status) if part)
    return f"{marks}{ended}{words} ({named}, {short_day(entry.when, zone)})"


def _line_detail(entry: Entry) -> str:
    """A decision on resuscitation says its detail, or that there is more; a plan's stands in its list."""
    if not is_resuscitation(entry):
        return ""
    return entry.detail if len(entry.detail) <= _FITS else "open for its whole text"


def _plans_not_received(record: Record, held: Iterable[Entry]) -> list[str]:
    """Say "No plan received from 3 of 4 sources": that none came is not that there is none.

    A warning such as "dog in the yard" is no plan.
    """
    linked, rows = holding(record, {Domain.PLANS}), rows_of(record, Domain.PLANS)
    giving = {m.key.source for entry in held if _states_a_plan(entry) for m in entry.members}
    without = [row.origin.id for row in linked if row.origin.id not in giving]
    if not without:
        return []
    unanswered = [source for source in without if source not in rows or not in_full(rows[source])]
    said = f"No plan received from {len(without)} of {len(linked)} sources"
    why = _why_none(unanswered, record)
    return [f"{said} ({why})" if why else said]


def _why_none(sources: Sequence[str], record: Record) -> str:
    """Say "not offered by A; not answered in full by B": a source may be complete and never offer plans."""
    nobody = {row.origin.id for row in found_nobody(record)}
    states = {source: row.state for source, row in rows_of(record, Domain.PLANS).items()}
    told: dict[str, list[str]] = {"no Patient found at": [], "not offered by": [], _NOT_ANSWERED: []}
    for source in sources:
        never = states.get(source) is DomainState.NOT_SUPPORTED
        word = "not offered by" if never else _NOT_ANSWERED
        told["no Patient found at" if source in nobody else word].append(source)
    names = names_of(record)
    return "; ".join(f"{words} {_listed(own, names)}" for words, own in told.items() if own)


def _listed(sources: Sequence[str], names: dict[str, str]) -> str:
    return ", ".join(names[source] for source in sources)


def quarantine_lines(record: Record) -> list[str]:
    """Say how many resources about another patient were held back, and whose they are; [] for none."""
    number = len(record.quarantined)
    if not number:
        return []
    names = names_of(record)
    sources = dict.fromkeys(names.get(one.source, one.source) for one in record.quarantined)
    return [f"{number} received about another patient, not shown in this record: {', '.join(sources)}"]


def _urgent(record: Record) -> list[str]:
    """Return every conflict on identity, allergies, plans, death or blood group, and each retraction.

    Those on plans come last: what each source states of resuscitation stands in the lines above already.
    """
    urgent = [conflict for conflict in record.conflicts if conflict.tier == 1]
    return [one.what for one in sorted(urgent, key=lambda one: one.domain is Domain.PLANS)]


def _counted(record: Record) -> list[str]:
    """Return one line for each domain in which sources disagree otherwise; the rows are marked."""
    number = Counter(conflict.domain for conflict in record.conflicts if conflict.tier != 1)
    return [
        f"{domain.label}: sources disagree on {count}, marked in the list"
        for domain, count in sorted(number.items())
    ]
