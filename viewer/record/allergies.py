"""The allergy label of the banner (CMP-02, CMP-03): one of four, and never a claim that was not made."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from viewer.entries.entry import Entry, Flag, Standing
from viewer.entries.sought import Sought
from viewer.merge.conflicts_allergy import is_active_allergy
from viewer.record.model import DomainRow, Record
from viewer.record.sources import (
    files_of,
    holding,
    in_full,
    names_of,
    not_linked,
    without_patient,
)
from viewer.source.domain import Domain

KNOWN = "Known allergies"
NONE_KNOWN = "No known allergies"
NOT_RECORDED = "Allergies not recorded"
UNAVAILABLE = "Allergies unavailable"

_HINT = Sought(
    pattern=re.compile(
        r"allerg(?!an\b)|anaphyla|adverse reaction|hypersensitiv|intoleran|angio-?oedema", re.IGNORECASE
    ),
    stems=("allerg", "anaphyla", "adverse", "hypersens", "intoler", "oedema"),
    never=frozenset({"no known allergies", "no known allergy", "nkda", "no known drug allergies"}),
)
_MAY_HIDE_ONE = frozenset({Domain.ALLERGIES, Domain.OTHER})
_MUTE = frozenset({Flag.IN_ERROR, Flag.REFUTED, Flag.UNREADABLE, Flag.SUPERSEDED})
_DOUBT = frozenset(
    {Flag.UNCODED, Flag.REFUTED, Flag.IN_ERROR, Flag.UNCONFIRMED, Flag.NOT_UNDERSTOOD, Flag.FROM_WITHDRAWN}
)
_NOT_OF_PERSON = frozenset(
    {Flag.ABOUT_OTHER, Flag.NO_SUBJECT, Flag.DO_NOT, Flag.NOT_DONE, Flag.UNKNOWN_STATUS, Flag.SUPERSEDED}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Statements:
    """What the entries say of allergies, told apart by what may be concluded from it."""

    active: Sequence[Entry]
    none: Sequence[Entry]
    others: Sequence[Entry]
    hints: Sequence[Entry]
    unreadable: Sequence[Entry]


def statements_of(entries: Iterable[Entry]) -> Statements:
    """Sort what bears on allergies; a hint is an allergy-like record of another domain (SAFE-22)."""
    given = list(entries)
    unreadable = [e for e in given if Flag.UNREADABLE in e.flags and e.domain in _MAY_HIDE_ONE]
    own = [e for e in given if e.domain is Domain.ALLERGIES and Flag.UNREADABLE not in e.flags]
    active = [entry for entry in own if is_active_allergy(entry)]
    none = [entry for entry in own if states_none(entry)]
    said = {entry.id for entry in (*active, *none)}
    return Statements(
        active=active,
        none=none,
        others=[entry for entry in own if entry.id not in said],
        hints=[entry for entry in given if is_hint(entry)],
        unreadable=unreadable,
    )


def states_none(entry: Entry) -> bool:
    """Whether it is an explicit coded statement, upheld, that this person has no known allergy (CMP-02)."""
    sound = not entry.flags & (_DOUBT | _NOT_OF_PERSON) and entry.standing is not Standing.PAST
    return Flag.NO_KNOWN_ALLERGY in entry.flags and bool(entry.codings) and sound


def is_hint(entry: Entry) -> bool:
    """Whether a record of another domain reads like an allergy and is not withdrawn.

    A list named after allergies is only the heading of records that stand for themselves; Allergan is a
    maker of eye drops.
    """
    if entry.domain is Domain.ALLERGIES or entry.flags & _MUTE:
        return False
    if entry.members[0].key.type == "List" and all(member.key.type == "List" for member in entry.members):
        return False
    return _HINT.names(entry)


def allergy_label(
    entries: Iterable[Entry],
    rows: Iterable[DomainRow],
    names: Mapping[str, str],
    files: Collection[str] = (),
) -> tuple[str, str]:
    """Return (label, words). ``names``: every linked source's id and name; each has to have answered.

    ``rows`` of other domains and of sources that are not linked take no part. ``files``: ids of sources
    that are files, which never answer a domain in full.
    """
    said = statements_of(entries)
    if said.active:
        return KNOWN, _known_words(said, _missing(rows, names, files))
    missing = _missing(rows, names, files)
    doubts = [*missing, *_doubts(said)]
    if doubts or not names:
        return UNAVAILABLE, _sentence(doubts or ["no source has been asked"])
    if said.none:
        return NONE_KNOWN, _sentence([_stated(said.none, names), "every linked source has answered in full"])
    if said.others:
        what = "what is recorded is past, refuted, in error, or about one kind of allergy only"
        return UNAVAILABLE, _sentence([what])
    return NOT_RECORDED, _sentence(
        ["every source has answered in full and none records any allergy, or none"]
    )


def allergy_label_of(record: Record) -> tuple[str, str]:
    """Return the label of a record, with its words; sources that are not linked are named in them.

    What limits "No known allergies" stands first: where the words are cut off, it is not (CMP-03).
    """
    names = names_of(record)
    unknown, aside = without_patient(record), not_linked(record)
    asked = [row.origin.id for row in holding(record, {Domain.ALLERGIES}) if row not in unknown]
    linked = {source: names[source] for source in asked}
    label, words = allergy_label(record.entries, record.domains, linked, files_of(record))
    limits = [
        f"{said} {', '.join(names[row.origin.id] for row in rows)}"
        for rows, said in ((unknown, "no Patient found at"), (aside, "found but not linked, so not seen:"))
        if rows
    ]
    return label, _sentence([*limits, words] if label == NONE_KNOWN else [words, *limits])


def _missing(rows: Iterable[DomainRow], names: Mapping[str, str], files: Collection[str]) -> list[str]:
    """Say which linked sources have not answered the domain in full, by name; any gap at all counts."""
    own = [row for row in rows if row.domain is Domain.ALLERGIES]
    lacking_any = {row.source for row in own if row.gaps or not in_full(row)}
    full = {row.source for row in own} - lacking_any
    lacking = [name for source, name in names.items() if source not in full or source in files]
    return [f"not answered in full by {', '.join(lacking)}"] if lacking else []


def _doubts(said: Statements) -> list[str]:
    words = []
    if said.unreadable:
        words.append(f"{len(said.unreadable)} unreadable, of which any may be an allergy")
    words += _elsewhere(said.hints, "an allergy may be recorded elsewhere")
    unsound = [e for e in said.others if Flag.NO_KNOWN_ALLERGY in e.flags and Flag.UNCODED in e.flags]
    if unsound:
        words.append("that there are none is stated as text only")
    return words


def _elsewhere(hints: Sequence[Entry], words: str) -> list[str]:
    """Say what reads like an allergy; that a source has no information about any is no such record."""
    ignorant = [entry for entry in hints if entry.members[0].key.type == "AllergyIntolerance"]
    others = [entry for entry in hints if entry not in ignorant]
    said = [f"{words}: {_titles(others)}"] if others else []
    return [*said, *([f"a source states: {_titles(ignorant)}"] if ignorant else [])]


def _titles(entries: Sequence[Entry]) -> str:
    return ", ".join(dict.fromkeys(entry.title for entry in entries))


def _known_words(said: Statements, missing: Sequence[str]) -> str:
    number = len(said.active)
    unsure = sum(1 for entry in said.active if entry.standing is not Standing.CURRENT)
    words = [f"{number} recorded"]
    words += [f"{unsure} of them without a stated clinical status"] if unsure else []
    words += ["a source also states none"] if said.none else []
    words += _elsewhere(said.hints, "more may be recorded elsewhere")
    words += [f"may be incomplete: {missing[0]}"] if missing else []
    return _sentence(words)


def _stated(none: Sequence[Entry], names: Mapping[str, str]) -> str:
    sources = dict.fromkeys(member.key.source for entry in none for member in entry.members)
    titles = " and ".join(dict.fromkeys(entry.title for entry in none))
    return f"{titles}, stated by {', '.join(names.get(source, source) for source in sources)}"


def _sentence(parts: Sequence[str]) -> str:
    words = "; ".join(parts)
    return words[:1].upper() + words[1:]
