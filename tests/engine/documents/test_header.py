"""What stands above a document: never less than source, date, author and status, and marks first."""

from dataclasses import replace
from datetime import UTC

from viewer.engine.document_messages import OpenDocument
from viewer.engine.documents.copies import Part
from viewer.engine.documents.header import header
from viewer.entries.document_parts import DocumentPart
from viewer.entries.entry import Entry, Flag
from viewer.fhir.resource import FhirVersion, Place, Resource, ResourceKey
from viewer.load.flow import Load
from viewer.record.model import Supporting
from viewer.source.domain import Domain

MESSAGE = OpenDocument(ticket=1, entry="a")
ENTRY = Entry(id="a", members=(), domain=Domain.DOCUMENTS, category="Documents", title="Letter", when=None)


def above(shown, title="", **content):
    key, place = ResourceKey(source="s", type="X", id="1", version=""), Place(page=0, start=0, end=1)
    resource = Resource(key=key, place=place, version=FhirVersion.R4, content=content)
    part = Part(resource=resource, part=DocumentPart(title=title, words="", attachment={}))
    return header(MESSAGE, Load(UTC), shown, (part, "Trust"), UTC)


def test_what_is_not_stated_is_said_to_be_so():
    assert dict(above(ENTRY).facts) == {
        "Source": "Trust",
        "Date": "not recorded",
        "Author": "not stated",
        "Status": "not stated",
    }


def test_a_title_of_its_own_stands_after_the_entry_s():
    assert above(ENTRY, "Page 2").title == "Letter: Page 2"
    assert above(ENTRY, "Letter").title == "Letter"
    assert above(ENTRY, "Letter of March").title == "Letter of March"
    assert above(ENTRY).title == "Letter"


def test_marks_of_the_entry_are_the_document_s():
    assert above(replace(ENTRY, flags=frozenset({Flag.IN_ERROR}), detail="x")).marks == ("Entered in error",)


def test_a_supporting_record_has_its_source():
    item = Supporting(
        id="a", reference="Binary/1", source="s", type="Binary", title="Binary", page=0, start=0, end=1
    )

    assert above(item).facts == (("Source", "Trust"),)


def test_what_a_document_says_against_itself_is_loud_and_said_once():
    wrong = replace(ENTRY, flags=frozenset({Flag.IN_ERROR}))

    assert above(ENTRY, status="superseded").marks == ("Superseded: a newer document takes its place",)
    assert above(ENTRY, status="current", docStatus="preliminary").marks == ("Preliminary, not final",)
    assert above(wrong, status="entered-in-error").marks == ("Entered in error",)
    assert above(ENTRY, status="current", docStatus="final").marks == ()
