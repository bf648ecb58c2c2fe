"""What is looked for in the record on screen: which rows hold it, and what can be picked."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np

from viewer.engine.haystack import haystack
from viewer.engine.lines import UNSOUGHT, Row
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
from viewer.engine.told_rows import ToldRows
from viewer.source.domain import Domain
from viewer.timeline.folding import holds, wanted_words
from viewer.timeline.search.picks import Picks


@dataclass(slots=True)
class SeekDesk:
    """One for a record. The question that stands is answered again as rows come and go."""

    told: ToldRows
    _asked: Seek | None = None
    _said: Sought | None = None
    _texts: dict[str, tuple[Row, str]] = field(default_factory=dict)

    def answers(self, message: OfSeeking) -> Iterator[SaidOfSeeking]:
        """Yield what is said to a question."""
        match message:
            case Seek():
                self._asked = message
                self._said = self._sought(message)
                yield self._said
            case AskWhere():
                yield Where(number=message.number, found=())
            case AskChoices():
                yield Choices(choices=tuple(self._choices()))
            case _:
                pass

    def again(self) -> Iterator[Sought]:
        """Yield the answer to the question that stands, where it is another one than was said."""
        if self._asked is None:
            return
        sought = self._sought(self._asked)
        if sought != self._said:
            self._said = sought
            yield sought

    def _sought(self, asked: Seek) -> Sought:
        bits = np.zeros(len(self.told.numbers), np.bool_)
        for row in self.told.rows.values():
            bits[row.number] = self._is_sought(row, asked.picks)
        hits = np.packbits(bits).tobytes()
        return Sought(number=asked.number, picks=asked.picks, hits=hits, shown=int(bits.sum()))

    def _is_sought(self, row: Row, picks: Picks) -> bool:
        wanted = wanted_words(picks.words)
        return not wanted or row.rest.endswith(UNSOUGHT) or holds(self._text(row), wanted)

    def _text(self, row: Row) -> str:
        kept = self._texts.get(row.id)
        if kept is None or kept[0] is not row:
            kept = self._texts[row.id] = (row, haystack(row))
        return kept[1]

    def _choices(self) -> Iterator[Choice]:
        entries = self.told.entries.values()
        domains = Counter(entry.domain for entry in entries)
        for one in Domain:
            if domains[one]:
                yield Choice(kind="domains", value=one.value, label=one.label, count=domains[one])
        names = self.told.names.whole
        sources = Counter(key for entry in entries for key in {one.key.source for one in entry.members})
        for key, name in names.items():
            if sources[key]:
                yield Choice(kind="sources", value=key, label=name, count=sources[key])
        for kind, said in (
            ("categories", Counter(row.category for row in self.told.rows.values())),
            ("statuses", Counter(entry.status for entry in entries if entry.status)),
        ):
            for value in sorted(said):
                yield Choice(kind=kind, value=value, label=value, count=said[value])
