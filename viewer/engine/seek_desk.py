"""What is looked for in the record on screen: which rows hold it and where, and what can be picked."""

import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

import numpy as np

from viewer.engine.choice_desk import SINCE, ChoiceDesk
from viewer.engine.contained import Contained
from viewer.engine.detail_links import DetailLinks
from viewer.engine.group_desk import GroupDesk
from viewer.engine.group_messages import AskGroups
from viewer.engine.seek_choices import choices_of
from viewer.engine.seek_index import SeekIndex
from viewer.engine.seek_messages import (
    AskChoices,
    AskWhere,
    Choice,
    Choices,
    OfSeeking,
    SaidOfSeeking,
    Seek,
    Sought,
    Where,
)
from viewer.engine.seek_offers import offers_for
from viewer.engine.seek_related import Related
from viewer.engine.seek_where import where_in
from viewer.engine.told_rows import ToldRows
from viewer.timeline.folding import Sought as Wanted
from viewer.timeline.folding import wanted_words
from viewer.timeline.search.picking import Picked
from viewer.timeline.search.picks import BY_HAND, Picks
from viewer.timeline.search.reach import Papers
from viewer.timeline.search.vocabulary import Marks

_AT_ONCE_S = 0.03
"""Seconds in which lines that have just come are gone through before a question is answered."""
_PACE_S = 0.5
_MOST_WHERE = 200
BROKE_OFF = "This filter could not be applied, a fault in this program: everything is shown"

Beside = Callable[[], tuple[tuple[str, ...], bool]]
"""Says what else is not searched, in whole sentences, and whether that is settled."""
LettersOf = Callable[[], Mapping[str, Papers]]
"""Counts what became of the documents of each source (id); one that is not named sent none."""


@dataclass(slots=True)
class SeekDesk:
    """One for a record. The question that stands is answered again as rows come and go and words are read.

    ``beside``: what else is said of the reach of a search, such as letters that are not downloaded.
    """

    told: ToldRows
    cross: DetailLinks
    at_rest: Callable[[], bool]
    index: SeekIndex = field(init=False)
    groups: GroupDesk = field(init=False)
    choices: ChoiceDesk = field(init=False)
    beside: list[Beside] = field(default_factory=list)
    letters: LettersOf = dict
    _asked: Seek | None = None
    _said: Sought | None = None
    _wanted: Wanted = ()
    _told_at: float = 0.0
    _so_far: bool = False

    def __post_init__(self) -> None:
        self.index = SeekIndex(self.told)
        self.groups = GroupDesk(self.told, self.cross, self.at_rest)
        self.choices = ChoiceDesk(self.told, self.cross)

    @property
    def asked(self) -> Picks | None:
        """What is sought at the moment, None for nothing."""
        return self._asked.picks if self._asked is not None and self._asked.picks.asked else None

    def answers(self, message: OfSeeking) -> Iterator[SaidOfSeeking]:
        """Yield what is said to a question."""
        match message:
            case Seek():
                self._asked = message
                self._said = self._sought(message)
                yield self._said
            case AskWhere():
                yield Where(number=message.number, found=tuple(self._where(message)))
            case AskChoices():
                self.choices.want()
                yield self._choices()
            case AskGroups():
                self.groups.take(message)
            case _:
                pass

    def of(self, picks: Picks) -> Sought:
        """Answer another question beside the one that stands."""
        stands = self._wanted
        try:
            return self._sought(Seek(number=0, picks=picks))
        finally:
            self._wanted = stands

    def again(self) -> Iterator[Sought]:
        """Yield the answer to the question that stands, where it is another one than was said."""
        if self._asked is None:
            return
        sought = self._sought(self._asked)
        self._told_at = time.monotonic()
        if sought != self._said:
            self._said = sought
            yield sought

    def at_last(self) -> Iterator[Sought]:
        """Yield the answer again where it was not the last one, now that nothing is left to be done."""
        if self._said is not None and not self._said.settled:
            yield from self.again()

    def read_some(self) -> tuple[bool, tuple[Sought, ...]]:
        """Take a piece of reading; tell whether anything is left, and what is to be said meanwhile.

        The question that stands is answered again at a pace, and once when nothing is left.
        """
        was_done = self.index.is_done
        more = self.index.read_some()
        due = not more and not was_done
        if self.asked is not None and (due or (more and time.monotonic() > self._told_at + _PACE_S)):
            return more, tuple(self.again())
        return more, ()

    def look_on(self) -> tuple[bool, tuple[SaidOfSeeking, ...]]:
        """Take a piece of what lines belong to; tell whether it goes on, and what is to be said."""
        more, groups = self.groups.step()
        if more or groups:
            return more, groups
        if self.choices.wanted and self.told.touched:  # counts are of every line
            self.index.read_some(copies=False)
            return True, ()
        more, found = self.choices.step()
        return more, (self._choices(),) if found or (self._so_far and not more) else ()

    def _choices(self) -> Choices:
        self._catch_up()
        self._so_far = bool(self.told.touched)
        named = choices_of(self.index.columns, self.told.names.whole)
        return Choices(choices=(*named, *self.choices.found, *self._stay()))

    def _stay(self) -> Iterator[Choice]:
        day = self.choices.stay[1]
        if day:
            count = self.of(Picks(since=day)).shown
            yield Choice(kind=SINCE, value=day, label="Since the last admission", count=count)

    def _catch_up(self) -> None:
        self.index.mind_restriction()
        if self.told.touched:
            self.index.read_some(_AT_ONCE_S, copies=False)

    def _sought(self, asked: Seek) -> Sought:
        with Contained():
            return self._worked_out(asked)
        bits = np.ones(len(self.told.numbers), np.bool_)
        hits, shown = np.packbits(bits).tobytes(), len(self.told.rows)
        return Sought(number=asked.number, picks=asked.picks, hits=hits, shown=shown, notes=(BROKE_OFF,))

    def _worked_out(self, asked: Seek) -> Sought:
        self._catch_up()
        for kind in BY_HAND:
            self.index.take_first(getattr(asked.picks, kind))
        picks, picked = asked.picks, Picked(self.index.columns)
        picked.named(picks)
        picked.dated(picks, self.told.load.zone)
        whole = self._related(picks, picked)
        offers = self._worded(picks, picked)
        picked.known_by(picks.known_by)  # last: what it leaves out is counted
        unsure = picked.unsure
        reach, settled = self._reach(picks)
        return Sought(
            number=asked.number,
            picks=picks,
            hits=np.packbits(picked.marks).tobytes(),
            shown=int(picked.marks.sum()),
            unsure=np.packbits(picked.marks & unsure).tobytes() if unsure is not None else b"",
            reach=reach,
            offers=offers,
            notes=picked.counted(),
            settled=settled and whole,
        )

    def _related(self, picks: Picks, picked: Picked) -> bool:
        """Keep what belongs to what is named; tell whether all of that is known."""
        if picks.near:
            picked.near(self._number(picks.near))
        if picks.series:
            picked.series(self._number(picks.series))
        related, whole = Related(self.told.load, self.cross, self.told.entries), True
        for key, find in ((picks.encounter, related.of_encounter), (picks.problem, related.of_problem)):
            entry = self.told.entries.get(key)
            if key:
                ids = find(entry) if entry is not None else set()
                picked.among(self._number(key), [self.told.numbers.of(one) for one in ids])
                whole &= entry is None or related.is_whole(entry)
        if not whole:
            picked.notes.append(
                "Not every record is looked through yet for what belongs to it: more may come"
            )
        return whole

    def _number(self, key: str) -> int:
        return self.told.numbers.of(key) if key in self.told.rows else -1

    def _worded(self, picks: Picks, picked: Picked) -> tuple[tuple[str, str], ...]:
        """Keep what holds all words as typed; return what is offered for those that nothing holds."""
        offers: list[tuple[str, str]] = []
        always = np.isin(np.arange(len(picked.marks)), list(self.index.unsought))
        for names in wanted_words(picks.words):
            held = self._holding(names, len(picked.marks))
            if not held.any():
                offers += offers_for(picks.words, names[0], self.index, self.told)
            picked.marks &= held | always
        self._wanted = wanted_words(picks.words)
        return tuple(offers)

    def _holding(self, names: tuple[str, ...], count: int) -> Marks:
        marks = self.index.index.holding_any(names)
        return np.concatenate([marks, np.zeros(max(count - len(marks), 0), np.bool_)])

    def _reach(self, picks: Picks) -> tuple[tuple[str, ...], bool]:
        """Say what was not searched; "" where nothing that was asked needs more than the lines."""
        index, total = self.index, len(self.told.rows)
        settled = self.at_rest() and index.is_done
        said = list(self._just_come())
        if picks.words.strip() or picks.authors:
            said += self._unread(total)
        if picks.words.strip():
            for beside in self.beside:
                more, done = beside()
                said += more
                settled = settled and done
        return tuple(said), settled

    def _just_come(self) -> Iterator[str]:
        late = len(self.told.touched)
        if late:
            lines = "line that has" if late == 1 else "lines that have"
            yield f"Not searched yet: {late:,} {lines} just come"

    def _unread(self, total: int) -> Iterator[str]:
        index = self.index
        if index.todo:
            yield f"Not searched yet: the full text of {len(index.todo):,} of {total:,} records"
        for numbers, why in (
            (index.unreadable, "cannot be read"),
            (index.broken, "could not be gone through, a fault in this program"),
        ):
            if numbers:
                count = f"{len(numbers):,} {'record' if len(numbers) == 1 else 'records'}"
                them = "it" if len(numbers) == 1 else "them"
                yield f"The full text of {count} {why}: only what the list shows of {them} was searched"

    def _where(self, message: AskWhere) -> Iterator[tuple[str, str, str]]:
        if self._asked is None or message.number != self._asked.number:
            return
        self.index.mind_restriction()
        for key in message.entries[:_MOST_WHERE]:
            row, line = self.told.rows.get(key), self.told.line(key)
            found = where_in(self.index, row, line, self._wanted) if row and line else None
            if found is not None:
                yield key, *found
