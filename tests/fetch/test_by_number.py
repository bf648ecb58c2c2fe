"""Records that name the patient by NHS number alone come where they can be asked for; else it is said once."""

from dataclasses import replace
from urllib.parse import parse_qsl

import pytest

from viewer.source.answer import Outcome
from viewer.source.connection import Asking
from viewer.source.gap import GapKind
from viewer.source.state import SourceState

TYPES = ["AllergyIntolerance", "Condition", "Procedure"]
NUMBER = "9990000018"
BY_NUMBER = "patient:identifier"
VALUE = f"https://fhir.nhs.uk/Id/nhs-number|{NUMBER}"
NOTE = "cannot be searched for at this source"


def patient(value=NUMBER, **more):
    identifier = {"system": "https://fhir.nhs.uk/Id/nhs-number", "value": value, **more}
    return {"resourceType": "Patient", "id": "1", "identifier": [identifier]}


def echoed(site, heard):
    """The self link of a server that used all it was sent."""
    query = heard.body.decode() or "&".join(f"{name}={value}" for name, value in heard.query)
    return f"{site.base}/{heard.path.removesuffix('/_search')}?{query}"


@pytest.fixture
def place(fetching, site):
    """A source of three types; ``held`` says what each gives by reference, ``numbered`` by number alone."""
    site.on("metadata", fetching.capability(TYPES))
    site.on("Patient/1", fetching.Said(body=patient()))

    def making(held=None, numbered=None, refusals=None):
        def answer(heard):
            kind = heard.path.removesuffix("/_search")
            asked = {**dict(heard.query), **dict(parse_qsl(heard.body.decode()))}
            if BY_NUMBER in asked and kind in (refusals or {}):
                return refusals[kind]
            found = (numbered if BY_NUMBER in asked else held) or {}
            ids = found.get(kind, ())
            body = fetching.bundle(*ids, total=len(ids), kind=kind, self_link=echoed(site, heard))
            return fetching.Said(body=body)

        for kind in TYPES:
            site.on(kind, answer)

    making()
    return making


def by_number(site):
    """Which types were asked so."""
    return sorted(heard.path for heard in site.heard if BY_NUMBER in dict(heard.query))


def notes(result):
    return [gap for gap in result.end.gaps if NOTE in gap.why]


def test_what_names_the_patient_by_number_alone_comes_with_its_type(fetching, site, place):
    place(held={"Condition": ["2"]}, numbered={"Condition": ["2", "3"], "AllergyIntolerance": ["4"]})

    result = fetching.read(site)

    assert set(result.ids("Condition")) == {"2", "3"}
    assert result.ids("AllergyIntolerance") == ["4"]
    assert result.ended("Condition").expected == 1, "a record that is found in both ways is claimed once"
    assert by_number(site) == TYPES
    assert {heard.get(BY_NUMBER) for heard in site.heard if heard.get(BY_NUMBER)} == {VALUE}
    assert result.end.state is SourceState.COMPLETE
    assert notes(result) == []


def test_no_two_answers_of_a_type_stand_at_the_same_place(fetching, site, place):
    place(held={"Condition": ["2"]}, numbered={"Condition": ["3"]})

    places = [answer.place for answer in fetching.read(site).answers("Condition")]

    assert places == ["page 1", "page 1, asked by NHS number"]


def ignoring(fetching, site):
    """A server that leaves the parameter out and answers about everybody."""
    body = fetching.bundle("9", total=1, kind="AllergyIntolerance", self_link=f"{site.base}/x?_count=9")
    return fetching.Said(body=body)


def without_modifier(fetching, site):
    link = f"{site.base}/AllergyIntolerance?patient={VALUE}"
    return fetching.Said(body=fetching.bundle("9", self_link=link, kind="AllergyIntolerance"))


REFUSALS = [
    ignoring,
    without_modifier,
    lambda fetching, _: fetching.Said(body=fetching.bundle("9")),
    lambda fetching, _: fetching.Said(status=400, body=fetching.outcome("unknown modifier")),
    lambda fetching, _: fetching.Said(status=403),
    lambda fetching, _: fetching.Said(status=404),
    lambda fetching, _: fetching.Said(status=500, body=fetching.outcome("null pointer")),
]


@pytest.mark.parametrize("refusal", REFUSALS)
def test_a_source_that_cannot_be_asked_so_is_asked_once_and_it_is_said_once(fetching, site, place, refusal):
    place(held={"Condition": ["2"]}, refusals={"AllergyIntolerance": refusal(fetching, site)})

    result = fetching.read(site)

    assert by_number(site) == ["AllergyIntolerance"]
    assert result.ids("AllergyIntolerance") == []
    assert [(gap.kind, gap.domain) for gap in notes(result)] == [(GapKind.NOTICE, None)]
    assert result.end.state is SourceState.COMPLETE, "nothing says that it holds such records"
    assert all(result.ended(kind).gaps == () for kind in TYPES)


def test_types_that_cannot_be_asked_so_are_named(fetching, site, place):
    place(numbered={"Condition": ["3"]}, refusals={"Procedure": fetching.Said(status=400)})

    result = fetching.read(site)

    assert result.ids("Condition") == ["3"]
    assert ["(Procedure)" in gap.why for gap in notes(result)] == [True]


def test_a_question_that_is_known_there_and_fails_makes_its_type_incomplete(fetching, site, place):
    place(held={"Condition": ["2"]}, refusals={"Condition": fetching.Said(status=500)})

    result = fetching.read(site)

    ended = result.ended("Condition")
    assert (ended.outcome, ended.expected) == (Outcome.TRUNCATED, 1)
    assert "by NHS number only" in ended.gaps[0].what
    assert result.end.state is SourceState.PARTIAL
    assert notes(result) == []


def test_a_trial_that_nobody_answers_is_no_refusal(fetching, site, place):
    place(refusals={"AllergyIntolerance": fetching.Said(act=fetching.cut_connection)})

    result = fetching.read(site)

    assert set(by_number(site)) == set(TYPES)
    assert result.ended("AllergyIntolerance").outcome is Outcome.TRUNCATED
    assert notes(result) == []


def test_where_the_first_type_fails_the_others_are_asked_all_the_same(fetching, site, place):
    place(numbered={"Condition": ["3"]})
    site.on("AllergyIntolerance", fetching.Said(status=403))

    result = fetching.read(site)

    assert result.ids("Condition") == ["3"]
    assert by_number(site) == ["Condition", "Procedure"]
    assert result.ended("AllergyIntolerance").outcome is Outcome.DENIED


@pytest.mark.parametrize(
    "held",
    [
        {"resourceType": "Patient", "id": "1"},
        patient("9990000019"),
        patient(use="old"),
        patient(use="temp"),
        patient(system="https://a.example/number"),
    ],
)
def test_without_a_number_that_is_the_patients_nothing_is_asked_or_said(fetching, site, place, held):
    site.on("Patient/1", fetching.Said(body=held))

    result = fetching.read(site)

    assert by_number(site) == []
    assert notes(result) == []


def test_pages_of_it_are_read_to_the_last(fetching, site, place):
    def answer(heard):
        if heard.get("page"):
            return fetching.Said(body=fetching.bundle("4"))
        more = f"{site.base}/Condition?page=2" if heard.get(BY_NUMBER) else ""
        ids = ["3"] if heard.get(BY_NUMBER) else []
        body = fetching.bundle(*ids, next_link=more, self_link=echoed(site, heard))
        return fetching.Said(body=body)

    site.on("Condition", answer)

    assert fetching.read(site).ids("Condition") == ["3", "4"]


def test_a_page_of_it_that_does_not_come_is_said(fetching, site, place):
    def answer(heard):
        if heard.get("page"):
            return fetching.Said(status=410, body=fetching.outcome("it expired"))
        more = f"{site.base}/Condition?page=2" if heard.get(BY_NUMBER) else ""
        return fetching.Said(body=fetching.bundle("3", next_link=more, self_link=echoed(site, heard)))

    site.on("Condition", answer)

    result = fetching.read(site)

    assert result.ended("Condition").outcome is Outcome.TRUNCATED
    assert "it expired" in result.why("Condition")


def rows(site, fetching, ids, *, of, number=""):
    """Two rows a page; each bears the number, if any is given."""

    def answer(heard):
        page = int(heard.get("page") or 1)
        now = ids[2 * page - 2 : 2 * page]
        who = BY_NUMBER if heard.get(BY_NUMBER) else "patient"
        more = f"{site.base}/{of}?{who}={heard.get(who)}&page={page + 1}" if 2 * page < len(ids) else ""
        body = fetching.bundle(*now, kind=of, next_link=more, total=len(ids), self_link=echoed(site, heard))
        for entry in body["entry"]:
            entry["resource"]["note"] = number
        return fetching.Said(body=body)

    return answer


FOUND = [
    (["1", "2", "3"], "", 1),  # found through the patient, and as many: the same ones
    (["1", "2", "3"], NUMBER, 2),  # each bears the number: others may too that are not known yet
    (["1", "2", "4", "5"], "", 2),
    (["1", "4", "5"], "", 2),
]


@pytest.mark.parametrize("case", FOUND)
def test_what_came_by_reference_is_not_read_twice_where_it_is_proved_to_be_the_same(
    fetching, site, place, case
):
    found, number, asked = case
    by_reference = rows(site, fetching, ["1", "2", "3"], of="Condition")
    numbered = rows(site, fetching, found, of="Condition", number=number)
    site.on("Condition", lambda heard: (numbered if heard.get(BY_NUMBER) else by_reference)(heard))

    result = fetching.read(site)

    assert len([heard for heard in site.asked("Condition") if heard.get(BY_NUMBER)]) == asked
    assert set(result.ids("Condition")) == {"1", "2", "3", *found}
    assert result.ended("Condition").expected == 3
    assert result.ended("Condition").gaps == ()


def test_the_number_stands_in_a_form_where_forms_are_taken(fetching, site, place):
    for kind in TYPES:
        site.on(f"{kind}/_search", site.routes[kind][0])

    result = fetching.read(site, asking=Asking())

    assert not [heard for heard in site.heard if NUMBER in str(heard.query)]
    assert len([heard for heard in site.heard if BY_NUMBER.encode() in heard.body.replace(b"%3A", b":")]) == 3
    assert notes(result) == []


def test_a_refused_form_does_not_put_the_number_into_an_address(fetching, site, place):
    place(refusals={"AllergyIntolerance": fetching.Said(body=fetching.bundle())})
    for kind in TYPES:
        site.on(f"{kind}/_search", site.routes[kind][0])

    result = fetching.read(site, asking=Asking())

    assert not [heard for heard in site.heard if NUMBER in str(heard.query)]
    assert len(notes(result)) == 1
    assert site.asked("Condition") == [], "what was learnt of forms stays"


def test_whole_records_in_one_question_are_asked_beside_too(fetching, site, place):
    everything = [{"name": "everything", "definition": "http://x"}]
    capability = fetching.capability(TYPES)
    capability.body["rest"][0]["resource"].append({"type": "Patient", "operation": everything})
    site.on("metadata", capability)
    site.on("Patient/1/$everything", fetching.Said(body=fetching.bundle()))
    place(numbered={"Procedure": ["3"], "Condition": ["4"]})

    result = fetching.read(site)

    assert site.asked("Patient/1/$everything")
    assert result.ids("Procedure") == ["3"]
    assert result.ids("Condition") == ["4"]
    assert by_number(site) == TYPES


def test_a_search_that_is_over_before_the_trial_waits_for_it(fetching, site, place):
    """The first type answers last of all: what is asked is the same."""
    place(held={"Condition": ["2"]}, numbered={"Condition": ["3"]})
    allergies = site.routes["AllergyIntolerance"][0]

    def late(heard):
        while not site.asked("Procedure"):
            assert not site.released.wait(0.005)
        return allergies(heard)

    site.on("AllergyIntolerance", late)

    result = fetching.read(site, options=replace(fetching.QUICK, workers=2))

    assert by_number(site) == TYPES
    assert set(result.ids("Condition")) == {"2", "3"}
    assert all(result.ended(kind).outcome is Outcome.COMPLETE for kind in TYPES)


def test_what_the_search_itself_lacks_is_not_said_twice(fetching, site, place):
    def answer(heard):
        body = fetching.bundle("2", self_link=echoed(site, heard))
        body["entry"].append({"resource": fetching.outcome("half is missing")})
        return fetching.Said(body=body)

    site.on("Condition", answer)

    ended = fetching.read(site).ended("Condition")

    assert len([gap for gap in ended.gaps if gap.kind.makes_partial]) == 1
