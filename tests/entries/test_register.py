from datetime import UTC, tzinfo
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.entries.builders import LONDON, PATIENT, coded, context, read, resource, worded
from tests.entries.samples import SAMPLES
from viewer.entries.entry import Flag, Standing
from viewer.entries.register import (
    READERS,
    SUPPORTING,
    entry_from,
    supporting_title,
    unreadable_entry,
)
from viewer.errors import ResourceError
from viewer.fhir.resource import Number, Place, ResourceKey
from viewer.fhir.strict import read_object
from viewer.source.domain import Domain

SHARED = Path(__file__).parents[2] / ".." / "shared" / "data"
KINDS = [*sorted(READERS), "Unheard", ""]
LEAVES = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.text()
    | st.from_regex(r"-?[0-9]{1,3}\.[0-9]{1,4}", fullmatch=True).map(Number)  # JSON knows ASCII digits only
)
DATES = st.sampled_from(
    ["2019", "2019-02-30", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00", "yesterday"]
)
JSON = st.recursive(
    LEAVES | DATES,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["text", "coding", "code"]) | st.text(), inner, max_size=3)
    ),
    max_leaves=6,
)


def nodes(value, path=()):
    yield path
    if isinstance(value, dict):
        for key in value:
            yield from nodes(value[key], (*path, key))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from nodes(item, (*path, index))


def replaced(value, path, new):
    if not path:
        return new
    if isinstance(value, dict):
        return {key: replaced(item, path[1:], new) if key == path[0] else item for key, item in value.items()}
    return [replaced(item, path[1:], new) if index == path[0] else item for index, item in enumerate(value)]


@st.composite
def mutated(draw):
    """A known resource with up to three of its nodes replaced by any JSON value."""
    content = draw(st.sampled_from(SAMPLES))
    for _ in range(draw(st.integers(0, 3))):
        path = draw(st.sampled_from([path for path in nodes(content) if path]))
        content = replaced(content, path, draw(JSON))
    return content


def check(entry):
    assert entry.title.strip()
    assert entry.category
    assert "\n" not in entry.detail
    assert len(entry.id) == 16
    assert len(entry.content) == 64


@pytest.mark.parametrize("kind", KINDS)
def test_every_type_reads_without_any_content(kind):
    entry = entry_from(resource({"resourceType": kind}), context())

    check(entry)
    assert entry.when is None


@pytest.mark.parametrize("content", SAMPLES, ids=lambda content: content["resourceType"])
def test_every_sample_reads_whether_or_not_what_it_refers_to_is_there(content):
    found = {"Practitioner/2": {"resourceType": "Practitioner", "name": [{"family": "Able"}]}}

    check(entry_from(resource(content), context()))
    check(entry_from(resource(content), context(found)))


@settings(max_examples=400, deadline=None, suppress_health_check=list(HealthCheck))
@given(mutated())
def test_no_content_makes_a_reader_raise(content):
    check(entry_from(resource(content), context({"Practitioner/2": content})))


@settings(max_examples=150, deadline=None)
@given(
    st.sampled_from(KINDS),
    st.dictionaries(st.sampled_from(sorted({key for sample in SAMPLES for key in sample})), JSON, max_size=8),
)
def test_no_mixture_of_elements_makes_a_reader_raise(kind, content):
    check(entry_from(resource(content | {"resourceType": kind}), context()))


def real():
    files = sorted(SHARED.rglob("*.json"))[::40]
    return files or [None]


@pytest.mark.parametrize("path", real(), ids=lambda path: path.name if path else "none")
def test_real_resources_read_with_any_part_gone(path):
    if path is None:
        pytest.skip("the shared set is not here")
    try:
        content = read_object(path.read_bytes())
    except ResourceError:
        pytest.skip("not a JSON object")
    check(entry_from(resource(content), context()))
    for node in [node for node in nodes(content) if node][:60]:
        check(entry_from(resource(replaced(content, node, 7)), context()))
        check(entry_from(resource(replaced(content, node, [None])), context()))


def test_an_unknown_type_is_listed_with_its_best_name():
    entry = read("InventoryReport", code=coded("1", "Stock count"), status="active")

    assert entry.title == "Inventory report: Stock count"
    assert (entry.category, entry.domain) == ("Other records", Domain.OTHER)


def test_do_not_stands_before_the_title_and_keeps_the_item_out_of_current_lists():
    medicine = read(
        "MedicationRequest", status="active", doNotPerform=True, medicationCodeableConcept=worded("Aspirin")
    )
    request = read("ServiceRequest", status="active", doNotPerform=True, code=worded("Chest X-ray"))
    told = read("ServiceRequest", status="active", doNotPerform=True, code=worded("DO NOT resuscitate"))

    assert medicine.title == "DO NOT GIVE: Aspirin"
    assert request.title == "DO NOT DO: Chest X-ray"
    assert told.title == "DO NOT resuscitate"
    assert medicine.standing is Standing.NONE
    assert Flag.DO_NOT in medicine.flags


def test_entered_in_error_is_said_in_flag_and_status():
    entry = read(
        "Condition", clinicalStatus="active", verificationStatus="entered-in-error", code=worded("Cough")
    )
    general = read("Claim", status=coded("entered-in-error"))

    assert Flag.IN_ERROR in entry.flags
    assert entry.status == "active, entered in error"
    assert Flag.IN_ERROR in general.flags
    assert general.status == "entered in error"


def test_in_error_leads_where_the_status_says_something_else():
    entry = read("DocumentReference", status="current", docStatus="entered-in-error", type=worded("Letter"))
    hidden = read("Claim", status="active", docStatus="entered-in-error")

    assert Flag.IN_ERROR in entry.flags
    assert hidden.status == "entered in error, active"
    assert read("Unheard", docStatus="entered-in-error").status == "entered in error"


def test_stu3_not_done_leads_the_status_it_was_sent_with():
    assert (
        read("Procedure", status="completed", notDone=True, code=worded("x")).status == "not done (completed)"
    )
    assert read("Unheard", notDone=True).status == "not done"


def test_a_modifier_extension_keeps_a_fact_from_standing_as_current():
    entry = read("Condition", clinicalStatus="active", code=worded("x"), modifierExtension=[{"url": "a/b"}])

    assert Flag.NOT_UNDERSTOOD in entry.flags
    assert entry.standing is Standing.UNKNOWN
    assert entry.detail.startswith("changed in meaning by something this viewer does not know: b")


def test_an_unknown_status_stands_for_unknown_and_keeps_a_result_out_of_series():
    entry = read("Condition", clinicalStatus="aktiv", code=worded("x"))

    assert entry.status == "unrecognised status 'aktiv'"
    assert entry.standing is Standing.UNKNOWN
    assert Flag.UNKNOWN_STATUS in entry.flags


def test_a_result_that_is_not_understood_joins_no_series():
    value = {"valueInteger": 7}
    code = coded("1", "x")

    assert read("Observation", status="final", code=code, **value).series
    assert not read("Observation", status="final", code=code, implicitRules="x", **value).series
    assert not read("Observation", status="entered-in-error", code=code, **value).series


def test_whom_it_is_about_is_missed_only_where_a_type_must_say_it():
    assert Flag.NO_SUBJECT in read("Condition", subject=None).flags
    assert Flag.NO_SUBJECT not in read("Condition", subject={"identifier": {"value": "9"}}).flags
    assert Flag.NO_SUBJECT not in read("Appointment", subject=None).flags
    assert Flag.NO_SUBJECT not in read("Unheard", subject=None).flags


@pytest.mark.parametrize(
    ("sent", "elsewhere"),
    [
        ("2019-07-04T10:00:00+01:00", False),
        ("2019-07-04T10:00:00+05:30", True),
        ("2019-07-04T09:00:00Z", False),
        ("2019-07-04T10:00:00", False),
        ("2019-07-04", False),
    ],
)
def test_only_the_offset_of_another_place_is_marked(sent, elsewhere):
    assert (Flag.OTHER_OFFSET in read("Observation", effectiveDateTime=sent).flags) == elsewhere


class _NoWhere(tzinfo):
    def utcoffset(self, _when):
        raise OverflowError


def test_the_ends_of_the_calendar_have_no_other_place():
    content = {
        "resourceType": "Observation",
        "effectiveDateTime": "9999-12-31T23:59:59+05:00",
        "subject": PATIENT,
    }

    assert Flag.OTHER_OFFSET not in entry_from(resource(content), context(zone=_NoWhere())).flags


def test_identifiers_serve_matching_only_when_they_are_current():
    entry = read(
        "Condition",
        identifier=[
            {"system": "s", "value": "1"},
            {"system": "s", "value": "2", "use": "old"},
            {"value": "3"},
            None,
        ],
    )

    assert entry.identifiers == (("s", "1"),)
    assert read("Condition").identifiers == ()


def test_an_unreadable_place_is_an_entry_with_its_reason():
    place = Place(page=2, start=5, end=9, slot="entry[1].resource")
    known = unreadable_entry(
        ResourceKey(source="gp", type="AllergyIntolerance", id="7", version=""), place, "a key is repeated"
    )
    unknown = unreadable_entry(ResourceKey(source="gp", type="", id="", version=""), place, "cut\noff")

    assert known.title == "Allergy intolerance that could not be read"
    assert known.domain is Domain.ALLERGIES
    assert (known.category, known.flags, known.when) == ("Unreadable", {Flag.UNREADABLE}, None)
    assert (unknown.title, unknown.detail, unknown.domain) == (
        "Record that could not be read",
        "cut off",
        Domain.OTHER,
    )
    assert known.id != unknown.id


def test_what_supports_is_no_entry_and_has_a_title():
    assert SUPPORTING & set(READERS) == {"Device"}  # the patient's own is an entry
    assert supporting_title({"resourceType": "Organization", "name": "Able Surgery"}) == "Able Surgery"


def test_order_and_repetition_of_reading_change_nothing():
    content = SAMPLES[0]

    assert entry_from(resource(content), context()) == entry_from(resource(content), context())
    assert context(zone=UTC).zone is UTC
    assert context().zone is LONDON
