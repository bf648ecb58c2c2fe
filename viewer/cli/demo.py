"""``tributary demo``: the embedded sources and a fictional patient, in a window or, without one, as text."""

import argparse
import subprocess
from pathlib import Path

from viewer.cli import record
from viewer.cli.screen import Screen, find_screen, program
from viewer.cli.streams import Streams

FIRST_PATIENT = "9990018421"  # Margaret HOLROYD of resources/demo: known to all four sources
_SCREENSHOT = "tributary-demo.png"
_SHOT_S = 180
_QT_MURMUR = "This plugin does not support propagateSizeHints()"  # once a widget, and nothing is wrong


def run(arguments: argparse.Namespace, streams: Streams) -> int:
    """Show the demo in the best way that this machine allows; ends well wherever text can be printed."""
    patient = arguments.patient or FIRST_PATIENT
    if arguments.text:
        return _as_text(arguments, patient, streams)
    found = find_screen(offscreen=arguments.offscreen or bool(arguments.screenshot))
    if found.screen is Screen.REAL:
        streams.say("Starting the four demo sources and the window ...")
        window = _window(arguments, patient)
        ended = subprocess.run(window, check=False).returncode  # nosec B603 # noqa: S603 - our own window
        if ended == 0:
            return 0
        found = find_screen(offscreen=True)
        streams.say(f"The window ended with {ended}; the record follows as text.")
    streams.say(f"No window can be shown: {found.why}.")
    if found.screen is Screen.OFFSCREEN:
        _shoot(arguments, patient, streams)
    else:
        streams.say("No screenshot either. The record follows as text.")
    return _as_text(arguments, patient, streams)


def _window(arguments: argparse.Namespace, patient: str) -> list[str]:
    options = ["open", "--demo", "--resources", str(arguments.resources), "--query", patient]
    options += ["--national"] if arguments.national else []
    return program(*options, *(["--fault", arguments.fault] if arguments.fault else []))


def _shoot(arguments: argparse.Namespace, patient: str, streams: Streams) -> None:
    target = Path(arguments.screenshot or _SCREENSHOT).absolute()
    streams.say("Running without a screen: the opened record is saved as a picture ...")
    command = [*_window(arguments, patient), "--offscreen", "--screenshot", str(target)]
    try:
        done = subprocess.run(  # nosec B603 # noqa: S603 - our own program
            command, check=False, timeout=_SHOT_S, stderr=subprocess.PIPE, text=True
        )
    except subprocess.TimeoutExpired:
        done = subprocess.CompletedProcess(command, -1)
    for line in (done.stderr or "").splitlines():
        if _QT_MURMUR not in line:
            streams.say(line)
    if done.returncode == 0 and target.exists():
        streams.say(f"Saved: {target}")
    else:
        streams.say("The picture could not be made; the record follows as text all the same.")


def _as_text(arguments: argparse.Namespace, patient: str, streams: Streams) -> int:
    asked = argparse.Namespace(
        sources=["demo"],
        patient=patient,
        link=[],
        each_patient=False,
        format="text",
        resources=arguments.resources,
        fault=arguments.fault,
        national=arguments.national,
    )
    code = record.run(asked, streams)
    # What its sources withhold, or fail in, is what the demonstration is there to show: it has ended well.
    return 0 if code == record.PARTIAL else code
