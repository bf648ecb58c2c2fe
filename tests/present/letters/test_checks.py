"""Size, hash and form are compared with what the source states; a difference is loud (FID-20, TML-16)."""

import hashlib
from base64 import b64encode

import pytest

from viewer.present.letters.checks import checked
from viewer.present.letters.form import Form

DATA = b"Dear Dr Shah"
SHA1 = b64encode(hashlib.sha1(DATA).digest()).decode()  # noqa: S324  # what FHIR says


@pytest.mark.parametrize(
    "stated",
    [
        SHA1,
        hashlib.sha1(DATA).hexdigest(),  # noqa: S324  # as above
        b64encode(hashlib.sha256(DATA).digest()).decode(),
        hashlib.sha512(DATA).hexdigest(),
    ],
)
def test_a_hash_that_agrees_is_said(stated):
    said = checked({"hash": stated, "size": len(DATA)}, DATA, Form.TEXT)

    assert said.warnings == ()
    assert said.notes == ("Checked: size and hash as the source states.",)


def test_a_hash_that_differs_is_loud():
    (warning,) = checked({"hash": SHA1}, DATA + b".", Form.TEXT).warnings

    assert warning.startswith("Its hash is not the one that the source states.")


def test_a_size_that_differs_is_loud():
    (warning,) = checked({"size": 5}, DATA, Form.TEXT).warnings

    assert "5 bytes stated, 12 came" in warning


def test_a_hash_of_a_form_that_is_not_known_was_not_checked():
    assert "not checked" in checked({"hash": "§"}, DATA, Form.TEXT).notes[0]
    assert "not checked" in checked({"hash": "z" * 40}, DATA, Form.TEXT).notes[0]


def test_what_is_not_stated_is_not_taken_for_agreement():
    assert "could not be checked" in checked({}, DATA, Form.TEXT).notes[0]


@pytest.mark.parametrize(
    ("stated", "form", "loud"),
    [
        ("application/pdf", Form.HTML, True),
        ("application/pdf; x=1", Form.PDF, False),
        ("image/png", Form.JPEG, True),
        ("text/plain", Form.XML, False),
        ("application/octet-stream", Form.PDF, False),
        ("", Form.PDF, False),
    ],
)
def test_another_form_than_the_source_says_is_loud(stated, form, loud):
    assert bool(checked({"contentType": stated}, DATA, form).warnings) is loud
