"""The letters of the record on screen, for searching: found, read one by one while nobody asks, counted.

What came with a record is read in a process of its own, one copy after another; a few are handed over at a
time, so that no more of them is in memory. Everything else is said not to be searched, with the reason. Texts
are in memory alone, up to a measure, and leave with the record.
"""

import re
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from viewer.engine.contained import Contained
from viewer.engine.documents.pdf_messages import Letter, LetterText
from viewer.engine.letter_reader import Job, ReadCopy, Spot
from viewer.engine.seek_index import SeekIndex, members_of
from viewer.engine.told_rows import ToldRows
from viewer.entries.entry import Entry
from viewer.errors import ResourceError
from viewer.fhir.resource import Place
from viewer.record.model import Supporting
from viewer.timeline.search.reach import Paper, Papers, reach_words

MOST_BYTES = 16 * 1024 * 1024
"""Bytes of one resource with its letters, as it was sent."""
MOST_TEXT = 20_000_000
"""Letters of the texts of one record."""
MOST_INDEX = 256 * 1024 * 1024
"""Bytes of memory of an index, from which on no more text comes in."""
_AHEAD = 3
_PIECE_S = 0.008
_MAY_HOLD = re.compile(
    rb'"(?:contentType|attachment|presentedForm|photo|image|contentAttachment|contentReference|document'
    rb'|valueAttachment|sourceAttachment|answerAttachment|contentAsset|video)"|"resourceType"\s*:\s*"Binary"'
)
_LOOKING = "Not searched yet: records are still being looked through for letters"

Holds = Callable[[str, str], bool]
"""Whether a source (id) may be asked for an address."""


@dataclass(slots=True)
class _Copy:
    """One copy, the line it is of ("" for none), and of each of its documents by number what became of it.

    ``elsewhere``: where those are that stand in a record of their own; ``urls`` of those at the source.
    """

    place: Place
    key: str
    became: dict[int, Paper] = field(default_factory=dict)
    texts: dict[int, str] = field(default_factory=dict)
    elsewhere: dict[int, Spot] = field(default_factory=dict)
    urls: dict[int, Letter] = field(default_factory=dict)


@dataclass(slots=True)
class ReadingLetters:
    """One for a record. ``hand``: gives a job to whoever reads; ``holds``: what a source may be asked for."""

    told: ToldRows
    index: SeekIndex
    hand: Callable[[Job], None]
    holds: Holds
    _copies: dict[Spot, _Copy] = field(default_factory=dict)
    _by_key: dict[str, tuple[Spot, ...]] = field(default_factory=dict)
    _claims: dict[Spot, set[Spot]] = field(default_factory=dict)
    _waiting: dict[Spot, None] = field(default_factory=dict)
    _out: set[Spot] = field(default_factory=set)
    _text: int = 0
    _said: tuple[str, ...] | None = None

    # ---- what is said ------------------------------------------------------------------------

    @property
    def settled(self) -> bool:
        """Whether every letter that is going to be read has been."""
        return not (self.told.unlooked or self._waiting or self._out)

    def reach(self) -> tuple[tuple[str, ...], bool]:
        """Say what of them is not searched, and whether that is settled."""
        if self._said is None:
            self._said = reach_words(in_order(self.counts(), self.told.names.whole))
        looking = (_LOOKING,) if self.told.unlooked and self.index.is_done else ()
        return (*looking, *self._said), self.settled

    def counts(self) -> dict[str, Papers]:
        """Count what became of the documents of each source; one that is referred to is counted there."""
        counted: dict[str, Counter[Paper]] = {}
        for spot, copy in self._copies.items():
            if not self._is_claimed(spot):
                counted.setdefault(spot[0], Counter()).update(self._papers(spot, copy))
        return dict(counted)

    def _is_claimed(self, spot: Spot) -> bool:
        return any(one in self._copies for one in self._claims.get(spot, ()))

    def _papers(self, spot: Spot, copy: _Copy) -> Iterator[Paper]:
        if spot in self._waiting or spot in self._out:
            yield from [Paper.PENDING] * max(1, len(copy.became))
            return
        for number, paper in copy.became.items():
            yield self._there(copy.elsewhere[number]) if number in copy.elsewhere else paper

    def _there(self, spot: Spot) -> Paper:
        """What became of a document that stands in a record of its own."""
        copy = self._copies.get(spot)
        if copy is None or spot in self._waiting or spot in self._out:
            return Paper.PENDING
        return next(iter(copy.became.values()), Paper.NOT_SENT)

    # ---- what is done ------------------------------------------------------------------------

    def step(self) -> bool:
        """Look through some lines that have come or changed; tell whether there may be more to be done."""
        end = time.monotonic() + _PIECE_S
        while self.told.unlooked and time.monotonic() < end:
            key = next(iter(self.told.unlooked))
            del self.told.unlooked[key]
            with Contained():
                self._look(key)
        if not self.told.unlooked:
            self._forget_others()
        return self._hand_over() or bool(self.told.unlooked)

    def _look(self, key: str) -> None:
        line = self.told.line(key)
        if line is None:
            self._by_key.pop(key, None)
            return
        spots = tuple(self._found(line))
        if spots or key in self._by_key:
            self._by_key[key] = spots
        for spot in spots:
            self._copies[spot].key = key

    def _look_at(self, spot: Spot, place: Place, key: str) -> None:
        if spot not in self._copies:
            self._copies[spot] = _Copy(place, key)
            self._begin(spot)

    def _found(self, line: Entry | Supporting) -> Iterator[Spot]:
        for member in members_of(line):
            spot = (member.key.source, member.place.page, member.place.start)
            if spot in self._copies or self._holds_any(member.place):
                self._look_at(spot, member.place, line.id)
                yield spot

    def _begin(self, spot: Spot) -> None:
        place = self._copies[spot].place
        self._said = None
        if place.end - place.start > MOST_BYTES:
            self._copies[spot].became = {0: Paper.TOO_LARGE}
        else:
            self._waiting[spot] = None

    def _holds_any(self, place: Place) -> bool:
        try:
            return _MAY_HOLD.search(self.told.load.raw(place)) is not None
        except ResourceError:
            return False  # it is told that this record cannot be read

    def _forget_others(self) -> None:
        """What has left the record is read and counted no more."""
        here = {spot for spots in self._by_key.values() for spot in spots}
        if len(here) == len(self._copies):
            return
        here |= {spot for spot, by in self._claims.items() if not here.isdisjoint(by)}
        for spot in [spot for spot in self._copies if spot not in here]:
            self._text -= sum(map(len, self._copies.pop(spot).texts.values()))
            self._claims.pop(spot, None)
            self._waiting.pop(spot, None)
            self._said = None

    def _hand_over(self) -> bool:
        """Give a few copies to be read; tell whether any was."""
        handed = False
        while self._waiting and len(self._out) < _AHEAD:
            spot = next(iter(self._waiting))
            del self._waiting[spot]
            try:
                raw = self.told.load.raw(self._copies[spot].place)
            except ResourceError:
                self._copies[spot].became = {0: Paper.UNREADABLE}
                continue
            self._out.add(spot)
            self.hand(Job(spot=spot, raw=raw))
            handed = True
        return handed

    # ---- what comes back ---------------------------------------------------------------------

    def take(self, read: ReadCopy) -> None:
        """Take in what was read of a copy; of one that has left nothing stays."""
        self._said = None
        copy = self._copies.get(read.spot)
        self._out.discard(read.spot)
        if copy is not None:
            for letter, found in read.letters:
                self._put(read.spot, copy, letter, found)
            self._show(read.spot, copy)
            for other in self._claims.get(read.spot, ()):
                if (referring := self._copies.get(other)) is not None:
                    self._show(other, referring)
        self._hand_over()

    def lacks(self, spot: Spot, part: int) -> bool:
        """Whether a document of this record is known and was not read."""
        copy = self._copies.get(spot)
        return copy is not None and copy.became.get(part) in {Paper.AT_SOURCE, Paper.NOT_GIVEN}

    def begun(self, spot: Spot, part: int) -> None:
        """A document that was lacking has come and is being read."""
        self._copies[spot].became[part] = Paper.PENDING
        self._out.add(spot)
        self._said = None

    def not_given(self, spot: Spot, part: int) -> None:
        """Its source did not give a document."""
        if self.lacks(spot, part):
            self._copies[spot].became[part] = Paper.NOT_GIVEN
            self._said = None

    def _put(self, spot: Spot, copy: _Copy, letter: Letter, found: LetterText | None) -> None:
        part = letter.part
        if found is not None:
            self._keep(copy, part, found)
            return
        own = self.told.load.source(spot[0])
        place = own.library.place_of(letter.url) if own is not None else None
        if place is not None:
            there = (spot[0], place.page, place.start)
            copy.became[part], copy.elsewhere[part] = Paper.PENDING, there
            self._claims.setdefault(there, set()).add(spot)
            self._look_at(there, place, "")
        elif self.holds(spot[0], letter.url):
            copy.became[part], copy.urls[part] = Paper.AT_SOURCE, letter
        else:
            copy.became[part] = Paper.ELSEWHERE

    def _keep(self, copy: _Copy, part: int, found: LetterText) -> None:
        copy.became[part] = Paper[found.became]
        if not found.text:
            return
        if self._text + len(found.text) > MOST_TEXT or self.index.index.size > MOST_INDEX:
            copy.became[part] = Paper.TOO_MUCH
        else:
            self._text += len(found.text) - len(copy.texts.get(part, ""))
            copy.texts[part] = found.text

    def _show(self, spot: Spot, copy: _Copy) -> None:
        """Let its line be found by what was read."""
        texts = [*copy.texts.items()]
        for part, there in copy.elsewhere.items():
            held = self._copies.get(there)
            texts += [(part, text) for text in (held.texts.values() if held is not None else ())]
        named = tuple((_called(part, len(copy.became)), text) for part, text in sorted(texts))
        self.index.add_documents(copy.key, spot, named)

    def at_source(self) -> Iterator[tuple[Spot, Letter]]:
        """Yield what is at its source and was not downloaded."""
        for spot, copy in self._copies.items():
            for part, letter in copy.urls.items():
                if copy.became.get(part) is Paper.AT_SOURCE:
                    yield spot, letter


def _called(part: int, count: int) -> str:
    """What a part is called beside a row that is found by it."""
    return f"Letter text, part {part + 1}" if count > 1 else "Letter text"


def in_order(counts: Mapping[str, Papers], names: Mapping[str, str]) -> dict[str, Papers]:
    """Name sources in the order of their names; two of one name are told apart by a number."""
    said: dict[str, Papers] = {}
    for key in sorted(counts, key=list(names).index):
        same = sum(1 for one in said if names[key] in {one, one.rpartition(" (")[0]})
        said[f"{names[key]} ({same + 1})" if same else names[key]] = counts[key]
    return said
