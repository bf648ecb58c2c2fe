"""Documents are opened beside the record: from files and real servers, checked, audited, and forgotten."""

import gc
import hashlib
import json
import weakref
from base64 import b64encode
from dataclasses import replace

import pytest

from tests.engine.files import written
from tests.engine.talk import Talk
from tests.engine.window import settled
from tests.made_letters.paper import pdf_of
from viewer.engine import setting as setting_module
from viewer.engine.document_messages import (
    CloseDocument,
    DocumentComing,
    DocumentGiven,
    DocumentSaved,
    FindInDocument,
    FoundInDocument,
    OpenDocument,
    SaveDocument,
    SheetGiven,
    SheetWords,
    WantSheet,
    WantWords,
)
from viewer.engine.messages import AskDetail, CloseRecord, Detail, OpenFiles, Refused, Rows
from viewer.source.endpoint import Marking
from viewer.source.origin import SourceKind
from viewer.store.audit import audit_file, demo_audit_file
from viewer.store.policy import Policy
from viewer.store.vault import MemoryVault

PATIENT = {"resourceType": "Patient", "id": "1", "name": [{"family": "Test"}]}
PDF = pdf_of([["aspirin 75 mg"], []])


def letter(name="1", **attachment):
    return {
        "resourceType": "DocumentReference",
        "id": name,
        "status": "superseded",
        "subject": {"reference": "Patient/1"},
        "date": "2026-03-04",
        "type": {"text": f"Letter {name}"},
        "content": [{"attachment": attachment}],
    }


def packed(data):
    return b64encode(data).decode()


@pytest.fixture
def opened(tmp_path, talk):
    """Open a file with these resources; return ids of entries by title."""

    def begin(*resources):
        talk.send(OpenFiles(generation=3, paths=(written(tmp_path, "record.json", PATIENT, *resources),)))
        talk.until(settled)
        rows = [row for message in talk.said if isinstance(message, Rows) for row in message.upserts]
        return {row.title: row.id for row in rows}

    return begin


def given(talk, entry, part=0, ticket=7):
    talk.send(OpenDocument(generation=3, ticket=ticket, entry=entry, part=part))
    return talk.until(lambda m: isinstance(m, DocumentGiven) and m.ticket == ticket)


def test_a_pdf_that_came_along_is_opened_with_all_that_must_stand_above_it(talk, opened):
    entry = opened(letter(data=packed(PDF), contentType="application/pdf", size=len(PDF)))["Letter 1"]

    found = given(talk, entry)

    assert (found.kind, len(found.pages), found.generation) == ("pdf", 2, 3)
    assert found.title == "Letter 1"
    assert dict(found.facts)["Source"] == "record.json"
    assert dict(found.facts)["Date"].startswith("04-Mar-2026")
    assert dict(found.facts)["Author"] == "not stated"
    assert any("uperseded" in words for words in (*found.marks, dict(found.facts)["Status"]))
    assert "Checked: size" in found.notes[0]


def test_its_pages_are_drawn_read_and_searched(talk, opened):
    entry = opened(letter(data=packed(PDF)))["Letter 1"]
    given(talk, entry)

    talk.send(WantSheet(generation=3, ticket=7, page=0, scale=1.0))
    talk.send(WantWords(generation=3, ticket=7))
    talk.send(FindInDocument(generation=3, ticket=7, words="ASPIRIN"))
    sheet = talk.until(lambda m: isinstance(m, SheetGiven))
    words = talk.until(lambda m: isinstance(m, SheetWords))
    finds = talk.until(lambda m: isinstance(m, FoundInDocument))

    assert (sheet.width, sheet.height, sheet.words) == (595, 842, "")
    assert words.texts == ("aspirin 75 mg", "")
    assert [page for page, _ in finds.finds] == [0]
    assert "1 page is a picture without words" in finds.words


def test_a_page_that_is_not_there_is_said(talk, opened):
    given(talk, opened(letter(data=packed(PDF)))["Letter 1"])
    talk.send(WantSheet(generation=3, ticket=7, page=9, scale=1.0))

    assert talk.until(lambda m: isinstance(m, SheetGiven)).words == "There is no such page"


def test_a_broken_pdf_can_be_saved_and_says_so(talk, opened, tmp_path):
    found = given(talk, opened(letter(data=packed(b"%PDF-1.4 broken")))["Letter 1"])
    assert (found.kind, found.file_name) == ("unshowable", "document.pdf")

    path = tmp_path / "copy.pdf"
    talk.send(SaveDocument(generation=3, ticket=7, path=str(path)))
    saved = talk.until(lambda m: isinstance(m, DocumentSaved))

    assert saved.ok
    assert path.read_bytes() == b"%PDF-1.4 broken"


def test_what_cannot_be_saved_is_said(talk, opened, tmp_path):
    given(talk, opened(letter(data=packed(b"Hello")))["Letter 1"])
    (tmp_path / "taken").mkdir()

    talk.send(SaveDocument(generation=3, ticket=7, path=str(tmp_path / "taken")))
    saved = talk.until(lambda m: isinstance(m, DocumentSaved))

    assert not saved.ok
    assert saved.words.startswith("The document could not be saved")


@pytest.mark.parametrize(
    ("attachment", "kind", "words"),
    [
        ({"data": packed(b"MZ\x90")}, "refused", "program"),
        ({"url": "https://elsewhere.example/1.pdf"}, "pointer", "not in this file"),
        ({"url": "Binary/none"}, "pointer", "Pointer only"),
        ({"title": "x"}, "pointer", "No content was sent"),
        ({"data": packed(bytes(128) + b"DICM")}, "unshowable", "DICOM"),
    ],
)
def test_what_is_not_shown_says_why(talk, opened, attachment, kind, words):
    found = given(talk, opened(letter(**attachment))["Letter 1"])

    assert found.kind == kind
    assert words in found.words


def test_nothing_is_saved_of_what_is_refused(talk, opened, tmp_path):
    given(talk, opened(letter(data=packed(b"MZ\x90")))["Letter 1"])

    talk.send(SaveDocument(generation=3, ticket=7, path=str(tmp_path / "x")))

    assert talk.until(lambda m: isinstance(m, Refused)).what == "There is nothing to save"
    assert not (tmp_path / "x").exists()


def test_a_hash_that_differs_is_loud(talk, opened):
    wrong = b64encode(hashlib.sha1(b"other").digest()).decode()  # noqa: S324  # what FHIR says
    found = given(talk, opened(letter(data=packed(b"Hello"), hash=wrong))["Letter 1"])

    assert "hash" in found.warnings[0]
    assert found.text == "Hello"


def test_pictures_text_and_html_come_in_their_own_ways(talk, opened):
    png = b"\x89PNG\r\n\x1a\nxx"
    entries = opened(
        letter("a", data=packed(png)),
        letter("b", data=packed(b"<p>Hi<script>x</script></p>")),
        letter("c", data=packed(rb"{\rtf1 Hi}")),
    )

    assert given(talk, entries["Letter a"], ticket=1).image == png
    assert given(talk, entries["Letter b"], ticket=2).html == "<p>Hi</p>"
    assert given(talk, entries["Letter c"], ticket=3).text == "Hi"


def test_a_binary_that_the_file_holds_is_opened(talk, opened):
    binary = {"resourceType": "Binary", "id": "9", "contentType": "text/plain", "data": packed(b"Hello")}

    assert given(talk, opened(binary, letter(url="Binary/9"))["Letter 1"]).text == "Hello"


def test_the_source_s_own_text_is_offered_and_opened(talk, opened):
    written_by_source = {
        **letter(title="Scan"),
        "text": {"status": "additional", "div": "<div>Own <b>words</b></div>"},
    }
    entry = opened(written_by_source)["Letter 1"]
    talk.send(AskDetail(generation=3, entry=entry))
    offers = talk.until(lambda m: isinstance(m, Detail)).documents

    assert [(one.part, one.narrative) for one in offers] == [(0, False), (1, True)]
    assert "Own <b>words</b>" in given(talk, entry, part=1).html


def test_opening_and_saving_are_in_the_audit_trail(talk, opened, tmp_path):
    given(talk, opened(letter(data=packed(b"Hello")))["Letter 1"])
    talk.send(SaveDocument(generation=3, ticket=7, path=str(tmp_path / "x.txt")))
    talk.until(lambda m: isinstance(m, DocumentSaved))
    lines = [json.loads(line) for line in demo_audit_file().read_text("utf-8").splitlines()[-2:]]

    assert [line["action"] for line in lines] == ["view", "export"]
    assert "Hello" not in demo_audit_file().read_text("utf-8")


def acts():
    """Each act of every trail of this account, with what it was about."""
    files = audit_file().parent.glob("audit*.jsonl")
    found = [json.loads(line) for file in files for line in file.read_text("utf-8").splitlines()]
    return [(line["action"], line["what"]) for line in found]


def test_a_letter_is_not_saved_where_policy_forbids_records_to_leave(opened, talk, tmp_path):
    talk.setting.policy = Policy(allow_export=False)
    found = given(talk, opened(letter(data=packed(b"Hello")))["Letter 1"])
    before = acts()

    talk.send(SaveDocument(generation=3, ticket=7, path=str(tmp_path / "x.txt")))

    assert "not allowed" in talk.until(lambda m: isinstance(m, Refused | DocumentSaved)).what
    assert found.file_name == ""
    assert not (tmp_path / "x.txt").exists()
    assert acts() == [*before, ("refusal", "saving is off by policy")]


def test_a_letter_of_a_live_source_is_saved_under_its_name_or_not_at_all(opened, talk, tmp_path, monkeypatch):
    given(talk, opened(letter(data=packed(b"Hello")))["Letter 1"])
    opening = talk.conversation.beside.documents._open
    opening.origin = replace(opening.origin, id="live", kind=SourceKind.ENDPOINT, marking=Marking.LIVE)
    monkeypatch.setattr(setting_module, "vault", MemoryVault)
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    talk.send(SaveDocument(generation=3, ticket=7, path=str(tmp_path / "a.txt")))
    assert talk.until(lambda m: isinstance(m, DocumentSaved)).ok
    assert json.loads(audit_file().read_text("utf-8").splitlines()[-1])["sources"] == ["live"]

    audit_file().unlink()
    audit_file().mkdir()  # nothing can be noted any more
    talk.send(SaveDocument(generation=3, ticket=7, path=str(tmp_path / "b.txt")))

    assert "audit trail" in talk.until(lambda m: isinstance(m, Refused | DocumentSaved)).what
    assert not (tmp_path / "b.txt").exists()


def test_what_has_left_the_record_is_refused_in_words(talk, opened):
    entry = opened(letter(data=packed(b"Hello")))["Letter 1"]
    talk.send(OpenDocument(generation=3, ticket=1, entry="none"))
    talk.send(OpenDocument(generation=3, ticket=2, entry=entry, part=8))

    assert [m.what for m in talk.said if isinstance(m, Refused)] == ["This document has left the record"] * 2


def test_a_record_does_not_outlive_its_refusals(talk, opened):
    opened(letter(data=packed(b"Hello")))
    talk.send(OpenDocument(generation=3, ticket=1, entry="none"))
    load = weakref.ref(talk.conversation.record.load)
    talk.send(CloseRecord(generation=4))
    gc.collect()

    assert load() is None


def test_the_narrative_of_a_restricted_person_is_withheld(talk, tmp_path):
    restricted = {
        **PATIENT,
        "meta": {
            "security": [{"system": "http://terminology.hl7.org/CodeSystem/v3-Confidentiality", "code": "R"}]
        },
        "text": {"status": "generated", "div": "<div>Lives at 1 Row</div>"},
    }
    talk.send(
        OpenFiles(
            generation=3, paths=(written(tmp_path, "r.json", restricted, letter(data=packed(b"Hello"))),)
        )
    )
    talk.until(settled)
    rows = {row.title: row.id for m in talk.said if isinstance(m, Rows) for row in m.upserts}
    person = next(key for title, key in rows.items() if not title.startswith("Letter"))

    talk.send(OpenDocument(generation=3, ticket=1, entry=person))
    assert talk.until(lambda m: isinstance(m, Refused)).what.startswith("Restricted record")
    assert given(talk, rows["Letter 1"]).warnings[0].startswith("Restricted record")


def test_a_closed_document_answers_nothing_any_more(talk, opened):
    entry = opened(letter(data=packed(PDF)))["Letter 1"]
    given(talk, entry)
    talk.send(CloseDocument(generation=3))
    before = len(talk.said)
    talk.send(WantSheet(generation=3, ticket=7, page=0, scale=1.0))
    given(talk, entry, ticket=8)

    assert not [m for m in talk.said[before:] if isinstance(m, SheetGiven)]
    talk.send(WantWords(generation=3, ticket=7))  # of the one before: nobody answers it
    talk.send(CloseRecord(generation=4))
    assert talk.conversation.beside.documents._open is None


def test_a_document_at_its_source_is_fetched_while_the_record_can_be_used(tmp_path, demo):
    talk = Talk(tmp_path)
    try:
        talk.open(demo)
        talk.until(settled)
        rows = [row for m in talk.said if isinstance(m, Rows) for row in m.upserts]
        for row in (row for row in rows if "pointer only" in row.detail):
            talk.send(OpenDocument(generation=2, ticket=5, entry=row.id))
            found = talk.until(lambda m: isinstance(m, DocumentGiven))
            assert found.kind
        assert any(isinstance(m, DocumentComing) for m in talk.said)
    finally:
        talk.end()
