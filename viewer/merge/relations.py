"""What is said about two entries that may be the same fact and are shown side by side all the same."""

from collections.abc import Mapping
from dataclasses import dataclass

from viewer.entries.entry import Entry, Standing
from viewer.merge.rules.rule import Key, codes_contradict
from viewer.merge.rules.wording import words_contradict
from viewer.merge.sameness import (
    CONTENT,
    IDENTIFIER,
    contradictions,
    is_coded_and_dated,
    retracted,
    sources_of,
)
from viewer.merge.union import name_of

IN_ERROR_AT = "Entered in error at "


@dataclass(frozen=True, slots=True)
class Relation:
    """What one entry says of another: a note, and whether the other is named as perhaps the same."""

    note: str
    may_be_same: bool


@dataclass(frozen=True, slots=True)
class Pair:
    """Two merged entries of which copies share ``key``."""

    ours: Entry
    theirs: Entry
    key: Key

    @property
    def grouped(self) -> bool:
        """Whether either stands for several sources already."""
        return len(self.ours.members) > 1 or len(self.theirs.members) > 1


def relation(pair: Pair, names: Mapping[str, str]) -> Relation | None:
    """Return what ``ours`` has to say of ``theirs``; None for nothing."""
    elsewhere = sources_of(pair.ours) != sources_of(pair.theirs)
    if retracted(pair.ours) != retracted(pair.theirs):
        return _retraction(pair, names) if elsewhere else None
    apart = contradictions(pair.ours, pair.theirs)
    if apart and (not elsewhere or (pair.grouped and "code" in apart)):
        return None  # results of one request share its number; each has its own counterpart
    base = f"May be the same as a record of {name_of(pair.theirs, names)}: same {pair.key[0]}"
    return Relation(f"{base}, {_why(pair, apart)}", may_be_same=True)


def _why(pair: Pair, apart: tuple[str, ...]) -> str:
    if apart:
        return f"but {' and '.join(apart)} {'differs' if len(apart) == 1 else 'differ'}"
    if pair.key[0] == CONTENT and not is_coded_and_dated(pair.ours):
        return "but without a code and a date that is not certain"
    return "but which belong together is not certain"


def _retraction(pair: Pair, names: Mapping[str, str]) -> Relation | None:
    if codes_contradict(pair.ours, pair.theirs):
        return None
    ours, theirs = name_of(pair.ours, names), name_of(pair.theirs, names)
    if pair.key[0] != IDENTIFIER and words_contradict(pair.ours, pair.theirs):
        return None if retracted(pair.ours) else _in_other_words(pair.theirs, theirs)
    if retracted(pair.ours):
        return Relation(f"{IN_ERROR_AT}{ours}, {_still(pair.theirs)} at {theirs}", may_be_same=False)
    return Relation(f"{IN_ERROR_AT}{theirs}, {_still(pair.ours)} at {ours}", may_be_same=False)


def _in_other_words(gone: Entry, at: str) -> Relation:
    """Codeine was withdrawn, not penicillin, though both are "Drug allergy"; or two names of one thing."""
    note = f"Another record of this code was entered in error at {at}: {gone.title}. It may be something else"
    return Relation(note, may_be_same=False)


def _still(entry: Entry) -> str:
    return "still current" if entry.standing is Standing.CURRENT else "still recorded"
