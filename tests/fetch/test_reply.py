"""What a body is, by its bytes."""

import pytest

from viewer.fetch.reply import BodyKind, Reply


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"", BodyKind.EMPTY),
        (b" \r\n", BodyKind.EMPTY),
        (b"<html></html>", BodyKind.HTML),
        (b"<?xml version='1.0'?><Bundle xmlns='x'/>", BodyKind.HTML),
        (b'<Bundle xmlns="http://hl7.org/fhir"/>', BodyKind.XML),
        (b"null", BodyKind.OTHER),
        (b'{"error": 1}', BodyKind.OTHER),
        (b'{"resourceType": "Bundle"}', BodyKind.FHIR),
        (b'{"id": "1", "resourceType": "Bundle"}', BodyKind.FHIR),
        (b'\xef\xbb\xbf {"resourceType":"Bundle", "entry": [', BodyKind.FHIR),
        (b'{"resourceType": "OperationOutcome"}', BodyKind.OUTCOME),
        (b'{"issue": [], "resourceType": "OperationOutcome"}', BodyKind.OUTCOME),
    ],
)
def test_a_body_is_known_by_its_bytes_not_by_its_media_type(body, kind):
    assert Reply(status=200, body=body, media_type="text/html").kind is kind


def test_it_reads_as_fhirclient_expects():
    reply = Reply(status=200, body=b'\xef\xbb\xbf{"a": 1}')

    assert reply.json() == {"a": 1}
    assert reply.content == reply.body
