"""The program as a process: options, the demo on screen, a picture."""

import os
import subprocess
import sys

import pytest

from viewer.app import main


def test_a_real_number_does_not_belong_on_a_command_line(capsys):
    with pytest.raises(SystemExit) as ended:
        main(["--query", "9990000018"])

    assert ended.value.code == 2
    assert "does not belong on a command line" in capsys.readouterr().err


def test_a_demo_that_does_not_start_is_said(monkeypatch, capsys):
    from viewer import app
    from viewer.errors import EngineError

    def refuse(*_arguments, **_options):
        raise EngineError("The demo servers did not start")

    monkeypatch.setattr(app, "start_demo", refuse)
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")

    assert main(["--demo", "--offscreen", "--fault", "gp=fail"]) == 1
    assert "did not start" in capsys.readouterr().err


@pytest.mark.skipif(sys.platform in {"win32", "darwin"}, reason="no DISPLAY there")
@pytest.mark.parametrize("arguments", [[], ["open"], ["open", "--demo"]])
def test_a_dead_screen_ends_in_words_and_not_in_an_abort(arguments):
    environment = {k: v for k, v in os.environ.items() if k not in {"QT_QPA_PLATFORM", "WAYLAND_DISPLAY"}}

    ended = subprocess.run(
        [sys.executable, "-m", "viewer", *arguments],
        env={**environment, "DISPLAY": ":4711"}, check=False, timeout=100, capture_output=True, text=True,
    )  # fmt: skip

    assert ended.returncode == 1
    assert ended.stderr.count("\n") == 1
    assert "screen :4711 does not answer" in ended.stderr


def test_importing_the_program_loads_no_qt():
    code = "import sys, viewer.app; sys.exit(any(name.startswith('PySide6') for name in sys.modules))"

    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_the_demo_is_on_screen_and_in_a_picture(tmp_path):
    picture = tmp_path / "record.png"
    ended = subprocess.run(
        [sys.executable, "-m", "viewer", "open", "--demo", "--query", "9990018421", "--offscreen", "--screenshot", str(picture)],
        check=False, timeout=100, capture_output=True, text=True,
    )  # fmt: skip

    assert ended.returncode == 0, ended.stderr
    assert picture.stat().st_size > 50_000


def test_a_file_is_on_screen_and_in_a_picture(tmp_path):
    source = tmp_path / "bundle.json"
    source.write_text(
        '{"resourceType": "Observation", "id": "1", "status": "final", "code": {"text": "Pulse"}}'
    )
    picture = tmp_path / "record.png"
    ended = subprocess.run(
        [sys.executable, "-m", "viewer", "open", "--files", str(source), "--offscreen", "--screenshot", str(picture)],
        check=False, timeout=100, capture_output=True, text=True,
    )  # fmt: skip

    assert ended.returncode == 0, ended.stderr
    assert picture.stat().st_size > 10_000


_SAVING = """
import sys
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QFileDialog, QWidget
from viewer.app import _application

application = _application()
window = QWidget()
chooser = QFileDialog(window)
chooser.setOption(QFileDialog.Option.DontUseNativeDialog)
chooser.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
chooser.setDirectory(sys.argv[1])
chooser.selectFile("letter.pdf")
chosen = []
chooser.fileSelected.connect(chosen.append)
chooser.show()
chooser.accept()
del chooser
window.deleteLater()
QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
sys.exit(0 if chosen else 3)
"""


@pytest.mark.skipif(sys.platform in {"win32", "darwin"}, reason="the system keeps Qt's settings there")
def test_no_folder_that_was_saved_to_is_remembered_on_disk(tmp_path):
    folder = tmp_path / "SMITH Jane"
    folder.mkdir()
    homes = {"HOME": str(tmp_path), "XDG_CONFIG_HOME": str(tmp_path / "config")}

    ended = subprocess.run(
        [sys.executable, "-c", _SAVING, str(folder)],
        env={**os.environ, **homes, "QT_QPA_PLATFORM": "offscreen"}, check=False, timeout=100,
    )  # fmt: skip

    assert ended.returncode == 0
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []
