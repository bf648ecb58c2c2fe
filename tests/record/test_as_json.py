import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from tests.merge.builders import NAMES, allergy, entry, medicine, nka, patient
from tests.record.builders import LONDON, domain_row, gap, record, source_row
from viewer.entries.entry import Flag, Standing
from viewer.merge.facts import merge_entries
from viewer.merge.persons import BY_RULE, person_of
from viewer.record.as_json import candidates_as_json, record_as_json
from viewer.record.model import Counts, Quarantined, Supporting
from viewer.source.domain import Domain
from viewer.source.gap import GapKind
from viewer.source.origin import SourceKind
from viewer.source.state import DomainState, SourceState

SCHEMAS = Path(__file__).parents[2] / "resources" / "schema"


def schema(name):
    return Draft202012Validator(json.loads((SCHEMAS / f"{name}.schema.json").read_text(encoding="utf-8")))


def checked(value, name="record"):
    """Check as a reader of the printed text would."""
    printed = json.loads(json.dumps(value))
    assert [error.message for error in schema(name).iter_errors(printed)] == []
    return printed


@pytest.mark.parametrize("name", ["record", "candidates", "show"])
def test_the_schemas_are_schemas_and_strict_everywhere(name):
    text = (SCHEMAS / f"{name}.schema.json").read_text(encoding="utf-8")
    Draft202012Validator.check_schema(json.loads(text))

    def objects(node):
        if isinstance(node, dict):
            if node.get("type") == "object":
                yield node
            for value in node.values():
                yield from objects(value)
        elif isinstance(node, list):
            for value in node:
                yield from objects(value)

    assert all("additionalProperties" in node for node in objects(json.loads(text)))


def test_the_schema_knows_every_word_that_the_code_can_say():
    flags = schema("record").schema["$defs"]["entry"]["properties"]["flags"]["items"]["enum"]
    domains = schema("record").schema["$defs"]["domain"]["enum"]
    kinds = schema("record").schema["$defs"]["gap"]["properties"]["kind"]["enum"]
    states = schema("record").schema["$defs"]["domain_row"]["properties"]["state"]["enum"]
    sources = schema("record").schema["$defs"]["source"]["properties"]["state"]["enum"]

    assert flags == [flag.value for flag in Flag]
    assert domains == [domain.value for domain in Domain]
    assert kinds == [kind.value for kind in GapKind]
    assert states == [state.value for state in DomainState]
    assert sources == [state.value for state in SourceState]


def test_a_record_says_all_that_it_holds_in_the_format_of_the_design():
    when = datetime(2026, 11, 22, 3, 2, tzinfo=UTC)
    gaps = (gap(when=when, domain=Domain.MEDICINES), gap(kind=GapKind.NOTICE))
    some = record(
        entry(
            "gp", when="2019", notes=("a note",), rule="because", may_be_same=("x",), flags=[Flag.IN_ERROR]
        ),
        allergy("gp", when=None),
        nka("trust"),
        sources=(source_row("gp", SourceState.PARTIAL, gaps=gaps), source_row("trust", kind=SourceKind.FILE)),
        rows=(domain_row("gp", Domain.MEDICINES, DomainState.FAILED, expected=5, gaps=gaps),),
        supporting=(
            Supporting(
                id="sup",
                reference="Organization/1",
                source="gp",
                type="Organization",
                title="X",
                page=1,
                start=0,
                end=2,
            ),
        ),
        quarantined=(Quarantined(source="gp", reference="Observation/9", why="about another patient"),),
        notices=("A notice",),
        counts=Counts(received=5, as_entries=3, as_supporting=1, quarantined=1),
    )

    said = checked(record_as_json(some, LONDON))

    assert said["format"] == "tributary-record/1"
    assert said["person"]["name"] == "SMITH, Jane (Mrs)"
    assert (said["person"]["nhs_number"], said["person"]["born"]) == ("9990000018", "1950-01-31")
    assert [(one["source"], one["reference"], one["linked_by"]) for one in said["person"]["patients"]] == [
        ("GP practice", "Patient/1", "chosen"),
        ("Acute trust", "Patient/1", "linked by the clinician"),
    ]
    assert [(one["name"], one["kind"], one["state"]) for one in said["sources"]] == [
        ("GP practice", "endpoint", "partial"),
        ("Acute trust", "file", "complete"),
    ]
    assert said["sources"][0]["gaps"][0] == {
        "kind": "failed",
        "domain": "medicines",
        "what": "Medicines not seen",
        "why": "the server answered 503",
        "when": "2026-11-22T03:02:00Z",
        "advice": "Retry this source",
    }
    assert said["sources"][0]["gaps"][1]["when"] is None
    assert said["domains"][0]["expected"] == 5
    dates = {one["title"]: one["when"] for one in said["entries"]}
    assert dates["Penicillin"] is None
    assert dates["Systolic blood pressure"] == {
        "text": "2019",
        "first": "2019-01-01",
        "last": "2019-12-31",
        "kind": "effective",
    }
    (result,) = (one for one in said["entries"] if one["domain"] == "results")
    assert (result["flags"], result["rule"], result["may_be_same"]) == (
        ["entered-in-error"],
        "because",
        ["x"],
    )
    assert result["notes"] == ["a note"]
    assert result["members"] == [{"source": "GP practice", "reference": "Observation/1", "version": ""}]
    (penicillin,) = (one for one in said["entries"] if one["title"] == "Penicillin")
    assert penicillin["rule"] is None
    assert penicillin["conflicts"] == [said["conflicts"][0]["what"]]
    assert said["conflicts"][0]["tier"] == 1
    assert said["supporting"][0]["reference"] == "Organization/1"
    assert said["quarantined"][0]["why"] == "about another patient"
    assert said["notices"] == ["A notice"]


def test_a_record_without_a_patient_has_no_person():
    assert checked(record_as_json(record(person=None, sources=())))["person"] is None


def test_a_link_says_who_when_by_which_rule_and_on_what_evidence():
    ours, theirs = patient("gp"), patient("trust", gender="male", address=[{"line": ["1 Hidden Road"]}])
    made = person_of(ours, [(theirs, BY_RULE)])
    when = datetime(2026, 3, 3, 10, 0, tzinfo=timezone(timedelta(hours=1)))
    signed = replace(made, links=(made.links[0], replace(made.links[1], who="Tributary", when=when)))
    lead, other = checked(record_as_json(record(person=signed)))["person"]["patients"]

    assert (lead["who"], lead["when"], lead["evidence"]) == ("", None, [])
    assert (other["linked_by"], other["who"], other["when"]) == (BY_RULE, "Tributary", "2026-03-03T09:00:00Z")
    verdicts = {one["label"]: one["agrees"] for one in other["evidence"]}
    assert (verdicts["NHS number"], verdicts["Date of birth"], verdicts["Gender"]) == (True, True, False)
    assert "1 Hidden Road" in json.dumps(other)

    hidden = replace(signed, links=tuple(_restricted(link) for link in signed.links))
    assert "1 Hidden Road" not in json.dumps(checked(record_as_json(record(person=hidden))))


def _restricted(link):
    return replace(link, patient=replace(link.patient, restricted=True))


def test_two_sources_of_one_name_can_be_told_apart():
    two = record(sources=(source_row("a", name="Letters"), source_row("b", name="Letters")))
    said = checked(record_as_json(two))

    assert [one["name"] for one in said["sources"]] == ["Letters", "Letters (2)"]
    assert {one["source"] for one in said["domains"]} == {"Letters", "Letters (2)"}


def test_a_patient_without_a_birth_date_says_so_with_an_empty_text():
    assert (
        checked(record_as_json(record(person=person_of(patient(birthDate=None), []))))["person"]["born"] == ""
    )


def test_candidates_are_grouped_and_compared_and_strangers_listed():
    one, same, other = patient("gp"), patient("trust"), patient("mh", birthDate=None, number="9990000026")

    said = checked(candidates_as_json([one, same, other], [("ooh", "Patient/77")], NAMES), "candidates")

    assert said["format"] == "tributary-candidates/1"
    assert [(c["source"], c["reference"], c["group"], c["born"]) for c in said["candidates"]] == [
        ("GP practice", "Patient/1", 1, "1950-01-31"),
        ("Acute trust", "Patient/1", 1, "1950-01-31"),
        ("Community trust", "Patient/1", 2, ""),
        ("Out of hours", "Patient/77", 3, ""),
    ]
    assert said["candidates"][2]["warning"] == "Another NHS number"
    compared = {field["label"]: field["agrees"] for field in said["candidates"][2]["compared"]}
    assert (compared["Family name"], compared["NHS number"], compared["Date of birth"]) == (True, False, None)


def test_nobody_found_is_an_empty_list():
    assert checked(candidates_as_json([], [], {}), "candidates")["candidates"] == []
    assert (
        checked(candidates_as_json([], [("x", "Patient/1")], {}), "candidates")["candidates"][0]["group"] == 1
    )


some_entries = st.lists(
    st.builds(
        lambda make, source, number, **given_: make(source, str(number), **given_),
        make=st.sampled_from([allergy, medicine, nka]),
        source=st.sampled_from(["gp", "trust"]),
        number=st.integers(0, 4),
        title=st.text(max_size=5),
        when=st.sampled_from([None, "2019", "2024-03-02T10:00:00Z", "2024-03-02T10:00:00"]),
        standing=st.sampled_from(Standing),
        flags=st.lists(st.sampled_from(Flag), max_size=3),
        identifiers=st.sampled_from([(), (("s", "1"),)]),
    ),
    max_size=6,
    unique_by=lambda one: one.id,
)


@given(some_entries)
def test_whatever_the_entries_the_schema_holds_and_none_is_left_out(entries):
    merged = merge_entries(entries, NAMES)
    said = checked(record_as_json(record(*merged), LONDON))

    assert sorted(one["id"] for one in said["entries"]) == sorted(one.id for one in merged)
    assert sum(len(one["members"]) for one in said["entries"]) == len(entries)
    known = {one["id"] for one in said["entries"]}
    assert all(set(one["may_be_same"]) <= known for one in said["entries"])
    assert all(set(one["entries"]) <= known for one in said["conflicts"])
