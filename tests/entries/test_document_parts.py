"""What of a resource can be opened: every attachment, wherever it stands, and all of its own text."""

from viewer.entries.document_parts import WRITTEN, document_parts

PDF = {"contentType": "application/pdf", "data": "JVBERi0=", "title": "Letter"}


def titles(content):
    return [part.title for part in document_parts(content)]


def test_attachments_are_found_wherever_they_stand():
    assert titles(
        {
            "resourceType": "DocumentReference",
            "content": [{"attachment": PDF}, {"attachment": {"url": "Binary/1"}}],
        }
    ) == ["Letter", ""]
    assert titles({"resourceType": "DiagnosticReport", "presentedForm": [PDF]}) == ["Letter"]
    assert titles({"resourceType": "Media", "content": PDF}) == ["Letter"]
    assert titles({"resourceType": "Communication", "payload": [{"contentAttachment": PDF}]}) == ["Letter"]
    assert titles({"resourceType": "Patient", "photo": [PDF]}) == ["Letter"]
    assert titles({"resourceType": "Observation", "valueAttachment": PDF}) == ["Letter"]


def test_a_binary_is_its_own_attachment_in_every_version():
    (r4,) = document_parts({"resourceType": "Binary", "contentType": "text/plain", "data": "QQ=="})
    (stu3,) = document_parts({"resourceType": "Binary", "contentType": "text/plain", "content": "QQ=="})

    assert r4.attachment["data"] == stu3.attachment["data"] == "QQ=="


def test_words_say_form_size_and_where_the_content_is():
    (part,) = document_parts({"content": [{"attachment": {**PDF, "size": 2048}}]})

    assert part.words == "PDF · 2 KB (2048 bytes) · content included"
    assert (
        document_parts({"content": [{"attachment": {"url": "https://x"}}]})[0].words
        == "pointer only: not opened"
    )


def test_what_only_looks_like_an_attachment_is_none():
    assert not document_parts(
        {
            "extension": [{"url": "https://x", "valueString": "y"}],
            "link": [{"relation": "self", "url": "https://x"}],
            "valueSampledData": {"data": "1 2", "origin": {}},
            "url": "https://x",
            "telecom": [{"system": "url", "value": "x"}],
            "extra": {"url": "https://x"},
        }
    )


def test_an_attachment_without_anything_says_so():
    (part,) = document_parts({"content": [{"attachment": {"title": "Letter"}}]})

    assert part.words == "no content sent"


def test_all_narratives_are_one_part_in_the_order_of_the_document_with_empty_sections_said():
    composition = {
        "resourceType": "Composition",
        "title": "Summary",
        "text": {"status": "generated", "div": "<div>all</div>"},
        "section": [
            {"title": "Allergies", "text": {"status": "additional", "div": "<div>pollen</div>"}},
            {"title": "Plan", "emptyReason": {"coding": [{"code": "unavailable"}]}},
            {"code": {"text": "Results"}, "section": [{"title": "Blood", "text": {"div": "<div>b</div>"}}]},
        ],
        "contained": [{"resourceType": "Practitioner", "text": {"status": "odd", "div": "<div>Dr</div>"}}],
    }
    (part,) = document_parts(composition)

    assert part.title == WRITTEN
    assert [(one.title, one.status) for one in part.written] == [
        ("Summary", "made by the source from its data"),
        ("Allergies", "may say more than the data"),
        ("Plan", "empty: not available at the source"),
        ("Results", "no text was sent for this section"),
        ("Blood", "its status is not stated"),
        ("", "status odd"),
    ]
    assert "contained" in part.written[-1].path


def test_a_resource_without_text_has_none():
    assert document_parts({"resourceType": "Composition", "section": [{"title": "Plan"}]}) == ()


def test_a_picture_that_a_narrative_contains_stands_in_it_and_no_other_does():
    content = {
        "resourceType": "DiagnosticReport",
        "contained": [
            {"resourceType": "Binary", "id": "ecg", "contentType": "image/png", "data": "QU\nI="},
            {"resourceType": "Binary", "id": "svg", "contentType": "image/svg+xml", "data": "QUI="},
        ],
        "text": {
            "status": "generated",
            "div": "<div><img src='#ecg'/><img src=\"#svg\"/><img src='#none'/></div>",
        },
    }
    (part,) = document_parts(content)

    assert part.written[0].xhtml == (
        '<div><img src="data:image/png;base64,QUI="/><img src="#svg"/><img src="#none"/></div>'
    )
