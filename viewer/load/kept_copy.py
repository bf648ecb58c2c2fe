"""What was read anew against what stands: may it take its place, and what of it is not there any more?

Everything is always read anew and compared whole. Asking only for what changed (``_lastUpdated``, ``_since``)
would miss what was deleted, and what was written with an older moment: no declaration of a server promises
either, and a record that keeps what its source has withdrawn is wrong in silence.
"""

from collections import Counter
from dataclasses import replace

from viewer.load.source_load import SourceLoad
from viewer.record.moments import as_at_words
from viewer.source.answer import Outcome
from viewer.source.domain import domain_of
from viewer.source.gap import Gap, GapKind
from viewer.source.state import SourceState

_ANSWERED = frozenset({Outcome.COMPLETE, Outcome.NOT_SUPPORTED, Outcome.DENIED})
_CAME = frozenset({SourceState.COMPLETE, SourceState.PARTIAL})
_OLDER = "Reading again failed; what stands is older. "


def may_replace(anew: SourceLoad, stands: SourceLoad) -> bool:
    """Whether what came takes the place of what stands, or is the poorer of the two.

    A copy kept on this computer gives way only to a whole answer, or to the word that the patient is gone:
    until then what it shows is older, and said to be.
    """
    if is_gone(anew) or anew.state is SourceState.COMPLETE:
        return True
    if not stands.as_at:
        return anew.tally.received >= stands.tally.received
    whole = anew.state in _CAME and _outcomes(anew) <= _ANSWERED
    return whole and _refused(anew) <= _refused(stands)


def is_gone(anew: SourceLoad) -> bool:
    """Whether the source says that the patient is not there any more (SAFE-21)."""
    return any(one.ended is not None and one.ended.gone for one in anew.grid.searches.values())


def _outcomes(load: SourceLoad) -> set[Outcome]:
    return {
        one.ended.outcome if one.ended is not None else Outcome.FAILED for one in load.grid.searches.values()
    }


def _refused(load: SourceLoad) -> set[str]:
    found = load.grid.searches.items()
    return {name for name, one in found if one.ended is not None and one.ended.outcome is Outcome.DENIED}


def keep_as_at(stands: SourceLoad, failed: SourceLoad) -> None:
    """Reading again gave less than what stands: keep that, and say so with the new reasons."""
    for gap in failed.grid.gaps:
        if gap.kind.makes_partial:
            stands.grid.note(replace(gap, what=f"{_OLDER}{gap.what}"))
    if stands.as_at:
        _say_kept(stands, failed)
    stands.state = stands.final(SourceState.COMPLETE if stands.state in _CAME else stands.state)


def _say_kept(stands: SourceLoad, failed: SourceLoad) -> None:
    """A copy never passes for the source's own whole answer, whatever a source says of its failure."""
    new = _references(failed) - _references(stands)
    if new:
        stands.grid.note(_not_shown(stands, len(new)))
    elif not any(gap.kind.makes_partial for gap in stands.grid.gaps):
        stands.grid.note(_not_read(stands))


def _not_read(stands: SourceLoad) -> Gap:
    return Gap(
        source=stands.origin.id,
        kind=GapKind.FAILED,
        domain=None,
        what=_OLDER.strip().rstrip("."),
        why="the source gave no whole answer",
        advice="Retry this source.",
    )


def _not_shown(stands: SourceLoad, number: int) -> Gap:
    return Gap(
        source=stands.origin.id,
        kind=GapKind.TRUNCATED,
        domain=None,
        what=f"{_counted(number)} came that the kept copy does not have, and {_are(number)} not shown",
        why="the answer was not whole",
        advice="Retry this source.",
    )


def departed(stands: SourceLoad, anew: SourceLoad) -> Gap | None:
    """Say what stood here and is not at the source any more (SAFE-21); None where all of it came again."""
    gone = _references(stands) - anew.identities.references()
    if not gone:
        return None
    domains = Counter(domain_of(reference.partition("/")[0]).label for reference in gone)
    which = ", ".join(f"{label} {number}" for label, number in sorted(domains.items()))
    since = as_at_words(stands.as_at or stands.retrieved, stands.zone)
    deleted = f"{_counted(len(gone))} deleted at source since {since}"
    sure = is_gone(anew)
    return Gap(
        source=stands.origin.id,
        kind=GapKind.NOTICE,
        domain=None,
        what=deleted if sure else f"{deleted}, or not given any more",
        why=f"{which}. {_SURE if sure else _UNSURE}",
        advice="Ask the source if you relied on them.",
    )


_SURE = "The source says that this patient is not there any more"
_UNSURE = "They stood here, and the source did not send them again"


def _references(load: SourceLoad) -> set[str]:
    """What stands as an entry and has an identity; what explains entries is fetched or not with them."""
    return {
        member.key.reference for entry in load.entries.values() for member in entry.members if member.key.id
    }


def _counted(number: int) -> str:
    return "1 record" if number == 1 else f"{number} records"


def _are(number: int) -> str:
    return "is" if number == 1 else "are"
