"""Whether the sources say the same of a medicine: same, different in what, or listed in one place only.

Words are compared, nothing is computed (SAFE-24): a dose in tablets is never called equal to one in mg.
"Only here" is said only where every other source has answered in full (CMP-01).
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from viewer.entries.entry import Entry
from viewer.merge.drug import strengths
from viewer.record.pages.medicines.courses import NOW, SourceCourse, course
from viewer.record.pages.medicines.wording import bare, folded

Courses = Mapping[str, Sequence[SourceCourse]]
_Alike = Callable[[SourceCourse, SourceCourse], bool]


@dataclass(frozen=True, slots=True)
class Match:
    """``kind``: same, differs, only, one or none; ``words`` say it whole."""

    kind: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    """The columns: names by id, in their order, and which have given a whole list."""

    names: Mapping[str, str]
    complete: frozenset[str]

    def named(self, sources: Sequence[str]) -> str:
        """Names of these sources, in the order of the columns."""
        return ", ".join(name for source, name in self.names.items() if source in sources)


def match(courses: Courses, sources: Sources, *, doubtful: bool) -> Match:
    """Compare one row. ``doubtful``: the same drug may stand in another row, or have no readable name."""
    now = {source: [one for one in own if one.standing in NOW] for source, own in courses.items()}
    listing = [source for source in sources.names if now.get(source)]
    past = [
        source
        for source, own in courses.items()
        if source not in listing and any(one.standing == "past" for one in own)
    ]
    if not listing:
        return _ended(courses, past, sources)
    differences = _differences({source: now[source] for source in listing}, sources)
    if past:
        differences.append(f"no longer current in {sources.named(past)}")
    if differences:
        return Match("differs", "Differs: " + "; ".join(differences))
    if len(listing) > 1:
        return Match("same", _same(listing, courses, sources))
    return _alone(listing[0], courses, sources, doubtful=doubtful)


def _same(listing: Sequence[str], courses: Courses, sources: Sources) -> str:
    missing = [one for one in sources.names if one not in courses and one in sources.complete]
    lacking = [one for one in sources.names if one not in courses and one not in sources.complete]
    beside = f"; not in {sources.named(missing)}" if missing else ""
    beside += f"; not known in {sources.named(lacking)}" if lacking else ""
    return f"Same in {len(listing)} of {len(sources.names)} lists{beside}"


def _alone(source: str, courses: Courses, sources: Sources, *, doubtful: bool) -> Match:
    others = [one for one in sources.names if one != source]
    if not others:
        return Match("none", "One list: nothing to compare with")
    elsewhere = [one for one in others if one in courses]
    if elsewhere:
        return Match("one", f"In one list; also recorded in {sources.named(elsewhere)}")
    if doubtful:
        return Match("one", "In one list; perhaps under another name elsewhere")
    lacking = [one for one in others if one not in sources.complete]
    if lacking:
        where = sources.named(lacking) if len(lacking) == 1 else f"{len(lacking)} other lists"
        return Match("one", f"In one list; not known in {where}")
    return Match("only", f"Only here: {sources.names[source]}")


def _ended(courses: Courses, past: Sequence[str], sources: Sources) -> Match:
    if len(past) > 1:
        return Match("none", f"Past in {sources.named(past)}")
    recorded = sources.named(list(courses))
    return Match("none", f"{'Past' if past else 'Recorded'} in {recorded}; not compared")


def _differences(now: Courses, sources: Sources) -> list[str]:
    """What differs between the lists that hold it now."""
    said = list(now.values())
    found = [] if _all_alike(said, _same_product) else ["product"]
    if len(said) > 1 and any(not _dose(one) for own in said for one in own):
        found.append("dose not stated in every list")
    elif not _all_alike(said, _same_dose):
        found.append("dose as written")
    if not _all_alike(said, _same_route):
        found.append("route")
    if len({frozenset(one.standing for one in own) for own in said}) > 1:
        held = [one for one, own in now.items() if any(made.standing == "suspended" for made in own)]
        found.append(f"suspended in {sources.named(held)}" if held else "status")
    return found


def _all_alike(said: Sequence[Sequence[SourceCourse]], alike: _Alike) -> bool:
    """Whether every course of each list has its like, of its product where it is there, in every other."""
    return all(
        any(alike(one, other) for other in _of_product(one, others))
        for own in said
        for one in own
        for others in said
        if others is not own
    )


def _of_product(one: SourceCourse, others: Sequence[SourceCourse]) -> Sequence[SourceCourse]:
    return [other for other in others if _same_product(one, other)] or others


def _same_product(one: SourceCourse, other: SourceCourse) -> bool:
    ours, theirs = one.lead.own, other.lead.own
    if folded(ours.title) == folded(theirs.title):
        return True
    return strengths(ours.title) == strengths(theirs.title) and bool(_codes(ours) & _codes(theirs))


def _codes(entry: Entry) -> set[tuple[str, str]]:
    return {(coding.system, coding.code) for coding in entry.codings if coding.code and coding.system}


def _dose(one: SourceCourse) -> str:
    return next((bare(said) for copy in one.stated if (said := course(copy.own).dose)), "")


def _same_dose(one: SourceCourse, other: SourceCourse) -> bool:
    return _doses(one) == _doses(other) or bool(_whole(one) and _whole(one) == _whole(other))


def _doses(one: SourceCourse) -> set[str]:
    return {bare(said) for copy in one.stated if (said := course(copy.own).dose)}


def _whole(one: SourceCourse) -> str:
    """The dose in structure, where that says how much and how often."""
    traits = dict(one.lead.own.traits)
    return traits.get("dose in parts", "") if traits.get("dose is whole") else ""


def _same_route(one: SourceCourse, other: SourceCourse) -> bool:
    """A route that is not stated contradicts none."""
    ours, theirs = (dict(course.lead.own.traits).get("route", "") for course in (one, other))
    return not ours or not theirs or ours == theirs
