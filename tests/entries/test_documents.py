import pytest

from tests.entries.builders import PATIENT, coded, read, worded
from viewer.entries.entry import Flag, Standing
from viewer.source.domain import Domain

LETTER = coded("823691000000103", "Clinical letter")


def document(**content):
    return read("DocumentReference", **({"status": "current", "type": LETTER} | content))


def test_a_pointer_says_type_author_custodian_form_and_that_it_is_only_a_pointer():
    entry = document(
        docStatus="final",
        description="Heart clinic letter",
        created="2019-03-04",
        indexed="2020-01-01T00:00:00Z",
        author=[{"display": "Dr Able"}],
        custodian={"display": "Able Trust"},
        category=[worded("Letter")],
        content=[
            {
                "attachment": {
                    "title": "Letter.pdf",
                    "contentType": "application/pdf",
                    "size": 10,
                    "url": "Binary/1",
                }
            }
        ],
        context={"practiceSetting": worded("Cardiology")},
    )

    assert (entry.title, entry.status, entry.category) == ("Clinical letter", "current, final", "Documents")
    assert (entry.when.text, entry.when.kind, entry.recorder) == ("2019-03-04", "created", "Dr Able")
    assert entry.detail == (
        "Heart clinic letter, Letter.pdf · from Dr Able · held by Able Trust · PDF · 10 bytes · pointer only: not opened"
        " · category Letter · setting Cardiology"
    )
    assert entry.standing is Standing.NONE


def test_a_document_without_a_type_is_called_by_its_description_or_file():
    assert document(type=None, description="A scan").title == "A scan"
    assert document(type=None, content=[{"attachment": {"title": "scan.tif"}}]).title == "scan.tif"
    assert document(type=coded("1")).title == "code 1 (SNOMED CT)"
    assert document(type=coded("1"), description="A scan").title == "A scan"
    assert document(type=None).title == "Document, type not stated"
    assert Flag.UNCODED in document(type=worded("Letter")).flags


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        ({"date": "2019"}, "dated"),
        (
            {"content": [{"attachment": {}}, {"attachment": {"creation": "2019"}}], "indexed": "2020"},
            "creation",
        ),
        ({"context": {"period": {"start": "2019"}}, "indexed": "2020"}, "period"),
        ({"context": [{"reference": "Encounter/1"}], "period": {"start": "2019"}}, "period"),
        ({"indexed": "2020"}, "indexed"),
    ],
)
def test_a_document_is_dated_by_when_it_was_made_and_indexing_comes_last(content, kind):
    assert document(**content).when.kind == kind


def test_an_unreadable_date_is_shown():
    assert "date not readable: soon" in document(date="soon", indexed="2020").detail


@pytest.mark.parametrize(
    ("relation", "words"),
    [
        ({"code": "replaces", "target": {"display": "Letter 1"}}, "replaces Letter 1"),
        (
            {"code": {"coding": [{"code": "appends"}]}, "target": {"display": "Letter 1"}},
            "incomplete alone, adds to Letter 1",
        ),
        ({"code": "odd-way", "targetIdentifier": {"value": "L1"}}, "odd way L1"),
        ({}, "relates to another document"),
    ],
)
def test_how_documents_relate_is_said(relation, words):
    assert words in document(relatesTo=[relation]).detail


def test_a_superseded_or_mistaken_document_says_so():
    assert document(status="superseded").status == "superseded"
    assert Flag.IN_ERROR in document(docStatus="entered-in-error").flags


def test_a_pointer_to_an_emergency_plan_is_among_the_plans():
    entry = document(type=coded("1", "ReSPECT form"))

    assert (entry.domain, entry.category, entry.standing) == (
        Domain.PLANS,
        "End of life care",
        Standing.CURRENT,
    )


@pytest.mark.parametrize(
    ("code", "category"),
    [("325691000000100", "Care and support plan"), ("1363501000000100", "Documents")],
)
def test_a_pointer_is_listed_high_by_the_code_of_its_type(code, category):
    entry = document(type={"coding": [{"system": "http://snomed.info/sct", "code": code}]})

    assert entry.domain is Domain.PLANS
    assert entry.category == category


def test_a_pointer_of_the_locator_says_what_it_must():
    entry = document(
        type={"coding": [{"code": "823691000000103", "display": "Clinic letter"}]},
        docStatus="preliminary",
        date="2026-09-02T09:30:00.000Z",
        custodian={
            "identifier": {"system": "https://fhir.nhs.uk/Id/ods-organization-code", "value": "NMH02"}
        },
        securityLabel=[{"coding": [{"code": "R", "display": "restricted"}]}],
        content=[{"attachment": {"contentType": "application/pdf", "url": "https://kept.example/1"}}],
    )

    assert entry.title == "Clinic letter"
    assert "reliminary" in entry.status
    assert "held by NMH02" in entry.detail
    assert "pointer only: not opened" in entry.detail
    assert "security label restricted" in entry.detail
    assert Flag.RESTRICTED in entry.flags
    assert entry.when.text.startswith("2026-09-02")


def composition(**content):
    return read(
        "Composition", **({"status": "final", "title": "Discharge summary", "date": "2019"} | content)
    )


def test_a_composition_says_type_author_and_sections_with_why_one_is_empty():
    entry = composition(
        type=coded("1", "Summary"),
        author=[{"display": "Dr Able"}],
        event=[{"code": [worded("Admission")]}],
        section=[
            {"title": "Allergies", "emptyReason": coded("nilknown")},
            {"code": worded("Medicines"), "mode": "changes"},
            {"title": "Discharge summary"},
            {},
        ],
    )

    assert (entry.title, entry.domain, entry.recorder) == ("Discharge summary", Domain.DOCUMENTS, "Dr Able")
    assert entry.detail == (
        "Summary · from Dr Able · about Admission · Allergies (empty: the source says: none known), "
        "Medicines (changes only, not a complete list), section without a title"
    )
    assert Flag.CHANGES_ONLY in entry.flags


def test_a_composition_is_called_by_its_type_where_it_has_no_title():
    assert composition(title=None, type=coded("1", "Summary")).title == "Summary"
    assert composition(title=None).title == "Document, not named"
    assert composition(title="End of life plan").domain is Domain.PLANS


def test_a_document_bundle_is_read_through_its_first_page():
    first = {
        "resourceType": "Composition",
        "title": "Letter",
        "status": "final",
        "date": "2019",
        "subject": PATIENT,
    }
    entry = read("Bundle", type="document", entry=[{"resource": first}])

    assert (entry.title, entry.domain, entry.status) == ("Document: Letter", Domain.DOCUMENTS, "final")


def test_any_other_bundle_says_what_it_is():
    entry = read(
        "Bundle", type="collection", timestamp="2019", entry=[{"resource": {"resourceType": "Patient"}}]
    )

    assert (entry.title, entry.detail) == ("Collection bundle", "1 entry")
    assert read("Bundle").title == "Untyped bundle"
