"""Composition root of the window: starts the engine, makes the window, and says how the program ends."""

import argparse
import gc
import os
import sys
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

from viewer.demo.fault_words import fault_from_text
from viewer.demo.handle import start_demo
from viewer.engine.handle import start_engine
from viewer.engine.messages import Message, UseDemo
from viewer.errors import EngineError, UsageError
from viewer.store.account import os_user
from viewer.store.assets import asset
from viewer.store.places import meeting_place
from viewer.store.policy import read_policy
from viewer.ui.window.display import display_problem

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from viewer.ui.look.theme import Theme
    from viewer.ui.main_window import MainWindow
    from viewer.ui.session.session import Session
    from viewer.ui.window.remembered import Kept

NOT_SHOWN = 1


def main(argv: Sequence[str]) -> int:
    """Run the window until it is closed. Returns the exit code; 2 for options that are none."""
    options = _options(argv)
    if options.offscreen:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    if problem := display_problem(os.environ):  # Qt would abort the process instead
        sys.stderr.write(f"{problem}\n")
        return NOT_SHOWN
    with ExitStack() as ends:
        try:
            prologue = _demo(options, ends)
        except (EngineError, UsageError) as error:
            sys.stderr.write(f"{error}\n")
            return NOT_SHOWN
        return _alone(options, prologue)


def _options(argv: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="tributary open", description="Open the window.", allow_abbrev=False
    )
    parser.add_argument(
        "--files", nargs="+", default=[], metavar="PATH", help="open files or folders as sources"
    )
    parser.add_argument(
        "address", nargs="?", default="", help="tributary:launch?... as a host system gives it (SMART launch)"
    )
    parser.add_argument("--demo", action="store_true", help="use the embedded demo sources")
    parser.add_argument(
        "--resources", type=int, default=0, help="let one demo patient grow to so many resources"
    )
    parser.add_argument("--fault", default="", metavar="SITE=FAULT", help="let a demo source go wrong")
    parser.add_argument("--national", action="store_true", help="simulate national services in the demo")
    parser.add_argument(
        "--query", "--demo-query", default="", metavar="NHSNUMBER", help="search at once (demo only)"
    )
    parser.add_argument("--offscreen", action="store_true", help="run without a screen")
    parser.add_argument(
        "--screenshot", default="", metavar="FILE", help="save a picture of the record, then end"
    )
    parser.add_argument("--size", default="1366x698", metavar="WxH", help="size of the window")
    parser.add_argument("--tell", action="store_true", help="print each state of the window, for tests")
    options = parser.parse_args(argv)
    if options.query and not options.demo:
        parser.error("--query is taken with --demo only: a real NHS number does not belong on a command line")
    return options


def _demo(options: argparse.Namespace, ends: ExitStack) -> tuple[Message, ...]:
    """Start the demo's servers, if asked; they end with the window."""
    if not options.demo:
        return ()
    faults = fault_from_text(options.fault)
    demo = ends.enter_context(start_demo(options.resources, faults=faults, national=options.national))
    return (UseDemo(endpoints=demo.endpoints, secrets=dict(demo.secrets)),)


def _alone(options: argparse.Namespace, prologue: tuple[Message, ...]) -> int:
    """Show the window, or have the one that runs already do what is asked (AUTH-20).

    The demo, pictures and tests keep to themselves: nothing of theirs comes near a record (GOV-07).
    """
    if options.demo or options.offscreen or options.screenshot or options.tell:
        return _show(options, prologue, "")
    from viewer.ui.window.single_instance import hand_over, wish_of

    place = meeting_place()
    files = [str(Path(path).absolute()) for path in options.files]
    if place and hand_over(place, wish_of(options.address, files)):
        sys.stdout.write("Tributary is open already: its window was asked.\n")
        return 0
    return _show(options, prologue, place)


def _show(options: argparse.Namespace, prologue: tuple[Message, ...], place: str) -> int:
    from PySide6.QtCore import QTimer

    from viewer.ui.session.engine_link import EngineLink
    from viewer.ui.session.session import Session
    from viewer.ui.window.remembered import Kept

    application = _application()
    session = Session(EngineLink(start_engine), prologue=prologue)
    kept = Kept.read() if place else Kept()
    window, theme = _window(session, kept, options)
    _keep_values_in(window)
    _lock(window, options)
    window.show()
    _meet(window, place)
    _picture(window, options.screenshot, application)
    # After the first paint, and before anybody can have typed a number: the engine is warm when it is needed.
    QTimer.singleShot(0, window, lambda: _begin(session, window, options))
    _calm_the_collector()
    try:
        return application.exec()
    finally:
        session.quit()
        kept.write(window, theme)


def _window(session: "Session", kept: "Kept", options: argparse.Namespace) -> "tuple[MainWindow, Theme]":
    """Make the window as the person left it."""
    from viewer.store.saved_filters import NAME as FILTERS
    from viewer.ui.look.app_icon import app_icon
    from viewer.ui.look.theme import Theme
    from viewer.ui.main_window import MainWindow

    theme = Theme(lambda name: asset(name).decode("utf-8"))
    window = MainWindow(session, theme, os_user(), idle_s=kept.settings.idle_lock_minutes * 60)
    window.setWindowIcon(app_icon(lambda name: asset(name).decode("utf-8")))
    window.resize(*(int(part) for part in options.size.split("x")))
    kept.apply(window, theme, window.say)
    if kept.file is not None:
        window.record.body.aside.filters.shelf.use(kept.file.with_name(FILTERS))
    if options.tell:
        from viewer.ui.teller import Teller

        Teller(window, lambda words: print(words, flush=True))  # noqa: T201 - that is what the option is for
    return window, theme


def _keep_values_in(window: "MainWindow") -> None:
    """Copies as policy says; a defect of the window is told and leaves no value (PRIV-13, PRIV-17)."""
    from viewer.ui.session.clipboard import rules_of
    from viewer.ui.session.faults import CLOSE, SHORT, Faults
    from viewer.ui.session.qt_messages import keep_qt_quiet

    keep_qt_quiet()
    window.clipboard.use(rules_of(read_policy()))
    faults = Faults(window)
    faults.first.connect(lambda words: window.dialogs.advise(words, CLOSE, window.close))
    for signal in (faults.first, faults.again):
        signal.connect(lambda _words: window.say(SHORT))


def _lock(window: "MainWindow", options: argparse.Namespace) -> None:
    """Start locked, but for the demo, which nothing stands behind; follow the system's own lock (PRIV-03)."""
    from viewer.ui.window.system_session import os_session_of

    if not options.demo:
        window.locking.start_locked()
    window.locking.follow(os_session_of(window))


def _picture(window: "MainWindow", file: str, application: "QApplication") -> None:
    """Take the picture that was asked for, then end."""
    from viewer.ui.screenshot import Screenshot

    if file:
        Screenshot(window, file).taken.connect(application.exit)


def _meet(window: "MainWindow", place: str) -> None:
    """Let later starts of the program find this window; where that cannot be had each has its own."""
    from viewer.ui.window.single_instance import SingleInstance

    if place:
        instance = SingleInstance(place, window)
        instance.wished.connect(window.hosted.take_wish)
        instance.open()


def _application() -> "QApplication":
    from PySide6.QtWidgets import QApplication, QStyleFactory

    _leave_no_names()
    made = QApplication(["tributary"])
    made.setApplicationName("Tributary")
    # The same style on every system, so that tests see what people see.
    made.setStyle(QStyleFactory.create("Fusion"))
    return made


def _leave_no_names() -> None:
    """Qt's file dialogs would keep the names of folders in a file of Qt's own (PRIV-12): it has no place.

    Windows and macOS have a store of their own for it that Qt cannot be turned away from.
    """
    from PySide6.QtCore import QSettings

    for form in (QSettings.Format.IniFormat, QSettings.Format.NativeFormat):
        QSettings.setPath(form, QSettings.Scope.UserScope, os.devnull)


def _calm_the_collector() -> None:
    """Rows are slim values without cycles; walking 40,000 of them again and again only stalls the window."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 50, 1000)


def _begin(session: "Session", window: "MainWindow", options: argparse.Namespace) -> None:
    from PySide6.QtCore import Qt

    from viewer.ui.window.single_instance import Wish

    session.start()
    if options.address:
        wish = Wish(address=options.address)
        session.endpoints_changed.connect(
            lambda _endpoints: window.locking.when_open(lambda: window.hosted.take_wish(wish)),
            Qt.ConnectionType.SingleShotConnection,
        )
    if options.files:
        files = tuple(str(Path(path).absolute()) for path in options.files)
        window.locking.when_open(lambda: window.open_files(files))
    elif options.query:
        window.search.form.search_for(options.query)
