"""A file stands under its name only once it is whole."""

import stat
from pathlib import Path

import pytest
from PySide6.QtCore import QFile
from PySide6.QtGui import QPainter
from PySide6.QtPrintSupport import QPrinter

from tests.ui.printing.papers import pages_of
from viewer.ui.printing.targets import TITLE, PaperTarget, PdfTarget, makes_file, save_text


def drawn(target):
    painter = QPainter(target.device)
    painter.drawText(100, 500, "words")
    painter.end()
    return target


def test_a_pdf_has_its_name_only_when_it_is_kept_and_names_nobody(qapp, tmp_path):
    path = tmp_path / "a.pdf"
    target = drawn(PdfTarget(str(path)))
    assert not path.exists()

    assert target.keep() == ""
    assert len(pages_of(path)) == 1
    assert [one.name for one in tmp_path.iterdir()] == ["a.pdf"]
    assert target.device.title() == TITLE


def test_one_that_is_dropped_leaves_nothing_and_what_was_there_stays(qapp, tmp_path):
    path = tmp_path / "a.pdf"
    path.write_text("before", "utf-8")
    target = drawn(PdfTarget(str(path)))

    target.drop()
    target.drop()

    assert [one.name for one in tmp_path.iterdir()] == ["a.pdf"]
    assert path.read_text("utf-8") == "before"


def test_a_place_that_is_gone_is_said_without_its_name(qapp, tmp_path):
    (tmp_path / "folder" / "x.pdf").mkdir(parents=True)
    target = drawn(PdfTarget(str(tmp_path / "folder" / "x.pdf")))

    words = target.keep()
    assert words.startswith("It could not be saved there")
    assert "folder" not in words


def test_text_is_written_as_it_is_or_not_at_all(tmp_path):
    path = tmp_path / "a.csv"

    assert save_text(str(path), "\ufeffa\r\nb\r\n") == ""
    assert path.read_bytes() == "\ufeffa\r\nb\r\n".encode()
    assert "could not be saved" in save_text(str(tmp_path / "none" / "a.csv"), "x")
    path.unlink()
    path.mkdir()
    assert "could not be saved" in save_text(str(path), "x")
    assert [one.name for one in tmp_path.iterdir()] == ["a.csv"]


def test_a_print_job_names_nobody_and_can_be_forgotten(qapp, tmp_path):
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFileName(str(tmp_path / "p.pdf"))
    target = PaperTarget(printer)

    assert printer.docName() == TITLE
    assert target.keep() == ""
    target.drop()


def saved_text(path):
    assert save_text(str(path), "words") == ""


def saved_pdf(path):
    assert drawn(PdfTarget(str(path))).keep() == ""


@pytest.mark.parametrize("saved", [saved_text, saved_pdf])
def test_a_file_is_for_its_owner_alone_from_its_first_byte(qapp, tmp_path, monkeypatch, saved):
    made = []
    monkeypatch.setattr(Path, "replace", noted(made))

    saved(tmp_path / "a.csv")

    assert made == [0o600]
    assert stat.S_IMODE((tmp_path / "a.csv").stat().st_mode) == 0o600


def noted(made):
    """Renaming as it is; the mode of what is renamed is put down."""
    renamed = Path.replace

    def replace(self, target):
        made.append(stat.S_IMODE(self.stat().st_mode))
        return renamed(self, target)

    return replace


@pytest.mark.parametrize("saved", [saved_text, saved_pdf])
def test_a_link_that_was_laid_at_a_name_is_not_followed(qapp, tmp_path, saved):
    other = tmp_path / "other"
    other.write_text("before", "utf-8")
    (tmp_path / ".a.csv.part").symlink_to(other)
    (tmp_path / "a.csv").symlink_to(other)

    saved(tmp_path / "a.csv")

    assert other.read_text("utf-8") == "before"
    assert not (tmp_path / "a.csv").is_symlink()


def test_a_pdf_for_a_folder_that_is_not_there_says_so_and_can_be_dropped(qapp, tmp_path):
    target = drawn(PdfTarget(str(tmp_path / "none" / "a.pdf")))

    assert target.keep().startswith("It could not be saved there")
    target.drop()
    assert list(tmp_path.iterdir()) == []


def test_a_full_disk_leaves_no_half_of_a_pdf_under_its_name(qapp, tmp_path, monkeypatch):
    target = PdfTarget(str(tmp_path / "a.pdf"))
    full = QFile("/dev/full")
    if not full.open(QFile.OpenModeFlag.WriteOnly):
        pytest.skip("this system has no device that is always full")
    full.write(b"words")
    target._file = full

    assert "could not be written whole" in target.keep()
    assert list(tmp_path.iterdir()) == []


def test_a_printer_that_writes_a_file_is_known_by_its_format_or_its_file_name(qapp, tmp_path):
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    assert makes_file(printer)
    printer.setOutputFormat(QPrinter.OutputFormat.NativeFormat)
    printer.setOutputFileName(str(tmp_path / "spool.ps"))
    assert makes_file(printer)
