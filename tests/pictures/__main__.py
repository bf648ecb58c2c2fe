"""Make pictures of every page, light, dark and in high contrast, at 100 and 200 %, into out/pictures.

``python -m tests.pictures [FOLDER] [--only light-100] [--pages glance,results] [--readme]``; ``--readme`` makes the few
of packaging/screenshots anew, each with a palette of 160 colours; ``--zooms`` the lanes at five zooms, of the demo's
record or of ``--file``.
"""

import argparse
import os
import sys
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication

from tests.end_to_end.inside import demo_running, opened, running
from tests.end_to_end.stations import calm, turn_to
from tests.pictures.shots import AVERILL, DUNNE, HOLROYD, LISTER, OVER, OYELARAN, of_record
from tests.pictures.small import small
from tests.pictures.zooms import at_five_zooms, counted, faults

ROOT = Path(__file__).parents[2]
LOOKS = ("light", "dark", "high contrast")
SIZE = QSize(1366, 698)  # what is left of 1366 x 768
MOST_KB = 120


def main():
    options = _options()
    application = QApplication([])
    application.setStyle("Fusion")
    if options.readme:
        return _for_readme(ROOT / "packaging" / "screenshots")
    folder = Path(options.folder)
    folder.mkdir(parents=True, exist_ok=True)
    if options.zooms:
        return _zooms(folder, options.file)
    ways = [(look, zoom) for look in LOOKS for zoom in (100, 200)]
    pages = options.pages.split(",") if options.pages else None
    for look, zoom in ways:
        way = f"{look.split()[0]}-{zoom}"
        if options.only in ("", way):
            _all(folder, way, look, zoom, pages)
    print(f"{len(list(folder.glob('*.png')))} pictures in {folder}")
    return 0


def _options():
    parser = argparse.ArgumentParser(prog="python -m tests.pictures")
    parser.add_argument("folder", nargs="?", default=str(ROOT / "out" / "pictures"))
    parser.add_argument("--only", default="", metavar="WAY", help="light-100, dark-200, high-100 ...")
    parser.add_argument("--pages", default="", help="keys of pages, with commas")
    parser.add_argument("--zooms", action="store_true", help="the lanes at five zooms")
    parser.add_argument("--file", default="", help="of this file's record instead of the demo's")
    parser.add_argument("--readme", action="store_true", help="make those of packaging/screenshots")
    return parser.parse_args()


def _all(folder, way, look, zoom, pages):
    with demo_running() as program:
        _dress(program, look, zoom)
        _search(program, folder, way)
        program.window.new_search()
        program.open(HOLROYD)
        for name in of_record(program, pages):
            _take(program, folder / f"{way}-{name}.png")
        for name, number, key in (("grid-of", OYELARAN, "results"), ("board-of", LISTER, "medicines")):
            program.window.new_search()
            program.open(number)
            turn_to(program, key)
            calm()
            _take(program, folder / f"{way}-{name}-{number}.png")


def _zooms(folder, file):
    """The lanes from a life to an hour; what is wrong with one of the pictures is printed and fails."""
    wrong = []
    with running() if file else opened(HOLROYD) as program:
        if file:
            program.until("engine up")
            program.window.open_files((file,))
            program.until("search settled")
            calm()
            if program.window.search.isVisible():  # of several persons in the file the first
                program.window.search.candidates._open()
            program.until("painted")
        for zoom in (100, 200):
            _dress(program, "light", zoom)
            for name, page in at_five_zooms(program):
                said = faults(page)
                if counted(page) != page.model.page.total:
                    said.append(f"{counted(page)} counted of {page.model.page.total}")
                wrong += [f"{name} at {zoom} %: {words}" for words in said]
                _take(program, folder / f"lanes-{Path(file).stem or 'demo'}-{zoom}-{name}.png")
    print("\n".join(wrong) or "words whole and apart, every entry counted")
    return 1 if wrong else 0


def _dress(program, look, zoom):
    program.window.resize(SIZE)
    theme = program.window._theme
    theme.force(None)
    theme.choose(look, zoom)
    calm()


def _search(program, folder, way):
    _take(program, folder / f"{way}-search.png")
    program.window.search.form.search_for(DUNNE)
    program.until("search settled")
    calm()
    _take(program, folder / f"{way}-found.png")


def _take(program, file, palette=None):
    window = program.window
    if window.size() != SIZE:
        print(f"{file.name}: the window is {window.width()}x{window.height()}")
    picture = window.grab().toImage()
    for over in (one for one in window.dialogs._open if one.isVisible()):
        picture = over.grab().toImage()
    if not (small(picture) if palette else picture).save(str(file)):
        sys.exit(f"{file} cannot be saved")


def _for_readme(folder):
    with opened(HOLROYD, ("acute", {"kind": "cut"})) as program:
        _dress(program, "light", 100)
        _readme(program, folder, "at-a-glance")
    with demo_running() as program:
        _dress(program, "light", 100)
        program.window.search.form.search_for(DUNNE)
        program.until("search settled")
        _readme(program, folder, "candidates")
    with opened(HOLROYD) as program:
        _dress(program, "light", 100)
        for key in ("summary", "medicines"):
            turn_to(program, key)
            _readme(program, folder, key)
        OVER["detail"](program)
        _readme(program, folder, "detail")
        program.window.record.close_detail()
        turn_to(program, "glance")
        _dress(program, "dark", 100)
        _readme(program, folder, "dark")
        _dress(program, "high contrast", 200)
        _readme(program, folder, "high-contrast-200")
    with opened(OYELARAN) as program:
        _dress(program, "light", 100)
        turn_to(program, "results")
        _readme(program, folder, "results")
    with opened(AVERILL) as program:
        _dress(program, "light", 100)
        OVER["letter"](program)
        _readme(program, folder, "letter")
    return 0


def _readme(program, folder, name):
    calm(600)
    file = folder / f"{name}.png"
    _take(program, file, palette=True)
    size = file.stat().st_size / 1024
    print(f"{file.name}: {size:.0f} KB{'' if size < MOST_KB else ' TOO LARGE'}")


if __name__ == "__main__":
    sys.exit(main())
