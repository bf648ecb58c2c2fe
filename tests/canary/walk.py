"""The real program, walked through from within: sign-in, record, letter, files, crashes, lock; in a process of its own.

One line of JSON comes in: what to open. ``at STEP`` goes out at each stop and waits for a line to go on.
A step that fails is printed as the program prints its defects, and ends the process: nobody waits for it.
"""

import json
import os
import signal
import sys
import threading
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

import viewer.engine.handle as engine_handle
from tests.canary.watch import below, shown

HOW = {}
NUMBER = "9990144109"
FAILED = 3
_BREAKS = (
    "import runpy,sys;sys.path.insert(0,sys.argv[1]);sys.argv=sys.argv[1:];import tests.canary.breaks as breaks;breaks.spoil();"
    "runpy.run_module('viewer.engine',run_name='__main__')"
)


def stop_at(step, *shown):
    """Let whoever watches look at everything."""
    from PySide6.QtWidgets import QApplication

    QApplication.processEvents()
    for top in QApplication.topLevelWidgets():
        handle = top.windowHandle()
        print("top", repr([top.windowTitle(), top.accessibleName(), handle.title() if handle else ""]))
    print("at", step, *shown, flush=True)
    sys.stdin.readline()


def child(words):
    """A process below this one whose command line holds these words."""
    for pid in below(os.getpid()):
        if words.encode() in shown(pid):  # of one that has ended meanwhile nothing is shown
            return pid
    raise AssertionError(f"no process {words}")


class Walk:
    """The program as the stations of the end-to-end tests know it."""

    def __init__(self, session, window):
        self.session, self.window, self.rows, self.glance = session, window, {}, None
        self.found = None
        session.rows_changed.connect(self._apply)
        session.found.connect(lambda found: setattr(self, "found", found))
        session.glance_changed.connect(lambda glance: setattr(self, "glance", glance))

    def _apply(self, message):
        self.rows.update({row.id: row for row in message.upserts})
        for gone in message.removes:
            self.rows.pop(gone, None)

    def settled(self):
        total = self.window.record.body.timeline.model.total
        return self.glance is not None and self.glance.settled and total and total == len(self.rows)

    # ---- the steps -----------------------------------------------------------------------------

    def sign_in(self):
        from tests.auth.at_hand import browse
        from viewer.source.connection import OAuth
        from viewer.source.endpoint import Endpoint, Marking, SignIn
        from viewer.source.secret import Purpose
        from viewer.ui.sources.sign_in_dialog import QDesktopServices

        QDesktopServices.openUrl = staticmethod(lambda url: bool(browse(url.toString())))
        sources = self.session.sources
        until(lambda: self.session.endpoints is not None, "an engine")
        for one in HOW["sources"]:
            endpoint = Endpoint(
                id=one["id"], name=one["name"], care_setting="Somewhere", base_url=one["url"],
                sign_in=SignIn(one["sign_in"]), marking=Marking.SANDBOX, user_name=one.get("user", ""),
                header_name=one.get("header", ""),
                oauth=OAuth(client_id=one.get("client", ""), offline=True),
            )  # fmt: skip
            sources.save(endpoint, {Purpose.SIGN_IN: one["secret"]} if one.get("secret") else {})
            until(lambda key=one["id"]: sources.endpoint(key) is not None, "the source")
            if endpoint.sign_in is SignIn.SMART:
                self.window.dialogs.show_sign_in(endpoint.id)
                until(lambda key=one["id"]: sources.signed_in(key) is not None, "the sign-in")
        stop_at("signed in")
        self.window.dialogs.close_all()

    def record(self):
        self.glance = None
        self.rows.clear()
        self.window.search.form.search_for(NUMBER)
        until(lambda: self.window.shows_record or (self.found and self.found.settled), "somebody")
        if not self.window.shows_record:
            first = self.session.candidates[0].group
            chosen = [one for one in self.session.candidates if one.group == first]
            self.window.open_patient(tuple((one.source, one.reference, False) for one in chosen))
        until(self.settled, "the record")
        stop_at("record")

    def copy(self):
        self.window.record.banner.copy_number(spaced=True)
        stop_at("copied")

    def select(self):
        """Select the name with the mouse, as for a paste by the middle button."""
        from PySide6.QtCore import QPoint, Qt
        from PySide6.QtGui import QGuiApplication
        from PySide6.QtTest import QTest

        name = self.window.record.banner.name
        assert name.text()
        QTest.mousePress(name, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(2, 8))
        QTest.mouseMove(name, QPoint(name.width() - 4, 8))
        QTest.mouseRelease(
            name, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(name.width() - 4, 8)
        )
        assert name.selectedText()
        stop_at("selected", "offered" if QGuiApplication.clipboard().ownsSelection() else "kept")

    def pages(self):
        from tests.end_to_end.stations import page_keys, turn_to

        for key in page_keys():
            turn_to(self, key)
        stop_at("pages")

    def letter(self):
        from tests.end_to_end.stations import open_letter, turn_to, until

        turn_to(self, "timeline")
        open_letter(self, "Discharge summary")
        until(lambda: not self.window.record.document.sheets.sheets[0].pixmap.isNull(), "a drawn page")
        stop_at("letter")
        os.kill(child("pdf_process"), signal.SIGABRT)
        self.window.record.document.closed.emit()
        calm()

    def leave(self):
        for form in ("pdf", "csv", "ips", "patient"):
            path = Path(HOW["out"]) / f"{form}.saved"
            self.window.printing.save_to(form, None, str(path))
            until(lambda path=path: path.exists() and self.window.printing._form is None, form)
            self.window.dialogs.close_all()
        stop_at("left")

    def help(self):
        self.window.dialogs.show_help()
        self.window.dialogs._open[-1].support.click()
        self.window.dialogs._open[-1].hosts.click()
        stop_at("support")
        self.window.dialogs._open[-1]._save(HOW["bundle"])
        self.window.dialogs.close_all()

    def files(self):
        self.glance = None
        self.rows.clear()
        self.window.open_files((HOW["files"],))
        until(self.settled, "the files")
        stop_at("files")

    def faults(self):
        """A slot, a thread, the engine by its own defect, the engine by the machine's."""
        from PySide6.QtCore import QTimer

        def fail():
            raise ValueError(repr(self.rows) + repr(self.glance))

        QTimer.singleShot(0, fail)
        other = threading.Thread(target=fail)
        other.start()
        other.join()
        until(lambda: self.window.dialogs.any_open, "words about the fault")
        stop_at("fault")
        self.window.dialogs.close_all()
        again = []
        self.session.renewed.connect(lambda: again.append(1))
        self.session.ask_detail("break")
        until(lambda: again and self.settled(), "the engine's return")
        told = []
        self.session.detail_arrived.connect(told.append)
        self.session.ask_detail(next(iter(self.rows)))
        until(lambda: told, "an answer of an engine that is not asked again what ended the last one")
        ended = []
        self.session.stopped.connect(ended.append)
        os.kill(child("tests.canary.breaks"), signal.SIGSEGV)
        until(lambda: ended, "the engine's end")
        stop_at("crashed")

    def lock(self):
        from PySide6.QtGui import QGuiApplication

        self.window.lock()
        stop_at("locked", "held" if QGuiApplication.clipboard().text() else "cleared")


def calm():
    from tests.end_to_end.stations import calm as wait

    wait()


def until(condition, what):
    from tests.end_to_end.stations import until as wait

    wait(condition, what)


def walk(session, window, _options):
    try:
        session.start()
        way = Walk(session, window)
        for step in HOW["steps"]:
            getattr(way, step)()
    except BaseException:  # noqa: BLE001 - said as the program says it, then ended all the same
        sys.excepthook(*sys.exc_info())
        os._exit(FAILED)
    if HOW["end"] == "quit":
        window.close()
        return
    os.kill(os.getpid(), getattr(signal, HOW["end"]))


def main():
    HOW.update(json.loads(sys.stdin.readline()))
    import viewer.__main__ as program
    from viewer import app

    app._begin = walk
    root = str(Path(__file__).parents[2])
    engine_handle._command = lambda: [sys.executable, "-I", "-c", _BREAKS, root]
    sys.argv = ["tributary", "open", "--tell"]
    sys.exit(program.main())


if __name__ == "__main__":
    main()
