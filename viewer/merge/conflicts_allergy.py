"""Where sources disagree about allergies: active here, refuted, resolved or "none known" there."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from viewer.entries.entry import Entry, Flag, Standing
from viewer.merge.conflict import Conflict
from viewer.merge.stated import (
    MAY_DISAGREE,
    Words,
    by_thing,
    by_title,
    in_other_words,
    standings,
    who_disagree,
)
from viewer.source.domain import Domain

_NONE = frozenset({Flag.NO_KNOWN_ALLERGY})
_NO_ALLERGY = frozenset({Flag.NO_KNOWN_ALLERGY, Flag.NO_KNOWN_ALLERGY_OF_A_KIND, Flag.REFUTED})

_NOT_SAID = frozenset({Flag.IN_ERROR, Flag.UNREADABLE, Flag.ABOUT_OTHER, Flag.SUPERSEDED})


def is_active_allergy(entry: Entry) -> bool:
    """Whether an entry of the allergies domain is an allergy that may hold: not refuted, in error or past.

    One whose standing is not stated counts: its silence is not "past".
    """
    gone = entry.flags & (_NO_ALLERGY | _NOT_SAID)
    return not gone and entry.standing is not Standing.PAST


def allergy_conflicts(entries: Sequence[Entry], words: Words) -> Iterator[Conflict]:
    """Find every disagreement among statements of the allergies domain; all are tier 1."""
    active = [entry for entry in entries if is_active_allergy(entry)]
    none = [entry for entry in entries if entry.flags & _NONE and entry.standing is not Standing.PAST]
    none = [entry for entry in none if Flag.REFUTED not in entry.flags]
    if active and none:
        said = words.all(none, lambda _: "no known allergies")
        but = words.all(active, lambda entry: f"{entry.title} recorded")
        yield _conflict(f"Allergies: {who_disagree(none, active)}. {said}. But {but}", none, active)
    stated = [entry for entry in entries if not entry.flags & _NONE]
    for together in by_title(stated):
        yield from _in_the_same_words(together, words)
    for together in by_thing(stated):
        yield from _under_one_code(together, words)


def _in_the_same_words(together: Sequence[Entry], words: Words) -> Iterator[Conflict]:
    for (ones, said), (others, but) in _contrary(together):
        if ones and others:
            what = f"{together[0].title}: {who_disagree(ones, others)}"
            said_by = f"{words.all(ones, _plain(said))}. {words.all(others, _plain(but))}"
            yield _conflict(f"{what}. {said_by}", ones, others)


def _under_one_code(together: Sequence[Entry], words: Words) -> Iterator[Conflict]:
    """What other words say under the same code: each title with its own, so that none is read for another."""
    for (ones, said), (others, but) in _contrary(together):
        ours, theirs = in_other_words(ones, others)
        if ours and theirs:
            said_by = f"{words.all(ours, _titled(said))}. {words.all(theirs, _titled(but))}"
            yield _conflict(f"Allergies: {MAY_DISAGREE}. {said_by}", ours, theirs)


def _plain(said: str) -> Callable[[Entry], str]:
    return lambda _: said


def _titled(said: str) -> Callable[[Entry], str]:
    return lambda entry: f"{entry.title} {said}"


_Said = tuple[Sequence[Entry], str]


def _contrary(together: Sequence[Entry]) -> Iterator[tuple[_Said, _Said]]:
    """The two sides of each possible disagreement, with what each says.

    The dissent first: where the line is short of room it is what must not be cut.
    """
    active = [entry for entry in together if is_active_allergy(entry)]
    refuted = [entry for entry in together if Flag.REFUTED in entry.flags]
    yield (refuted, "refuted"), (active, "recorded")
    stand = standings(entry for entry in together if not entry.flags & _NO_ALLERGY)
    yield (stand.current, "active"), (stand.past, "no longer active")


def _conflict(what: str, *sides: Iterable[Entry]) -> Conflict:
    ids = tuple(sorted({entry.id for side in sides for entry in side}))
    return Conflict(domain=Domain.ALLERGIES, tier=1, what=what, entries=ids)
