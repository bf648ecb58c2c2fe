"""Pages of a print: head and foot on each, blocks kept whole where they fit."""

import pytest
from PySide6.QtGui import QPainter, QPdfWriter

from tests.ui.printing.papers import pages_of, paper, rows
from viewer.record.paper import Block
from viewer.ui.printing.sheets import Sheets
from viewer.ui.printing.targets import set_up


@pytest.fixture
def device(qapp, tmp_path):
    made = QPdfWriter(str(tmp_path / "x.pdf"))
    made.setResolution(300)
    set_up(made)
    return made


def drawn(device, tmp_path, given):
    counted = Sheets(given, device)
    for block in given.blocks:
        counted.put(block)
    painter = QPainter(device)
    sheets = Sheets(given, device, painter, counted.number)
    for block in given.blocks:
        sheets.put(block)
    painter.end()
    return pages_of(tmp_path / "x.pdf")


def test_every_page_has_the_patient_the_state_the_foot_and_its_number(device, tmp_path):
    pages = drawn(device, tmp_path, paper(*rows(200)))

    assert len(pages) > 3
    for number, text in enumerate(pages, 1):
        assert "SMITH, Jane (Mrs)" in text
        assert "NHS No. 999 000 0018" in text
        assert "Allergies Known allergies" in text
        assert "NOT A COMPLETE RECORD: 1 of 2 sources complete" in text
        assert "by drsmith. Not assured for live clinical use" in text
        assert f"Page {number} of {len(pages)}" in text


def test_every_row_is_on_paper_once_and_whole_on_its_page(device, tmp_path):
    pages = drawn(device, tmp_path, paper(*rows(150)))

    for n in range(150):
        holding = [text for text in pages if f"Potassium {n} {n}.10 mmol/L" in text]
        assert len(holding) == 1


def test_one_block_longer_than_a_page_goes_on_over_it_and_loses_nothing(device, tmp_path):
    words = " ".join(f"word{n}" for n in range(3000))
    pages = drawn(device, tmp_path, paper(Block("text", "before"), Block("text", words)))

    assert len(pages) > 1
    together = " ".join(pages)
    assert all(f"word{n}" in together for n in range(3000))


def test_a_heading_does_not_stand_alone_at_the_foot_of_a_page(device, tmp_path):
    for filling in range(40, 60):
        blocks = [Block("text", f"line {n}") for n in range(filling)]
        pages = drawn(device, tmp_path, paper(*blocks, Block("heading", "Medicines"), Block("text", "first")))
        assert [("Medicines" in text, "first" in text) for text in pages if "Medicines" in text] == [
            (True, True)
        ]
