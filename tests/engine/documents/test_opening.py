"""An opening that breaks says so; one that nobody looks at any more says nothing."""

import threading

import pytest

from tests.made_letters.paper import pdf_of
from viewer.engine.document_messages import (
    DocumentGiven,
    DocumentSaved,
    FindInDocument,
    FoundInDocument,
    SaveDocument,
    SheetWords,
    WantWords,
)
from viewer.engine.documents.opening import Opening
from viewer.engine.documents.placing import AtSource, Held
from viewer.entries.document_parts import DocumentPart
from viewer.fetch.documents import Content
from viewer.fetch.faults import Fault
from viewer.source.answer import Outcome
from viewer.source.origin import Origin, SourceKind

TRUST = Origin(id="t", name="Trust", kind=SourceKind.ENDPOINT, base="https://h")


def opening(placed, fetch=None, *, may_leave=True):
    given = DocumentGiven(ticket=1, entry="a", part=0, title="t", facts=(), kind="unshowable")
    part = DocumentPart(title="", words="", attachment={})
    return Opening(
        given=given, part=part, placed=placed, fetch=fetch, origin=TRUST, name="", may_leave=may_leave
    )


def run(one, *wishes, cancel=None):
    said = []
    for wish in (*wishes, None):
        one.ask(wish)
    one.run(cancel or threading.Event(), lambda happened: said.extend(happened.then()))
    return said


def test_what_came_from_the_source_is_read():
    coming, found = run(opening(AtSource(url="Binary/1"), lambda _cancel: Content(data=b"Hello")))

    assert coming.words == "Fetching it from Trust ..."
    assert found.text == "Hello"


def test_what_the_source_does_not_give_stays_a_pointer():
    fault = Fault(outcome=Outcome.DENIED, why="it refuses access", advice="Ask.")
    _, found = run(opening(AtSource(url="Binary/1"), lambda _cancel: fault))

    assert found.kind == "pointer"
    assert found.words == "Pointer only, not opened: Trust did not give it: it refuses access"
    assert found.advice == "Ask."


def test_a_defect_is_said_and_not_waited_for():
    said = []

    def broken(_cancel):
        raise ZeroDivisionError

    one = opening(AtSource(url="Binary/1"), broken)
    with pytest.raises(ZeroDivisionError):
        one.run(threading.Event(), lambda happened: said.extend(happened.then()))

    assert said[-1].words == "Opening it broke off: a fault in this program"


def test_nothing_is_said_of_what_was_closed():
    cancel = threading.Event()
    cancel.set()

    assert run(opening(Held(data=b"Hello")), cancel=cancel) == []


def test_what_is_no_pdf_has_no_pages_to_search():
    _, words, found = run(
        opening(Held(data=b"Hello")), WantWords(ticket=1), FindInDocument(ticket=1, words="x")
    )

    assert isinstance(words, SheetWords)
    assert isinstance(found, FoundInDocument)
    assert found.words.startswith("Not searched")


def test_it_can_be_saved_once_it_is_read(tmp_path):
    one = opening(Held(data=b"Hello"))
    assert not one.may_save

    *_, saved = run(one, SaveDocument(ticket=1, path=str(tmp_path / "x.txt")))

    assert isinstance(saved, DocumentSaved)
    assert (tmp_path / "x.txt").read_bytes() == b"Hello"
    assert not one.may_save  # forgotten


@pytest.mark.parametrize("data", [b"Hello", b"%PDF-1.4 broken", bytes(128) + b"DICM"])
def test_where_policy_keeps_documents_here_no_copy_is_offered_or_advised(data):
    (found,) = run(opening(Held(data=data), may_leave=False))

    assert found.file_name == ""
    assert not found.advice.startswith("Save")
    assert found.kind == "text" or "does not let a copy be saved" in found.advice


def test_a_pdf_that_was_closed_before_it_was_open_is_not_waited_for():
    (found,) = run(opening(Held(data=pdf_of([["aspirin"]]))))
    assert found.kind == "unshowable"  # the end was asked for first
