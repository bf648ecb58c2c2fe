"""A document is what its bytes are; what would start something is a program, whatever it is called."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.present.letters.form import Form, form_of, is_program

BITMAP = b"BM" + bytes(12) + (40).to_bytes(4, "little") + bytes(20)


@pytest.mark.parametrize(
    ("data", "form"),
    [
        (b"%PDF-1.7\n", Form.PDF),
        (b"scanned by 7\r\n%PDF-1.4\n", Form.PDF),
        (b"\x89PNG\r\n\x1a\n...", Form.PNG),
        (b"\xff\xd8\xff\xe0", Form.JPEG),
        (b"GIF89a...", Form.GIF),
        (BITMAP, Form.BMP),
        (b"BM of the gut: open", Form.TEXT),
        (b"II*\x00....", Form.TIFF),
        (b"MM\x00*....", Form.TIFF),
        (b"RIFF....WEBPVP8 ", Form.WEBP),
        (rb"{\rtf1 x}", Form.RTF),
        (b"<!DOCTYPE html><p>", Form.HTML),
        (b"\xef\xbb\xbf <div>x</div>", Form.HTML),
        (b'<?xml version="1.0"?><html xmlns="x">', Form.HTML),
        (b'<?xml version="1.0"?><ClinicalDocument xmlns="urn:hl7-org:v3">', Form.CDA),
        (b'<?xml version="1.0"?><Bundle/>', Form.XML),
        (b'{"resourceType": "Bundle"}', Form.JSON),
        (b"Dear Dr Shah,\r\n\xa35 \xb5g", Form.TEXT),
        ("Dear Dr Shah".encode("utf-16"), Form.TEXT),
        (bytes(128) + b"DICM" + b"\x02\x00", Form.DICOM),
        (b"PK\x03\x04" + b"[Content_Types].xml", Form.OFFICE),
        (b"PK\x03\x04" + b"letters/1.txt", Form.ARCHIVE),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Form.OFFICE),
        (b"MZ\x90\x00", Form.PROGRAM),
        (b"\x7fELF\x02", Form.PROGRAM),
        (b"#!/bin/sh\n", Form.PROGRAM),
        (b"", Form.EMPTY),
        (b" \r\n\x00", Form.EMPTY),
        (b"ab\x00\x01\x02\x03", Form.UNKNOWN),
        (b"\x01\x02\x03\x04\x05" * 9, Form.UNKNOWN),
    ],
)
def test_the_bytes_say_what_it_is(data, form):
    assert form_of(data) is form


@given(st.binary(max_size=300))
def test_any_bytes_have_a_form(data):
    assert isinstance(form_of(data), Form)


@pytest.mark.parametrize(
    ("data", "media_type", "name"),
    [
        (b"MZ\x90", "application/pdf", "letter.pdf"),
        (b"@echo off", "text/plain", "letter.bat"),
        (b"alert(1)", "application/javascript", "letter"),
        (b"\x00\x01\x02\x03", "application/x-msdownload", ""),
    ],
)
def test_what_starts_something_is_a_program(data, media_type, name):
    assert is_program(data, media_type, name)


@pytest.mark.parametrize("name", ["Seen at clinic.com", "letter.pdf", "", "Discharge letter"])
def test_a_title_is_no_name_of_a_program(name):
    assert not is_program(b"Dear Dr Shah", "text/plain", name)
