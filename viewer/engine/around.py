"""What stands around an entry: its encounter, problem, week and test, counted as it is shown then."""

from dataclasses import dataclass

import msgspec

from viewer.engine.around_lines import Around, AroundStep, AroundWay
from viewer.engine.belonging import ENCOUNTER, PROBLEM, Belonging
from viewer.engine.contained import Contained
from viewer.engine.messages import Detail
from viewer.engine.seek_desk import SeekDesk
from viewer.engine.seek_related import Related
from viewer.entries.entry import Entry
from viewer.present.dates import date_words
from viewer.present.shortened import in_short
from viewer.record.model import Record, Supporting
from viewer.record.unanswered import unanswered_words
from viewer.source.domain import Domain
from viewer.timeline.search.picking import Picked
from viewer.timeline.series import in_series, neighbours

_AT_ONCE_S = 0.03
BROKE_OFF = "What stands around this entry could not be worked out: a fault in this program"
STILL_LOOKING = "Not every record of its source is looked through yet: more may belong to it"
NO_DATE = "It has no date: what is near it in time cannot be told"
NO_PLACE = "It has no place among results of the same test: it has no date, or it is none that was made"
NO_SERIES = "Which other results are of the same test cannot be told: no code, or no unit"
NEAR = "near"
_NAMES = {ENCOUNTER: "encounter", PROBLEM: "problem"}


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Of one record. ``shown``: it as the first screen was last told, None before that."""

    seeking: SeekDesk
    shown: Record | None

    def added(self, detail: Detail, line: Entry | Supporting) -> Detail:
        """Return a detail with what stands around its entry; a supporting record has nothing around it."""
        if isinstance(line, Supporting):
            return detail
        around = Around(notes=(BROKE_OFF,))
        with Contained():
            around = self.of(line)
        return msgspec.structs.replace(detail, around=around)

    def of(self, entry: Entry) -> Around:
        """Return the ways to what stands around an entry, and what cannot be told of it."""
        found = [(kind, *self._belonging(entry, kind)) for kind in _NAMES]
        near, *notes = self._near(entry)
        ways = tuple(way for way in (*(way for _, way, _ in found), near) if way is not None)
        nothing = [_NAMES[kind] for kind, way, note in found if way is None and not note]
        said = [f"This entry names no {' and no '.join(nothing)}"] if nothing else []
        said += [note for _, _, note in found if note]
        if not self._related().is_whole(entry):
            said.append(STILL_LOOKING)
        steps, more = self._steps(entry)
        return Around(ways=ways, steps=steps, notes=(*said, *notes, *more))

    def _related(self) -> Related:
        told = self.seeking.told
        return Related(told.load, self.seeking.cross, told.entries)

    def _belonging(self, entry: Entry, kind: str) -> tuple[AroundWay | None, str]:
        """Return the way to what an entry belongs to, and what is not there of it, "" for nothing."""
        told = self.seeking.told
        belongs = Belonging(told.load, self.seeking.cross, told.entries).of(entry, kind)
        note = _not_retrieved(kind, len(belongs.lacking), some=bool(belongs.to))
        related = self._related()
        find = related.of_encounter if kind == ENCOUNTER else related.of_problem
        numbers = {key: len({key, *find(told.entries[key])}) for key in belongs.to}
        if not numbers:
            return None, note
        words = [f"{self._named(told.entries[key])} ({number:,})" for key, number in numbers.items()]
        count = f"{numbers[belongs.to[0]]:,}" if len(numbers) == 1 else f"{len(numbers):,} to choose from"
        targets = tuple(zip(numbers, words, strict=True))
        return AroundWay(kind=kind, label=f"Same {_NAMES[kind]} ({count})", targets=targets), note

    def _named(self, entry: Entry) -> str:
        when = date_words(entry.when, self.seeking.told.load.zone) if entry.when else "date not recorded"
        return in_short(f"{entry.title}, {when}")

    def _near(self, entry: Entry) -> tuple[AroundWay | None] | tuple[None, str]:
        """Return the way to what is near in time, or why there is none."""
        if entry.when is None:
            return None, NO_DATE
        told = self.seeking.told
        if told.touched:
            self.seeking.index.read_some(_AT_ONCE_S, copies=False)
        picked = Picked(self.seeking.index.columns)
        picked.near(told.numbers.of(entry.id))
        so_far = " so far" if told.touched else ""
        label = f"Within 7 days ({max(int(picked.marks.sum()), 1):,}{so_far})"
        return (AroundWay(kind=NEAR, label=label, targets=((entry.id, ""),)),)

    # ---- the same test -----------------------------------------------------------------------

    def _steps(self, entry: Entry) -> tuple[tuple[AroundStep, ...], tuple[str, ...]]:
        """Return the steps to the results of the same test beside it, and what cannot be told of them."""
        if not entry.series:
            return (), (NO_SERIES,) * (entry.domain is Domain.RESULTS)
        if not in_series(entry):
            return (), (NO_PLACE,)
        told = self.seeking.told
        beside = neighbours(entry, told.entries.values(), told.load.zone)
        have = "result of the same test has" if beside.undated == 1 else "results of the same test have"
        undated = (f"{beside.undated:,} {have} no date: not among earlier and later",)
        steps = (
            self._step(entry, beside.earlier, later=False, sure=beside.earlier_is_sure),
            self._step(entry, beside.later, later=True, sure=beside.later_is_sure),
        )
        return steps, undated * bool(beside.undated)

    def _step(self, entry: Entry, to: Entry | None, *, later: bool, sure: bool) -> AroundStep:
        side = "later" if later else "earlier"
        if to is None:
            unknown = unanswered_words(self.shown, entry.domain) if self.shown else "Still being read"
            words = f"No {side} one received"  # "from any source" would sound as if all had answered
            return AroundStep(
                later=later, words=f"{words}. {unknown}" if unknown else f"{words} from any source"
            )
        unsure = "" if sure else "; which of the two is later is not certain"
        value = ": ".join(filter(None, (", ".join(to.marks), to.value or to.detail or to.title)))
        when = date_words(to.when, self.seeking.told.load.zone)
        return AroundStep(later=later, words=in_short(f"{value}, {when}{unsure}"), entry=to.id)


def _not_retrieved(kind: str, count: int, *, some: bool) -> str:
    """Say that what is named has not come, "" where nothing lacks; ``some``: others of the kind have."""
    if not count:
        return ""
    more = " more" if some else ""
    many = f"{count:,}{more} {_NAMES[kind]}{'' if count == 1 else 's'}"
    return f"This entry names {many} that {'was' if count == 1 else 'were'} not retrieved"
