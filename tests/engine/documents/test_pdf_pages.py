"""PDF pages: sizes, pixels, words and finds; what is damaged, locked, huge or turned is said or fitted."""

import io

import pypdfium2 as pdfium
import pytest

from tests.made_letters.paper import pdf_of
from viewer.engine.documents import pdf_pages
from viewer.engine.documents.pdf_pages import MOST_PIXELS, PdfPages, PdfTrouble

LETTER = pdf_of([["# Northmoor", "aspirin 75 mg", "aspirin stopped"], [], ["Aspirin"]])


def test_pages_have_their_sizes():
    assert PdfPages(LETTER).opened().pages == ((595.0, 842.0),) * 3


def test_a_page_is_drawn_at_the_scale_that_is_asked_for():
    drawn = PdfPages(LETTER).draw(0, 2)

    assert (drawn.width, drawn.height) == (1190, 1684)
    assert len(drawn.pixels) == 1190 * 1684 * 4
    assert min(drawn.pixels[0::4]) < 100  # there is ink


def test_no_page_is_drawn_larger_than_fits_the_memory():
    huge = LETTER.replace(b"0 0 595 842", b"0 0 9e5 9e5")
    drawn = PdfPages(huge).draw(0, 50)

    assert drawn.width * drawn.height <= MOST_PIXELS * 1.01


def test_words_of_each_page_are_read():
    assert PdfPages(LETTER).words().texts == ("Northmoor\naspirin 75 mg\naspirin stopped", "", "Aspirin")


def test_words_are_found_whatever_their_case_and_pages_without_words_are_counted():
    found = PdfPages(LETTER).seek("ASPIRIN")

    assert [page for page, _ in found.finds] == [0, 0, 2]
    ((left, top, width, height),) = found.finds[0][1]
    assert (round(left), round(top / 10)) == (60, 7)
    assert width > height > 5
    assert found.silent == 1
    assert not found.more


def test_a_find_on_a_turned_page_stands_where_it_is_seen():
    turned = LETTER.replace(b"/Resources", b"/Rotate 90 /Resources")
    pages = PdfPages(turned)
    ((left, top, width, height),) = pages.seek("75 mg").finds[0][1]

    assert pages.opened().pages[0] == (842.0, 595.0)
    assert height > width
    assert left > 400
    assert top > 60


def test_finds_have_an_end_and_it_is_said(monkeypatch):
    monkeypatch.setattr(pdf_pages, "MOST_FINDS", 2)

    found = PdfPages(LETTER).seek("aspirin")

    assert len(found.finds) == 2
    assert found.more


def test_more_pages_than_are_shown_are_said(monkeypatch):
    monkeypatch.setattr(pdf_pages, "MOST_PAGES", 2)
    opened = PdfPages(LETTER).opened()

    assert len(opened.pages) == 2
    assert "It has 3 pages" in opened.warnings[0]


@pytest.mark.parametrize("data", [b"%PDF-1.4 broken", b"", LETTER[:150], pdf_of([])])
def test_what_is_damaged_says_so(data):
    with pytest.raises(PdfTrouble, match="damaged"):
        PdfPages(data)


def test_what_is_locked_says_so():
    locked = LETTER.replace(
        b"/Root 1 0 R",
        b"/Root 1 0 R /ID [<00><00>] /Encrypt << /Filter /Standard /V 1 /R 2 /P -4 "
        b"/O <" + b"11" * 32 + b"> /U <" + b"22" * 32 + b"> >>",
    )
    with pytest.raises(PdfTrouble, match="password"):
        PdfPages(locked)


def test_a_page_that_is_not_there_or_damaged_says_so():
    with pytest.raises(PdfTrouble, match="no such page"):
        PdfPages(LETTER).draw(7, 1)
    damaged = PdfPages(LETTER.replace(b"6 0 obj", b"99 0 obj"))
    with pytest.raises(PdfTrouble, match="damaged"):
        damaged.draw(1, 1)
    assert damaged.words().texts[1] == ""
    assert damaged.seek("aspirin").silent >= 1
    assert len(damaged.opened().pages) == 3


def test_files_inside_it_are_said():
    pdf = pdfium.PdfDocument(LETTER)
    pdf.new_attachment("results.csv").set_data(b"a,b")
    whole = io.BytesIO()
    pdf.save(whole)
    pdf.close()

    assert PdfPages(whole.getvalue()).opened().warnings == (
        "Files are attached inside it (1), which are not opened here.",
    )


def test_a_form_of_which_only_its_maker_knows_the_content_is_said():
    form = b"/Type /Catalog /NeedsRendering true /AcroForm << /Fields [] /XFA [(template) 3 0 R] >>"

    assert "XFA" in PdfPages(LETTER.replace(b"/Type /Catalog", form)).opened().warnings[0]


def test_what_was_filled_in_is_drawn():
    field = (
        b"<< /Type /Annot /Subtype /Widget /FT /Tx /T (dose) /V (5 mg) /DA (/F1 12 Tf 0 g) "
        b"/Rect [100 100 300 130] /P 4 0 R /AP << /N 20 0 R >> >>"
    )
    look = b"BT /F1 12 Tf 2 10 Td (5 mg) Tj ET"
    stream = (
        b"20 0 obj\n<< /Type /XObject /Subtype /Form /BBox [0 0 200 30] /Resources << /Font << /F1 3 0 R >> >> "
        b"/Length %d >>\nstream\n%s\nendstream\nendobj\n" % (len(look), look)
    )
    empty = pdf_of([[]])
    filled = empty.replace(b"/Type /Catalog", b"/Type /Catalog /AcroForm << /Fields [19 0 R] >>")
    filled = filled.replace(b"/Type /Page /Parent", b"/Annots [19 0 R] /Type /Page /Parent")
    filled = filled.replace(b"xref\n", b"19 0 obj\n" + field + b"\nendobj\n" + stream + b"xref\n", 1)

    assert min(PdfPages(empty).draw(0, 1).pixels[0::4]) == 255
    assert min(PdfPages(filled).draw(0, 1).pixels[0::4]) < 128
