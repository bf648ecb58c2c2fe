"""Why a question does not show what is looked for: what each source says, and what hides it here."""

from collections.abc import Callable, Iterator
from dataclasses import asdict as asdict_of

import numpy as np
from msgspec.structs import asdict, replace

from viewer.engine.open_record import OpenRecord
from viewer.engine.seek_messages import AskWhyNot, Sought, SourceSays, WhyNot
from viewer.record.pick_words import phrases
from viewer.record.sought_domains import domains_sought
from viewer.record.why_not import Asked, why_not
from viewer.source.domain import Domain
from viewer.timeline.search.picks import BY_HAND, NOTHING, Picks
from viewer.timeline.search.reach import source_reach
from viewer.timeline.search.vocabulary import Marks

NOTHING_ASKED = "Nothing is asked: no word, no filter. Every row is shown; each source says what it gave"
_UNREAD = "Not all of its text is searched yet"
_KINDS = (
    "domains", "categories", "sources", "statuses", "authors", "encounter", "problem", "near", "series",
    "known_by",
)  # fmt: skip


def why_not_of(record: OpenRecord, message: AskWhyNot) -> WhyNot:
    """Answer for every source of the record as it stands."""
    seeking, picks = record.seeking, message.picks
    whole = record.shown or record.load.record()
    words = Picks(words=picks.words)
    shown, held = seeking.of(picks), seeking.of(words)
    all_shown = _marks(record, shown)
    here = all_shown & _on_page(record, message)
    asked = Asked(
        by_words=bool(picks.words.strip()),
        domains=_domains(record, picks, held),
        shown=_counted(record, "sources", here),
        elsewhere=_counted(record, "sources", all_shown & ~here),
        held=_counted(record, "sources", _marks(record, held)),
        reach=_reach(record),
    )
    says = tuple(SourceSays(**asdict_of(one)) for one in why_not(whole, asked, record.zone))
    return WhyNot(number=message.number, says=says, beside=tuple(_beside(record, picks, (shown, held))))


def _marks(record: OpenRecord, sought: Sought) -> Marks:
    """One for each line, however many of them were gone through when this was answered."""
    bits = np.frombuffer(sought.hits, np.uint8)
    return np.unpackbits(bits, count=len(record.told.numbers)).astype(np.bool_)


def _on_page(record: OpenRecord, message: AskWhyNot) -> Marks:
    """The lines that stand on the page from which it was asked, and at its foot if one is chosen."""
    marks = np.zeros(len(record.told.numbers), np.bool_)
    for key, row in record.told.rows.items():
        on_page = not message.page or row.domain in message.page
        marks[record.told.numbers.of(key)] = on_page and (not message.place or message.place in row.place)
    return marks


def _counted(record: OpenRecord, kind: str, marks: Marks) -> dict[str, int]:
    return record.seeking.index.columns.names[kind].counts(marks)


def _domains(record: OpenRecord, picks: Picks, held: Sought) -> tuple[Domain, ...]:
    known = {domain.value: domain for domain in Domain}
    if picks.domains:
        return tuple(known[name] for name in picks.domains if name in known)
    found = [known[name] for name in _counted(record, "domains", _marks(record, held)) if name in known]
    return domains_sought(picks.words, found)


def _reach(record: OpenRecord) -> dict[str, tuple[str, bool]]:
    """What is said of each source's letters; nothing is whole while text is still to be read."""
    index = record.seeking.index
    read = index.is_done and not (index.unreadable or index.broken)
    read = read and all(settled for _, settled in (beside() for beside in record.seeking.beside))
    letters = record.seeking.letters()
    found = {}
    for source in record.found.sources:
        words, whole = source_reach(letters.get(source, {}))
        found[source] = (words, whole) if read else (f"{_UNREAD}. {words}", False)
    return found


# ---- what hides it here ----------------------------------------------------------------------


def _beside(record: OpenRecord, picks: Picks, answers: tuple[Sought, Sought]) -> Iterator[str]:
    shown, held = answers
    if not picks.asked:
        yield NOTHING_ASKED
    yield from _spelling(picks, held)
    yield from _hidden(record, picks, held)
    yield from shown.reach


def _spelling(picks: Picks, held: Sought) -> Iterator[str]:
    for typed in dict.fromkeys(typed for typed, _ in held.offers):
        others = ", ".join(f'"{other}"' for one, other in held.offers if one == typed)
        yield f'Nothing that was searched holds "{typed}". Spelt like it, and not searched: {others}'
    if not held.shown and picks.words.strip():
        yield f'No row of any page holds "{picks.words.strip()}" in what was searched'


def _hidden(record: OpenRecord, picks: Picks, held: Sought) -> Iterator[str]:
    """Each pick by name, with how many rows hold the words and are not let through by it."""
    holding = _marks(record, held)
    for alone in _each(picks):
        let = _marks(record, record.seeking.of(replace(alone, words=picks.words)))
        beyond = int(np.count_nonzero(holding & ~let))
        if beyond:
            what = "hold the words" if beyond != 1 else "holds the words"
            what = what if picks.words.strip() else ("are" if beyond != 1 else "is")
            named = ", ".join(phrases(alone, _namer(record)))
            yield f"Hidden by the filter {named}: {beyond:,} {_rows(beyond)} {what} beyond it"


def _each(picks: Picks) -> Iterator[Picks]:
    """Each kind that asks something, alone; both ends of a time together."""
    asked = asdict(picks)
    if picks.since or picks.until:
        yield replace(NOTHING, since=picks.since, until=picks.until)
    for kind in _KINDS:
        if asked[kind]:
            yield replace(NOTHING, **{kind: asked[kind]})


def _namer(record: OpenRecord) -> Callable[[str, str], str]:
    labels = {domain.value: domain.label for domain in Domain}
    names = record.told.names.whole

    def named(kind: str, value: str) -> str:
        if kind in BY_HAND:
            row = record.told.rows.get(value)
            return row.title if row is not None else "an entry that has left the record"
        return {"domains": labels, "sources": names}.get(kind, {}).get(value, value)

    return named


def _rows(count: int) -> str:
    return "row" if count == 1 else "rows"
