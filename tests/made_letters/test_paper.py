"""The demo's letters are real PDFs and pictures, and the same in every run."""

import zlib

from tests.made_letters.paper import pdf_of, png_of, wound_chart


def test_a_pdf_s_table_of_places_is_right():
    pdf = pdf_of([["# Title", "a (b) \\ µg €"], ["two"]])
    start = int(pdf.rsplit(b"startxref\n", 1)[1].split()[0])
    places = [int(line[:10]) for line in pdf[start:].split(b"\n")[3:] if line.endswith(b" n ")]

    assert pdf[start:].startswith(b"xref")
    assert [pdf[place:].split(b" ")[0] for place in places] == [
        str(n).encode() for n in range(1, len(places) + 1)
    ]
    assert b"(a \\(b\\) \\\\ \xb5g \x80) Tj" in pdf
    assert pdf == pdf_of([["# Title", "a (b) \\ µg €"], ["two"]])


def test_a_picture_is_whole():
    png = png_of(30, 20, wound_chart)
    at = png.index(b"IDAT")
    size = int.from_bytes(png[at - 4 : at], "big")

    assert len(zlib.decompress(png[at + 4 : at + 4 + size])) == 20 * 31
