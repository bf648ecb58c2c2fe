"""What was read anew against what stands: may it take its place, and what of it is not there any more?

Everything is always read anew and compared whole. Asking only for what changed (``_lastUpdated``, ``_since``)
would miss what was deleted, and what was written with an older moment: no declaration of a server promises
either, and a record that keeps what its source has withdrawn is wrong in silence.
"""

from collections.abc import Iterator
from dataclasses import replace

from viewer.load.came_beside import by_domain, counted, named, take_beside
from viewer.load.source_load import SourceLoad
from viewer.record.moments import as_at_words
from viewer.source.answer import CAME, Outcome, is_whole
from viewer.source.domain import domain_of
from viewer.source.gap import Gap, GapKind
from viewer.source.state import DomainState, SourceState

_OLDER = "Reading again failed; what stands is older. "


def may_replace(anew: SourceLoad, stands: SourceLoad) -> bool:
    """Whether what came takes the place of what stands, or is the poorer of the two.

    A copy kept on this computer gives way only to a whole answer, or to the word that the patient is gone
    or that the source refuses now what the copy holds: no copy passes its access control by. What was read
    in this session gives way to an answer in which no search came worse than before. Until then what it
    shows is older, and said to be.
    """
    if is_gone(anew) or anew.state is SourceState.COMPLETE:
        return True
    if not stands.as_at or stands.earlier:
        return not _came_worse(anew, stands)
    return _is_whole(anew) or anew.state is SourceState.DENIED or not _refused(anew) <= _refused(stands)


def is_gone(anew: SourceLoad) -> bool:
    """Whether the source says of each Patient who was asked for that there is none any more (SAFE-21)."""
    found = anew.grid.searches
    gone = {name for name, one in found.items() if one.ended is not None and one.ended.gone}
    kinds = {_unnumbered(name) for name in gone}
    asked = {name for name in found if _unnumbered(name) in kinds}
    return gone == asked and len(gone) >= max(1, len(anew.scope.subjects))


def _unnumbered(search: str) -> str:
    """Of several Patients of one source, the searches of each but the first bear its number."""
    return search.partition(" (")[0]


_WORTH = {Outcome.COMPLETE: 2, Outcome.NOT_SUPPORTED: 2, Outcome.TRUNCATED: 1}


def _came_worse(anew: SourceLoad, stands: SourceLoad) -> bool:
    """Whether any search gave less than it had given: what it gave would leave the screen unread."""
    if not _is_whole(anew):
        return bool(stands.tally.received) and (
            anew.tally.received < stands.tally.received or _missed(anew, stands)
        )
    return any(_of_searches(_refused(anew) & _answered(stands), stands) - _came(anew))


def _of_searches(searches: set[str], load: SourceLoad) -> set[str]:
    """Name what these searches gave: one that held nothing loses nothing by being refused."""
    pages = {number for number in load.page_numbers if load.pages.about(number).search in searches}
    entries = (entry for entry in load.entries.values() if entry.members[0].place.page in pages)
    explaining = {one.reference for one in load.supporting if one.page in pages}
    return explaining.union(map(named, entries))


def _came(load: SourceLoad) -> set[str]:
    return {*load.identities.references(), *map(named, load.entries.values())}


def _missed(anew: SourceLoad, stands: SourceLoad) -> bool:
    now = _worth(anew)
    return any(now.get(name, 0) < worth for name, worth in _worth(stands).items())


def _answered(load: SourceLoad) -> set[str]:
    return {name for name, worth in _worth(load).items() if worth}


def _worth(load: SourceLoad) -> dict[str, int]:
    found = load.grid.searches.items()
    return {name: _WORTH.get(one.ended.outcome, 0) for name, one in found if one.ended is not None}


def _is_whole(load: SourceLoad) -> bool:
    return is_whole(load.state, _outcomes(load))


def _outcomes(load: SourceLoad) -> set[Outcome]:
    return {
        one.ended.outcome if one.ended is not None else Outcome.FAILED for one in load.grid.searches.values()
    }


def _refused(load: SourceLoad) -> set[str]:
    found = load.grid.searches.items()
    return {name for name, one in found if one.ended is not None and one.ended.outcome is Outcome.DENIED}


def keep_as_at(stands: SourceLoad, failed: SourceLoad) -> None:
    """Reading again gave less than what stands: keep that, marked, and say so with the new reasons."""
    if not stands.as_at and stands.page_numbers:
        stands.as_at, stands.earlier = stands.pages.about(stands.page_numbers[0]).retrieved, True
    for gap in failed.grid.gaps:
        if gap.kind.makes_partial:
            stands.grid.note_once(replace(gap, what=f"{_OLDER}{gap.what}"))
    take_beside(stands, failed)
    # A copy never passes for the source's own whole answer, whatever a source says of its failure.
    if stands.as_at and not any(gap.kind.makes_partial for gap in stands.grid.gaps):
        stands.grid.note(_not_read(stands))
    stands.state = stands.final(SourceState.COMPLETE if stands.state in CAME else stands.state)


def _not_read(stands: SourceLoad) -> Gap:
    return Gap(
        source=stands.origin.id,
        kind=GapKind.FAILED,
        domain=None,
        what=_OLDER.strip().rstrip("."),
        why="the source gave no whole answer",
        advice="Retry this source.",
    )


def departed(stands: SourceLoad, anew: SourceLoad) -> Iterator[Gap]:
    """Say what stood here and does not any more, and why: deleted (SAFE-21), refused now, or not read."""
    left = set(map(named, stands.entries.values())) - _came(anew)
    if not left:  # perhaps no answer ever came, and there is no moment to name
        return
    since = as_at_words(stands.as_at or stands.retrieved, stands.zone)
    sure = is_gone(anew)
    refused = set() if sure else {one for one in left if _is_refused(one, anew)}
    if refused:
        yield _said(stands, refused, f"refused now that stood here on {since}", _REFUSED, _ASK_ACCESS)
    if not (rest := left - refused):
        return
    if unread := set() if sure else _unread(rest, anew):
        why = _NOT_READ if stands.as_at and not stands.earlier else _NOT_WHOLE
        yield _said(stands, unread, f"not read now that stood here on {since}", why, "Retry this source.")
    if not (rest := rest - unread):
        return
    what = f"deleted at source since {since}{'' if sure else ', or not given any more'}"
    yield _said(stands, rest, what, _SURE if sure else _UNSURE, "Ask the source if you relied on them.")


_SURE = "The source says that this patient is not there any more"
_UNSURE = "They stood here, and the source did not send them again"
_REFUSED = "The source does not let them be read any more; it does not say that they were deleted"
_ASK_ACCESS = "Ask the source for access if you need them."
_NOT_WHOLE = "The answer was not whole, neither before nor now"
_NOT_READ = "The answer was not whole, and no kept copy stands in for what it lacks"
_LACKING = frozenset({DomainState.FAILED, DomainState.WITHHELD, DomainState.TRUNCATED, DomainState.NOT_ASKED})


def _unread(left: set[str], anew: SourceLoad) -> set[str]:
    """Those of which the grid says that the answer about their domain is not whole: nobody knows of them."""
    lacking = {row.domain for row in anew.grid.rows(anew.state) if row.state in _LACKING}
    return {one for one in left if domain_of(one.partition("/")[0]) in lacking}


def _is_refused(reference: str, anew: SourceLoad) -> bool:
    names = _refused(anew)
    domain = domain_of(reference.partition("/")[0])
    every = anew.state is SourceState.DENIED
    return every or any(domain in anew.grid.searches[name].domains for name in names)


def _said(stands: SourceLoad, which: set[str], what: str, why: str, advice: str) -> Gap:
    return Gap(
        source=stands.origin.id,
        kind=GapKind.NOTICE,
        domain=None,
        what=f"{counted(len(which))} {what}",
        why=f"{by_domain(which)}. {why}",
        advice=advice,
    )
