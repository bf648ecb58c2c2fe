"""A PDF without a window: every entry of a real record is on it, on pages that name the patient."""

import io
from pathlib import Path

import msgspec
import pytest
from PySide6.QtGui import QPainter

from tests.engine.files import gathered
from tests.load.answers import LONDON
from tests.record.builders import NOW
from tests.ui.printing.papers import pages_of, paper, rows
from viewer.engine.gather import each_loaded
from viewer.record.paper import Printing, paper_of_record
from viewer.ui.printing import headless

DATA = Path(__file__).parents[3].parent / "shared/data"
FOLDERS = [name for name in ("ukcore-r4", "gpconnect-stu3-small", "us-core-r4") if (DATA / name).is_dir()]


def printed(given, tmp_path):
    out = io.BytesIO()
    assert headless.run(io.BytesIO(msgspec.json.encode(given)), out) == 0
    (tmp_path / "x.pdf").write_bytes(out.getvalue())
    return pages_of(tmp_path / "x.pdf")


def squeezed(words):
    """Letters of the first plane alone, without what a font or a reader may render otherwise."""
    return "".join(char for char in words if char.isascii() and char.isalnum())


def test_a_paper_becomes_a_pdf_in_memory(qapp, tmp_path):
    pages = printed(paper(*rows(3)), tmp_path)

    assert len(pages) == 1
    assert "Potassium 2 2.10 mmol/L" in pages[0]


@pytest.mark.parametrize("folder", FOLDERS or ["none"])
def test_every_entry_of_a_real_record_is_in_the_pdf(qapp, tmp_path, folder):
    if folder == "none":
        pytest.skip("the real records are not here")
    by = Printing(zone=LONDON, now=NOW, user="drsmith")
    records = [one for one, _ in each_loaded(gathered(f"{DATA / folder}/"), LONDON) if one.entries]
    record = max(records, key=lambda one: min(len(one.entries), 300))
    given = paper_of_record(record, by)
    pages = printed(given, tmp_path)

    after = [block.text for block in given.blocks].index("Timeline, newest first")
    entries = [block for block in given.blocks[after:] if block.kind == "entry"]
    assert len(entries) == len(record.entries)
    body = squeezed(" ".join(pages))
    missing = [
        block.text
        for block in entries
        if squeezed(block.text + block.detail)[:60] not in body or squeezed(block.small) not in body
    ]
    assert missing == []
    assert all(f"Page {number} of {len(pages)}" in text for number, text in enumerate(pages, 1))
    assert all("drsmith" in text and "Allergies" in text for text in pages)


@pytest.mark.qt_log_ignore("QPainter::begin", extend=True)
def test_where_nothing_can_be_drawn_the_code_says_so(qapp, monkeypatch):
    monkeypatch.setattr(QPainter, "begin", lambda *_: False)
    out = io.BytesIO()

    assert headless.run(io.BytesIO(msgspec.json.encode(paper())), out) == headless.FAILED
    assert out.getvalue() == b""
