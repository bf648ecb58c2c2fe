"""What can be opened of a line is numbered through all its copies; what cannot be read has nothing."""

from datetime import UTC, datetime

import pytest

from viewer.engine.documents.copies import offers, parts_of
from viewer.load.flow import Load
from viewer.load.scope import Scope
from viewer.record.model import Supporting
from viewer.source.answer import Answer
from viewer.source.origin import Origin, SourceKind


@pytest.fixture
def load():
    loaded = Load(UTC)
    loaded.add(Origin(id="s", name="File", kind=SourceKind.FILE, base=""), Scope(subjects=frozenset()))
    return loaded


def fed(load, body):
    load.feed(
        Answer(
            source="s",
            search="x",
            body=body,
            media_type="",
            place="1",
            path="",
            retrieved=datetime(2026, 1, 1, tzinfo=UTC),
            fhir_version="",
        )
    )
    return Supporting(
        id="a", reference="Binary/1", source="s", type="Binary", title="B", page=0, start=0, end=len(body)
    )


def test_a_supporting_record_is_opened_like_any_other(load):
    item = fed(load, b'{"resourceType": "Binary", "id": "1", "contentType": "text/plain", "data": "QQ=="}')

    (offer,) = offers(load, {"s": "Trust"}, item)

    assert (offer.part, offer.source_name, offer.words) == (0, "Trust", "plain text · content included")


def test_what_cannot_be_read_has_nothing_to_open(load):
    assert parts_of(load, fed(load, b'{"resourceType": "Binary", "id": "1", "id": "2"}')) == ()
