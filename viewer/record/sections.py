"""Under which words an entry stands on the page of its domain: active, planned, past, withdrawn."""

from viewer.entries.entry import Entry, Flag, Standing
from viewer.merge.conflicts_allergy import is_active_allergy
from viewer.source.domain import Domain

Section = tuple[int, str]
"""Where it stands among the sections of its page, the most useful first, and its words; "" for no words."""

_BY_FLAG: tuple[tuple[Flag, Section], ...] = (
    (Flag.UNREADABLE, (-1, "Could not be read")),
    (Flag.IN_ERROR, (9, "Withdrawn by their source: entered in error")),
    (Flag.SUPERSEDED, (9, "Withdrawn by their source: replaced")),
    (Flag.REFUTED, (8, "Refuted")),
    (Flag.NOT_DONE, (7, "Not done")),
    (Flag.NO_KNOWN_ALLERGY, (4, "Statements of no known allergy")),
    (Flag.NO_KNOWN_ALLERGY_OF_A_KIND, (4, "Statements of no known allergy of one kind")),
)
_COMING: Section = (0, "Planned: still to come")
_ASKED_FOR: Section = (2, "Planned or requested; whether done is not stated")
_NOT_STATED: Section = (3, "Not stated whether current")
_CURRENT = {Domain.PROBLEMS: "Active", Domain.ALLERGIES: "Active"}
_PAST = {
    Domain.PROBLEMS: "Inactive or resolved",
    Domain.ALLERGIES: "Inactive or resolved",
    Domain.MEDICINES: "Completed or stopped",
}


def section_of(entry: Entry, *, to_come: bool = False) -> Section:
    """Return an entry's section. ``to_come``: the whole of its time lies after now.

    Nothing that may hold is ever put under past words (SAFE-18): what does not say whether it is current
    stands under words that say so.
    """
    for flag, section in _BY_FLAG:
        if flag in entry.flags and not (flag is Flag.REFUTED and is_active_allergy(entry)):
            return section
    return _COMING if to_come else _by_standing(entry)


def _by_standing(entry: Entry) -> Section:
    sections = {
        Standing.PLANNED: _ASKED_FOR,
        Standing.CURRENT: (1, _CURRENT.get(entry.domain, "Current")),
        Standing.UNKNOWN: _NOT_STATED,
        Standing.PAST: (6, _PAST.get(entry.domain, "Past")),
        Standing.NONE: (5, "Up to now"),
    }
    return sections[entry.standing]
