"""How one course of a medicine reads in a cell and as plain text; nothing of it is cut (MED-01..18)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import tzinfo

from viewer.entries.entry import Entry, Flag
from viewer.entries.phrases import spelled
from viewer.fhir.dates import ClinicalDate
from viewer.present.dates import NOT_RECORDED, date_words, short_day
from viewer.record.pages.medicines.body import Item, Line
from viewer.record.pages.medicines.courses import SourceCourse, course
from viewer.record.pages.medicines.own_lists import item_of
from viewer.record.pages.medicines.rows import Copy
from viewer.record.pages.medicines.wording import bare, folded

NO_DOSE = "Dose not stated"
_KIND_OF_TYPE = {
    "MedicationRequest": "order",
    "MedicationOrder": "order",
    "MedicationStatement": "statement",
    "MedicationUsage": "statement",
}
_CHANGED = "dosage has changed"
_CHANGED_WORDS = "Warning from the source: dosage has changed"  # MED-14
_BETWEEN = " \N{MIDDLE DOT} "


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """Words of courses of one row. ``name`` is the row's: what is called otherwise says its own name.

    ``is_named``: whether that is a medicine's readable name.
    ``marks_of``: what a source's own list says of an item, by source and ``item_of``.
    """

    name: str
    zone: tzinfo
    is_named: bool = True
    marks_of: Mapping[tuple[str, str], tuple[str, ...]] = field(default_factory=dict)

    def item(self, made: SourceCourse) -> Item:
        """Return a course as lines, in the order in which they are needed."""
        return Item(
            entry=made.lead.entry.id,
            title=made.lead.own.title,
            standing=made.standing,
            lines=tuple(self._lines(made)),
        )

    def _lines(self, made: SourceCourse) -> list[Line]:
        said = [Line(look="name", text=title) for title in self._titles(made)]
        said += [Line(look="dose", text=words) for words in doses(made)]
        said += [Line(look="mark", text=words) for words in self.marks(made)]
        said += [Line(look="listed", text=words) for words in self.listed(made)]
        said.append(Line(look="status", text=_BETWEEN.join([status(made), *_kinds(made)])))
        said.append(Line(look="small", text=_BETWEEN.join([*self.dates(made), *_who(made)])))
        said += [Line(look="stop", text=words) for words in self.ends(made)]
        said += [Line(look="stop", text=words) for words in _notes(made.stated)]
        if made.standing == "unreadable":
            said.append(Line(look="stop", text=made.lead.own.detail or "no reason known"))
        return [*said, *(Line(look="more", text=words) for words in _beside(made))]

    def _titles(self, made: SourceCourse) -> list[str]:
        titles = list(dict.fromkeys(copy.own.title for copy in made.stated))
        return titles if len(titles) > 1 or folded(titles[0]) != folded(self.name) else []

    def marks(self, made: SourceCourse) -> list[str]:
        """What stands out: doubts about the record itself, a suspension, a dosage that has changed."""
        marks = [
            mark
            for copy in made.stated
            for mark in copy.own.marks
            if mark.casefold() not in f"{copy.own.title} {copy.own.status}".casefold()
        ]
        if made.standing == "suspended":
            marks.insert(0, "Suspended")
        for copy in made.stated:
            said = course(copy.own)
            if said.dose_changed:
                marks.append(f"Dosage last changed {self._day(said.dose_changed)}")
            elif _CHANGED in f"{said.dose} {said.note}".casefold():
                marks.append(_CHANGED_WORDS)
        return list(dict.fromkeys(marks))

    def listed(self, made: SourceCourse) -> list[str]:
        """What a list of the source says of it, such as "Dose reduced"."""
        keys = [(copy.source, item_of(copy.own.members[0])) for copy in made.stated]
        return [f"Source's list says: {words}" for key in keys for words in self.marks_of.get(key, ())]

    def ends(self, made: SourceCourse) -> list[str]:
        """When and why its status changed."""
        found = []
        for copy in made.stated:
            said = course(copy.own)
            if said.stopped or said.why:
                when = f" {self._day(said.stopped)}" if said.stopped else ""
                label = "Stopped" if made.standing == "past" else "Reason for the status"
                found.append(f"{label}{when}" + (f": {said.why}" if said.why else ""))
        return list(dict.fromkeys(found))

    def dates(self, made: SourceCourse) -> list[str]:
        """From when until when, and when it was last issued, supplied or given; never nothing."""
        if made.standing == "given":
            return [date_words(made.lead.own.when, self.zone)]
        starts = [day for copy in made.stated if (day := course(copy.own).start)]
        ends = [day for copy in made.stated if (day := course(copy.own).end)]
        said = [f"from {self._day(min(starts, key=_earliest))}"] if starts else []
        said += [f"until {self._day(max(ends, key=_earliest))}"] if ends else []
        issued = last_issued(made)
        said += [f"last issued {self._day(issued)}"] if issued else []
        said += self._events(made)
        return said if starts else [self._recorded(made.lead.own), *said]

    def _recorded(self, entry: Entry) -> str:
        """The day of an order or a statement, and what it is the day of."""
        kind = entry.when.kind if entry.when else ""
        return f"{kind} {self._when(entry)}".strip()

    def _events(self, made: SourceCourse) -> list[str]:
        """Supplies and givings of an order: how many, and the newest."""
        counted: dict[str, list[Entry]] = {}
        for copy in made.issues:
            if not course(copy.own).issue:
                counted.setdefault(course(copy.own).kind, []).append(copy.own)
        return [
            f"{kind} {f'{len(own)} times, newest ' if len(own) > 1 else ''}{self._when(own[0])}"
            for kind, own in counted.items()
        ]

    def _when(self, entry: Entry) -> str:
        return short_day(entry.when, self.zone) if entry.when else NOT_RECORDED.lower()

    def _day(self, when: ClinicalDate) -> str:
        return short_day(when, self.zone)


def doses(made: SourceCourse) -> list[str]:
    """Every dose that the course's own records state, and that of its last issue where it is another."""
    stated = _different(course(copy.own).dose for copy in made.stated)
    issues = [copy for copy in made.issues if course(copy.own).issue]
    last = course(issues[0].own).dose if issues else ""
    said = [f"DOSE\N{NO-BREAK SPACE}{dose}" for dose in stated] or (
        [] if made.standing == "do-not" else [NO_DOSE]
    )
    if last and bare(last) not in {bare(dose) for dose in stated}:
        said.append(f"Last issue: DOSE\N{NO-BREAK SPACE}{last}")
    return said


def _different(words: Iterable[str]) -> list[str]:
    return list({bare(one): one for one in words if one}.values())


def status(made: SourceCourse) -> str:
    """Status in words, never blank; where the records of one course differ, all of them."""
    said = list(dict.fromkeys(_status(copy.own) for copy in made.stated))
    words = " / ".join(said)
    intent = next((found for copy in made.stated if (found := course(copy.own).intent)), "")
    return f"{words[:1].upper()}{words[1:]}" + (f"{_BETWEEN}{intent}" if intent else "")


def _status(entry: Entry) -> str:
    """The status without its reason, which stands on a line of its own."""
    why = course(entry).why
    return entry.status.removesuffix(f" ({why})") if why else entry.status or "status not stated"


def kind_of(made: SourceCourse) -> str:
    """Which list of its source the course is in, in words."""
    issues = (copy for copy in made.issues if course(copy.own).issue)
    said = (course(copy.own).kind for copy in (*made.stated, *issues))
    kind = made.lead.own.members[0].key.type
    return next((words for words in said if words), "") or _KIND_OF_TYPE.get(kind, spelled(kind))


def _kinds(made: SourceCourse) -> list[str]:
    issues = next((said for copy in made.stated if (said := course(copy.own).issues)), "")
    return [words for words in (kind_of(made), issues) if words]


def last_issued(made: SourceCourse) -> ClinicalDate | None:
    """When it was last issued: as the source says, or its newest issue."""
    said = [day for copy in made.copies if (day := course(copy.own).last_issued)]
    issues = [copy.own.when for copy in made.issues if course(copy.own).issue and copy.own.when]
    return max((*said, *issues), key=_earliest, default=None)


def _earliest(day: ClinicalDate) -> float:
    return day.earliest


def _notes(copies: Sequence[Copy]) -> list[str]:
    return list(dict.fromkeys(note for copy in copies if (note := course(copy.own).note)))


def _who(made: SourceCourse) -> list[str]:
    return list(dict.fromkeys(f"by {copy.own.recorder}" for copy in made.stated if copy.own.recorder))


def _beside(made: SourceCourse) -> list[str]:
    """Supply, who prescribes, what for, and the name as coded where it is another (MED-16)."""
    said = [course(copy.own) for copy in made.stated]
    quiet = [mark for copy in made.stated for mark in copy.own.quiet_marks if mark != Flag.OTHER_OFFSET.words]
    parts = [
        *(one.supply for one in said),
        *(one.agency for one in said),
        *(f"for {one.reason}" for one in said if one.reason),
        *(one.aside for one in said),
        *quiet,
    ]
    words = _BETWEEN.join(dict.fromkeys(part for part in parts if part))
    return [words] if words else []


def copied(made: SourceCourse, source: str, wording: Wording) -> str:
    """Return a course as one line of plain text: drug, dose verbatim, status, source, dates."""
    dose = "; ".join(doses(made)).replace("\N{NO-BREAK SPACE}", " ") or "not to be given"
    marks = [f"({mark})" for mark in wording.marks(made)]
    parts = [
        f"{made.lead.own.title}: {dose}",
        f"Status: {' '.join([status(made), *marks])}",
        *wording.listed(made),
        *wording.ends(made),
        f"Source: {source} ({kind_of(made)})",
        ", ".join(wording.dates(made)),
    ]
    return ". ".join(part.rstrip(".") for part in parts) + "."
