"""The national sources in one record, through the engine's own way, over real HTTP."""

import pytest

from tests.fetch.nhs.simulated import DAVID, HOLROYD, OLIVER, ZARA
from tests.load.answers import LONDON
from viewer.engine.gather import gather, one_record
from viewer.engine.persons import Wish
from viewer.fetch.nhs.gp_connect import FROM_THE_PRACTICE
from viewer.merge.by_number import BY_NUMBER
from viewer.record.safety import safety_lines
from viewer.source.domain import Domain
from viewer.source.gap import GapKind
from viewer.source.protocols import PatientQuery
from viewer.source.state import SourceState

KEYS = ("gpc", "gpc-documents", "nrl", "imms")


def record_of(spine, number, keys=KEYS, **trace):
    spine.trace(number, **trace)
    found = gather([spine.source(key) for key in keys], PatientQuery(nhs_number=number))
    return one_record(found, Wish(nhs_number=number), LONDON)


def states(spine, record):
    ids = {spine.answers(key).site.id: key for key in KEYS}
    return {ids[row.origin.id]: row.state for row in record.sources}


def test_one_record_holds_the_practice_its_documents_and_every_pointer(spine):
    record = record_of(spine, HOLROYD)

    assert states(spine, record) == {
        "gpc": SourceState.PARTIAL,  # what the practice keeps back is said by its own lists
        "gpc-documents": SourceState.COMPLETE,
        "nrl": SourceState.COMPLETE,
        "imms": SourceState.PARTIAL,
    }
    assert record.quarantined == ()
    said = [gap.what for row in record.domains for gap in row.gaps]
    assert said.count(FROM_THE_PRACTICE) == 2  # once for the record, once for its documents
    pointers = [
        entry for entry in record.entries if entry.members[0].key.source == spine.answers("nrl").site.id
    ]
    assert len(pointers) == 23
    assert {"Holroyd"} == {link.patient.family for link in record.person.links if link.patient.family}


def test_what_is_known_by_number_alone_is_linked_and_says_how(spine):
    record = record_of(spine, HOLROYD)

    how = {link.patient.key.source: link.linked_by for link in record.person.links}
    assert how[spine.answers("nrl").site.id] == BY_NUMBER
    assert how[spine.answers("imms").site.id] == BY_NUMBER
    assert record.person.links[0].patient.key.source == spine.answers("gpc").site.id


def test_plans_of_the_locator_stand_high_in_the_summary(spine):
    record = record_of(spine, HOLROYD)

    plans = [entry.title for entry in record.entries if entry.domain is Domain.PLANS]
    for words in ("Mental health crisis plan", "NEWS2", "End of life care", "ReSPECT", "Contingency plan"):
        assert any(words in title for title in plans)
    lines = safety_lines(record, LONDON)
    assert lines[0].startswith("ReSPECT")
    assert "Record Locator" in lines[0]


def test_a_pointer_is_called_a_pointer(spine):
    record = record_of(spine, HOLROYD)

    source = spine.answers("nrl").site.id
    pointers = [entry for entry in record.entries if entry.members[0].key.source == source]
    assert all("pointer only: not opened" in entry.detail for entry in pointers)
    assert all("held by" in entry.detail for entry in pointers)
    gaps = [gap.what for row in record.sources if row.origin.id == source for gap in row.gaps]
    assert "Pointers to documents, not documents" in gaps


def test_a_document_not_for_the_patient_is_marked(spine):
    record = record_of(spine, HOLROYD)

    (letter,) = [
        entry for entry in record.entries if "Letter about a relative" in f"{entry.title} {entry.detail}"
    ]
    assert any("not" in mark.lower() for mark in letter.marks)


def test_vaccinations_of_the_history_come_with_what_was_left_out(spine):
    record = record_of(spine, OLIVER, born="2024-10-09")

    source = spine.answers("imms").site.id
    given = [entry for entry in record.entries if source in {one.key.source for one in entry.members}]
    assert len(given) == 12
    gaps = [gap for row in record.domains if row.source == source for gap in row.gaps]
    (withheld,) = [gap for gap in gaps if gap.kind is GapKind.WITHHELD]
    assert "HPV" in withheld.what


def test_of_somebody_restricted_no_practice_is_asked_and_it_is_said(spine):
    record = record_of(spine, ZARA, ("gpc", "gpc-documents"), restricted=True)

    assert set(states(spine, record).values()) == {SourceState.DENIED}
    said = [f"{gap.what}: {gap.why}" for row in record.sources for gap in row.gaps]
    assert any("practice was not asked" in words and "restricted" in words for words in said)
    assert "Riverside Surgery, 2 Weir Street" not in str(said)


@pytest.mark.parametrize("key", ["nrl", "imms"])
def test_alone_such_a_source_is_a_record_of_a_number(spine, key):
    number = HOLROYD if key == "nrl" else OLIVER

    record = record_of(spine, number, (key,))

    (link,) = record.person.links
    assert (link.patient.nhs_number, link.patient.name) == (number, "Name not recorded")
    assert record.entries


@pytest.mark.parametrize("key", ["nrl", "imms"])
def test_a_service_that_gives_nothing_says_so_and_not_that_there_is_nobody(spine, key):
    record = record_of(spine, DAVID, ("gpc", key), born="1988-07-30")

    (gap,) = [
        gap for row in record.sources if row.origin.id == spine.answers(key).site.id for gap in row.gaps
    ]
    assert gap.what == "Nothing was returned for this NHS number"
    assert "may hold none" in gap.why
