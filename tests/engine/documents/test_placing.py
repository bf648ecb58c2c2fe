"""Where a document's content is; no other server is ever asked with a source's sign-in (AUTH-02, NHS-08)."""

from viewer.engine.documents.placing import AtSource, Held, Pointer, placed


def none(_reference):
    return None


def test_what_came_along_is_here():
    assert placed({"data": "QUI=", "contentType": "text/plain"}, none, None) == Held(
        data=b"AB", media_type="text/plain"
    )


def test_what_is_no_base64_says_so():
    assert "base64" in placed({"data": "*"}, none, None).words


def test_a_binary_that_the_record_holds_or_contains_is_here():
    def resolve(reference):
        return (
            {"resourceType": "Binary", "contentType": "a/b", "content": "QUI="} if reference == "#b" else None
        )

    assert placed({"url": "#b"}, resolve, None) == Held(data=b"AB", media_type="a/b")


def test_what_is_no_binary_is_not_taken_for_one():
    assert isinstance(placed({"url": "Patient/1"}, lambda _: {"resourceType": "Patient"}, None), Pointer)


def test_the_source_is_asked_for_what_is_its_own():
    assert placed({"url": "Binary/1"}, none, lambda url: True) == AtSource(url="Binary/1")


def test_everything_else_is_only_a_pointer_and_says_why():
    words = [
        placed({}, none, lambda _: False).words,
        placed({"url": "https://x.example/1"}, none, lambda _: False).words,
        placed({"url": "urn:oid:1.2"}, none, lambda _: False).words,
        placed({"url": "Binary/1"}, none, None).words,
    ]

    assert words[0].startswith("No content was sent")
    assert "another server" in words[1]
    assert "cannot be asked for" in words[2]
    assert "not in this file" in words[3]
