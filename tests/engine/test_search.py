"""What a search has found so far: rows, how each source answered, and no word that counts silence as none."""

import json
from datetime import UTC, datetime
from threading import Event

import pytest

from tests.engine.files import written
from tests.load.answers import LONDON, answer, observation, patient
from viewer.auth.authorise import Anonymous
from viewer.engine.compose import file_sources
from viewer.engine.gather import first_round
from viewer.engine.persons import Wish, settle
from viewer.engine.readers import read_together
from viewer.engine.search import Search, names_of
from viewer.fetch.source import EndpointSource
from viewer.source.endpoint import Endpoint
from viewer.source.protocols import PatientQuery
from viewer.source.session import Session
from viewer.source.trace import Trace, TraceStatus

OLD = "9990061114"

NOBODY = PatientQuery()


def searched(*paths, query=NOBODY):
    sources = file_sources(paths)
    search = Search(sources, query, LONDON)
    for event in read_together({one.origin.id: first_round(one, PatientQuery()) for one in sources}):
        search.feed(event)
    return search


def test_before_anything_is_heard_nobody_is_found_so_far(tmp_path):
    search = Search(file_sources([str(tmp_path / "a.json")]), PatientQuery(), LONDON)

    assert search.message(1).words == "0 patient records found so far. Not answered in full: a.json."
    assert not search.message(1).settled


def test_two_people_are_two_groups_compared_field_by_field(tmp_path):
    search = searched(
        written(tmp_path, "a.json", patient("A", "", gender="female", name=[{"family": "One"}])),
        written(tmp_path, "b.json", patient("B", birthDate="1950-01-30")),
    )
    one, other = search.message(1).candidates

    assert (one.group, other.group) == (0, 1)
    assert (one.born, other.born) == ("Not stated", "30-Jan-1950")
    assert {answer for _, _, answer in other.compared} >= {"not stated"}
    assert search.message(1).words == "2 patient records found. Every source has answered."
    assert search.is_files
    assert search.patient(one.source, "Patient/A").family == "One"
    assert search.patient(one.source, "Patient/B") is None


def test_subjects_that_no_patient_explains_are_rows_of_their_own(tmp_path):
    search = searched(
        written(
            tmp_path, "a.json", patient("A", ""), observation("1", "Patient/8"), observation("2", "Patient/9")
        )
    )

    assert [(row.reference, row.group) for row in search.message(1).candidates] == [
        ("Patient/A", 0),
        ("Patient/8", 1),
        ("Patient/9", 2),
    ]


def test_a_source_that_did_not_answer_is_named_and_one_asked_again_is_unknown(tmp_path):
    search = searched(written(tmp_path, "a.json", observation("1", "")), str(tmp_path / "none.json"))

    assert search.message(1).words == "No patient was returned. Not answered in full: none.json."
    search.begin_again(next(iter(search.found.sources)))
    assert not search.settled
    assert list(names_of(search.found.sources).values()) == ["a.json", "none.json"]


def test_whoever_has_not_the_number_asked_for_comes_last_with_a_warning(tmp_path):
    search = searched(
        written(tmp_path, "a.json", patient("Other", "9990018448")),
        written(tmp_path, "b.json", patient("None", "")),
        written(tmp_path, "c.json", patient("Asked", "9990018421")),
        query=PatientQuery(nhs_number="9990018421"),
    )
    asked, none, other = search.message(1).candidates

    assert (asked.reference, asked.group, asked.warning) == ("Patient/Asked", 0, "")
    assert (other.reference, other.group) == ("Patient/Other", 2)
    assert "another NHS number than the one asked for" in other.warning
    assert (none.reference, none.group) == ("Patient/None", 1)
    assert "no valid NHS number" in none.warning


def traced(*found):
    session = Session()
    for trace in found:
        session.traces.note(trace)
    endpoint = Endpoint(id="0" * 32, name="PDS", care_setting="", base_url="http://127.0.0.1:9/pds")
    return EndpointSource(endpoint, Anonymous(), session=session)


def test_a_number_that_pds_replaced_is_said_first_and_its_records_are_not_the_ones_to_use(tmp_path):
    when = datetime(2026, 11, 22, tzinfo=UTC)
    old = Trace(nhs_number=OLD, status=TraceStatus.SUPERSEDED, superseded_by="9990062781", when=when)
    stale = written(tmp_path, "a.json", patient("A", OLD))
    search = Search([*file_sources([stale]), traced(old)], PatientQuery(nhs_number=OLD), LONDON)
    for source in search.sources:
        for event in source.read("", Event()) if search.found.is_file(source.origin.id) else ():
            search.feed(event)
    told = search.message(1)

    assert told.words.startswith("PDS says that NHS number 999 006 1114 was replaced by 999 006 2781")
    assert "not the one to use" in told.candidates[0].warning


def test_what_agrees_and_what_differs_names_both_sides_and_identifiers_stand_by_system_and_use(tmp_path):
    chi = {"system": "https://fhir.hl7.org.uk/Id/chi-number", "value": "9990000026"}
    old = {"system": "https://fhir.nhs.uk/Id/nhs-number", "value": "9990061114", "use": "old"}
    search = searched(
        written(tmp_path, "a.json", patient("A", "", gender="female", address=[{"text": "12 Mill Lane"}])),
        written(
            tmp_path,
            "b.json",
            patient("B", "", gender="female", identifier=[chi, old], address=[{"text": "3 Weir Close"}]),
        ),
    )
    said = {label: (words, verdict) for label, words, verdict in search.message(1).candidates[1].compared}

    assert said["Gender"] == ("", "agrees")
    assert said["Address"] == ("3 Weir Close here, 12 Mill Lane at a.json", "differs")
    assert said["CHI number (Scotland)"] == ("9990000026 here, none at a.json", "not stated")
    assert said["NHS number (old number, not to match by)"][0] == "9990061114 here, none at a.json"


def test_proposals_stand_in_the_order_of_their_likeness_to_who_leads_and_follow_who_was_opened(tmp_path):
    names = {"a": "Holroyd", "b": "Okonkwo", "c": "Holroid"}
    search = searched(
        *(
            written(tmp_path, f"{key}.json", patient(key, "", name=[{"family": family}]))
            for key, family in names.items()
        )
    )
    assert [row.reference for row in search.message(1).candidates] == ["Patient/a", "Patient/c", "Patient/b"]

    opened = next(one for one in search.found.patients() if one.family == "Okonkwo")
    assert search.lead_by(opened)
    assert not search.lead_by(opened)
    first = search.message(1).candidates[0]
    assert (first.reference, {verdict for *_, verdict in first.compared}) == (
        "Patient/b",
        {"agrees", "not stated"},
    )


def test_a_record_that_its_source_replaced_never_leads_and_names_what_took_its_place(tmp_path):
    old = patient("A", link=[{"type": "replaced-by", "other": {"reference": "Patient/B"}}])
    alone = searched(written(tmp_path, "alone.json", old)).message(1).candidates[0]
    assert (alone.survivor, alone.warning) == (
        "",  # a file cannot be asked for more
        "Replaced at its source by Patient/B: this record is not the one to use.",
    )

    first, last = searched(written(tmp_path, "both.json", old, patient("B"))).message(1).candidates
    assert (first.reference, first.survivor, first.warning) == ("Patient/B", "", "")
    assert (last.reference, last.survivor) == ("Patient/A", "Patient/B")
    assert "Replaced at its source by Patient/B" in last.warning


@pytest.mark.parametrize(
    ("said", "survivor"),
    [
        ("https://gp.example/r4/Patient/B", "Patient/B"),
        ("Patient/B", "Patient/B"),
        ("https://other.example/Patient/B", ""),
        ("#contained", ""),
    ],
)
def test_only_what_its_own_source_has_is_looked_for_there(said, survivor):
    endpoint = Endpoint(id="0" * 32, name="GP", care_setting="", base_url="https://gp.example/r4")
    search = Search([EndpointSource(endpoint, Anonymous())], NOBODY, LONDON)
    old = patient("A", link=[{"type": "replaced-by", "other": {"reference": said}}])
    search.feed(answer(old, source=endpoint.id))

    assert search.message(1).candidates[0].survivor == survivor


def matched(*graded):
    """An answer to ``$match``: people, each with the source's own grade."""
    bundle = json.loads(answer(*(patient(name, number) for name, number, _ in graded)).body)
    for entry, (*_, grade) in zip(bundle["entry"], graded, strict=True):
        url = "http://hl7.org/fhir/StructureDefinition/match-grade"
        entry["search"] = {"mode": "match", "score": 0.9, "extension": [{"url": url, "valueCode": grade}]}
    return bundle


def test_a_sources_own_grade_of_a_match_is_told_and_decides_nothing():
    endpoint = Endpoint(id="0" * 32, name="GP", care_setting="", base_url="https://gp.example/r4")
    graded = (("A", "", "possible"), ("B", "", "certain"), ("C", "9990018421", ""))
    query = PatientQuery(family="Holroyd")
    search = Search([EndpointSource(endpoint, Anonymous())], query, LONDON)
    plain = Search([EndpointSource(endpoint, Anonymous())], query, LONDON)
    raw = json.dumps(matched(*graded)).encode()
    search.feed(answer(raw=raw, source=endpoint.id, search="$match"))
    plain.feed(answer(raw=raw, source=endpoint.id, search="Patient"))

    rows, ungraded = search.message(1).candidates, plain.message(1).candidates

    assert {row.reference: row.warning for row in rows} == {
        "Patient/A": "The source calls this a possible match; nothing is linked because of it.",
        "Patient/B": "The source calls this a certain match; nothing is linked because of it.",
        "Patient/C": "",
    }
    assert [(row.reference, row.group, row.linked_by) for row in rows] == [
        (row.reference, row.group, row.linked_by) for row in ungraded
    ]
    assert len({row.group for row in rows}) == 3
    assert settle(search.found.patients(), Wish()) is None, "a certain match among several opens nobody"
