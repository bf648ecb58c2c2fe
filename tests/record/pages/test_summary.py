"""What stands on top of the summary."""

from tests.record.builders import LONDON, NOW, domain_row, gap, record, source_row
from viewer.merge.conflict import Conflict
from viewer.record.pages.asked import PageAsked
from viewer.record.pages.summary import summary_top
from viewer.source.domain import Domain
from viewer.source.gap import GapKind


def top(**parts):
    asked = PageAsked(
        record=record(**parts), zone=LONDON, now=NOW, copies=lambda one: (one,), raw=lambda _: b""
    )
    return summary_top(asked)


def test_every_disagreement_is_there_the_gravest_first_and_opens_its_entry():
    made = top(
        conflicts=(
            Conflict(domain=Domain.MEDICINES, tier=2, what="A dose differs.", entries=("m1", "m2")),
            Conflict(domain=Domain.ALLERGIES, tier=1, what="An allergy is refuted.", entries=("a1",)),
            Conflict(domain=Domain.DEMOGRAPHICS, tier=1, what="Dates of death differ."),
        )
    )

    assert [(one.words, one.entry) for one in made.conflicts] == [
        ("An allergy is refuted.", "a1"),
        ("Dates of death differ.", ""),
        ("A dose differs.", "m1"),
    ]


def test_what_is_missing_is_said_once_with_its_source():
    made = top(sources=(source_row(gaps=(gap(),)),), domains=(domain_row(Domain.ALLERGIES, gaps=(gap(),)),))

    assert len(made.gaps) == 1
    assert ": " in made.gaps[0]


def test_what_a_source_does_not_offer_is_one_line_after_what_failed():
    def lack(what, why="it does not list it"):
        return gap(kind=GapKind.NOT_SUPPORTED, what=what, why=why, advice="")

    made = top(
        sources=(source_row(gaps=(lack("Plans: not offered"),)),),
        rows=(
            domain_row(gaps=(lack("Plans: not offered"), lack("Devices: not offered"))),
            domain_row(gaps=(lack("Problems", "not supplied"), gap())),
        ),
    )

    assert made.gaps == (
        "GP practice: Medicines not seen: the server answered 503. Retry this source.",
        "GP practice: Plans: not offered; Devices: not offered: it does not list it.",
        "GP practice: Problems: not supplied.",
    )
