"""Searches as forms: no patient in an address where the source takes a form and proves that it read it."""

from dataclasses import replace
from urllib.parse import parse_qsl, urlencode

import pytest

from viewer.source.answer import Outcome
from viewer.source.connection import Asking, Use
from viewer.source.protocols import PatientQuery

AUTO = Asking()
FORM = "Condition/_search"


def form_of(heard):
    return dict(parse_qsl(heard.body.decode()))


def proved(fetching, site, *ids, kind="Condition", **more):
    """Answer a form with a ``self`` link that names what was asked."""

    def answer(heard):
        link = f"{site.base}/{kind}?{heard.body.decode()}"
        return fetching.Said(body=fetching.bundle(*ids, kind=kind, self_link=link, **more))

    return answer


def test_a_form_is_used_where_its_answer_proves_that_it_was_read(fetching, site):
    site.on(FORM, proved(fetching, site, "1", "2", total=2))

    result = fetching.read(site, asking=AUTO)

    assert result.ids("Condition") == ["1", "2"]
    assert result.ended("Condition").outcome is Outcome.COMPLETE
    assert result.ended("Condition").gaps == ()
    assert site.asked("Condition") == []
    (heard,) = site.asked(FORM)
    assert heard.method == "POST"
    assert heard.query == ()
    assert form_of(heard) == {"patient": "1", "_count": "50"}


def test_the_pages_after_a_form_are_asked_for_by_their_links(fetching, site):
    site.on(FORM, proved(fetching, site, "1", next_link="Condition?page=2"))
    site.on("Condition", fetching.pages(["1"], ["2"]))

    result = fetching.read(site, asking=AUTO)

    assert result.ids("Condition") == ["1", "2"]
    assert [heard.query for heard in site.asked("Condition")] == [(("page", "2"),)]


def test_people_are_searched_for_by_a_form_too(fetching, site):
    site.on("Patient/_search", proved(fetching, site, "1", kind="Patient"))

    result = fetching.find(site, PatientQuery(nhs_number="9990000018"), asking=AUTO)

    assert result.ids("Patient") == ["1"]
    assert not [heard for heard in site.heard if "9990000018" in str(heard.query)]


@pytest.mark.parametrize("status", [302, 404, 405, 415, 501, 400, 500])
def test_a_source_that_takes_no_form_is_asked_by_address_from_then_on(fetching, site, status):
    site.on("metadata", fetching.capability(["Condition", "Flag", "Goal"]))
    for kind in ("Condition", "Flag", "Goal"):
        site.on(kind, fetching.Said(body=fetching.bundle("1", kind=kind)))
        site.on(f"{kind}/_search", fetching.Said(status=status))

    result = fetching.read(site, asking=AUTO)

    assert {result.ended(kind).outcome for kind in ("Condition", "Flag", "Goal")} == {Outcome.COMPLETE}
    assert len([heard for heard in site.heard if heard.method == "POST"]) == 1
    assert not [gap for kind in ("Condition", "Flag") for gap in result.ended(kind).gaps]


def test_what_was_learnt_of_forms_is_kept_for_the_next_run(fetching, site):
    site.on("Patient", fetching.Said(body=fetching.bundle("1", kind="Patient")))
    site.on("Condition", fetching.Said(body=fetching.bundle("1")))
    source = fetching.source(site.base, asking=AUTO)
    for events in (source.find(PatientQuery(family="Holroyd"), NEVER), source.read("Patient/1", NEVER)):
        list(events)

    assert [heard.path for heard in site.heard if heard.method == "POST"] == ["Patient/_search"]


class NEVER:
    """A run that nobody stops."""

    @staticmethod
    def is_set():
        return False


@pytest.mark.parametrize("link", ["", "/Condition/_search", "/Condition?_count=50", "?_getpages=x", "//[bad"])
def test_an_answer_that_does_not_prove_what_it_answers_is_not_used(fetching, site, link):
    everybody = fetching.bundle("1", "others", self_link=site.base + link if link else "")
    site.on(FORM, fetching.Said(body=everybody))
    site.on("Condition", fetching.Said(body=fetching.bundle("1")))

    result = fetching.read(site, asking=AUTO)

    assert result.ids("Condition") == ["1"]
    assert result.ended("Condition").outcome is Outcome.COMPLETE


def test_once_forms_are_known_a_refusal_is_about_the_question(fetching, site):
    site.on("metadata", fetching.capability(["AllergyIntolerance", "Flag"]))
    site.on("AllergyIntolerance/_search", proved(fetching, site, "1", kind="AllergyIntolerance"))
    site.on("Flag/_search", fetching.Said(status=500, body=fetching.outcome("broken")))
    options = fetching.QUICK.__class__(workers=1)

    result = fetching.read(site, asking=AUTO, options=options)

    assert result.ended("Flag").outcome is Outcome.FAILED
    assert site.asked("Flag") == []


def test_once_forms_are_known_a_type_without_them_is_asked_by_address(fetching, site):
    kinds = ["AllergyIntolerance", "Flag", "Goal"]
    site.on("metadata", fetching.capability(kinds))
    for kind in ("AllergyIntolerance", "Goal"):
        site.on(f"{kind}/_search", proved(fetching, site, "1", kind=kind))
    site.on("Flag/_search", fetching.Said(status=405))
    site.on("Flag", fetching.Said(body=fetching.bundle("1", kind="Flag")))
    options = fetching.QUICK.__class__(workers=1)

    result = fetching.read(site, asking=AUTO, options=options)

    assert {result.ended(kind).outcome for kind in kinds} == {Outcome.COMPLETE}
    assert site.asked("Goal") == []


def test_a_question_that_both_ways_refuse_says_nothing_of_forms(fetching, site):
    site.on("metadata", fetching.capability(["AllergyIntolerance", "Flag"]))
    refused = fetching.Said(status=400, body=fetching.outcome("no"))
    site.on("AllergyIntolerance/_search", refused)
    site.on("AllergyIntolerance", refused)
    site.on("Flag/_search", proved(fetching, site, "1", kind="Flag"))
    options = fetching.QUICK.__class__(workers=1)

    result = fetching.read(site, asking=AUTO, options=options)

    assert result.ended("AllergyIntolerance").outcome is Outcome.FAILED
    assert site.asked("Flag") == []
    assert result.ids("Flag") == ["1"]


def test_a_busy_source_or_a_sign_in_says_nothing_of_forms(fetching, site):
    site.on(FORM, fetching.Said(status=401))

    result = fetching.read(site, asking=AUTO)

    assert result.ended("Condition").outcome is Outcome.DENIED
    assert site.asked("Condition") == []


def test_a_form_that_fails_for_a_moment_is_sent_again_for_it_reads(fetching, site):
    site.on(FORM, fetching.Said(status=503), proved(fetching, site, "1", total=1))

    result = fetching.read(site, asking=AUTO)

    assert result.ids("Condition") == ["1"]
    assert len(site.asked(FORM)) == 2


def test_a_source_that_is_set_to_forms_gets_nothing_else(fetching, site):
    site.on(FORM, fetching.Said(status=405))

    result = fetching.read(site, asking=Asking(post_search=Use.ALWAYS))

    assert result.ended("Condition").outcome is Outcome.FAILED
    assert site.asked("Condition") == []


def test_side_by_side_only_one_form_is_tried_before_it_is_known(fetching, site):
    kinds = ["Condition", "Flag", "Goal", "Consent", "CarePlan", "Task"]
    site.on("metadata", fetching.capability(kinds))
    for kind in kinds:
        site.on(kind, fetching.Said(body=fetching.bundle("1", kind=kind)))

    result = fetching.read(site, asking=AUTO)

    assert {result.ended(kind).outcome for kind in kinds} == {Outcome.COMPLETE}
    assert len([heard for heard in site.heard if heard.method == "POST"]) == 1


def test_values_survive_the_form(fetching, site):
    site.on("Patient/_search", proved(fetching, site, "1", kind="Patient", total=1))

    fetching.find(site, PatientQuery(family="O'Néil & Sons,x"), asking=AUTO)

    (heard,) = site.asked("Patient/_search")
    assert form_of(heard)["family"] == r"O'Néil & Sons\,x"
    assert heard.body == urlencode(parse_qsl(heard.body.decode())).encode()


@pytest.mark.parametrize("known", [False, True])
def test_a_form_that_is_not_permitted_is_never_asked_again_by_address(fetching, site, known):
    """Neither as the first of a run nor once forms are known: the patient would stand in an address."""
    site.on("metadata", fetching.capability(["AllergyIntolerance", "Condition"]))
    allergies = proved(fetching, site, "1", kind="AllergyIntolerance", total=1)
    site.on("AllergyIntolerance/_search", allergies if known else fetching.Said(status=403))
    site.on(FORM, fetching.Said(status=403))

    result = fetching.read(site, asking=AUTO, options=replace(fetching.QUICK, workers=1))

    assert result.ended("Condition").outcome is Outcome.DENIED
    assert site.asked("Condition") == []
    assert len(site.asked(FORM)) == 1
