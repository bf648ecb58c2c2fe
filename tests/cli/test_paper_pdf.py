"""A PDF is made by a process of its own; where that cannot be, it is said."""

import subprocess
import sys

import pytest

from tests.ui.printing.papers import pages_of, paper, rows
from viewer.cli import paper_pdf
from viewer.errors import ViewerError


def test_the_pdf_has_every_row(tmp_path):
    (tmp_path / "x.pdf").write_bytes(paper_pdf.pdf_of(paper(*rows(40))))

    words = " ".join(pages_of(tmp_path / "x.pdf"))
    assert all(f"Potassium {n} {n}.10 mmol/L" in words for n in range(40))


@pytest.mark.parametrize("code", ["import sys; sys.exit(3)", "print('no pdf')"])
def test_a_machine_that_cannot_make_one_is_told_what_to_do(monkeypatch, code):
    monkeypatch.setattr(paper_pdf, "program", lambda *_: [sys.executable, "-c", code])

    with pytest.raises(ViewerError, match="Use --format html and print that"):
        paper_pdf.pdf_of(paper())


def test_one_that_does_not_end_is_given_up(monkeypatch):
    def late(*_args, **_more):
        raise subprocess.TimeoutExpired("x", 1)

    monkeypatch.setattr(subprocess, "run", late)
    with pytest.raises(ViewerError, match="not ready in time"):
        paper_pdf.pdf_of(paper())
