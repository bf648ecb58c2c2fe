"""``tributary audit shown``: what was on the screen at a moment, by which answers, as the trail has it."""

import argparse
import json
from collections.abc import Callable, Iterator
from dataclasses import asdict
from datetime import datetime

from viewer.cli.audit_trail import PARTIAL, note_export, trail, which, whole
from viewer.cli.streams import Streams
from viewer.engine.setting import Setting
from viewer.record.as_csv import as_csv
from viewer.record.shown_at import Told, ToldAt, told_at
from viewer.record.shown_words import (
    LIMITS,
    NOT_KEPT,
    NOTHING,
    Names,
    clock_words,
    table_of_shown,
    told_words,
)
from viewer.source.shown import Shown
from viewer.store.audit_lines import read_lines

_COPIES = (
    "Whether a copy kept on this computer holds the same answer is not looked at here: the window does, for "
    "the record on screen (What was on the screen)."
)
_NOBODY = "not named in the trail: files, the demonstration, or no NHS number"


def shown(arguments: argparse.Namespace, streams: Streams, setting: Setting) -> int:
    """Say what was on the screen then; returns the exit code."""
    streams.say(which(arguments))
    moment = arguments.at.replace(tzinfo=setting.zone)
    found = told_at(read_lines(trail(arguments)), moment)
    names = Names(setting.zone, {one.id: one.name for one in setting.endpoints})
    is_noted = arguments.format == "words" or note_export(
        arguments, streams, setting, "what was on the screen"
    )
    for text in _FORMS[arguments.format](found, moment, names):
        streams.result(text)
    code = whole(arguments, streams, setting)
    return code if is_noted else code or PARTIAL


def _words(found: ToldAt, moment: datetime, names: Names) -> Iterator[str]:
    yield f"At {clock_words(moment.isoformat(), names.zone)}:"
    if not found.records:
        yield NOTHING
    for told in found.records:
        yield f"Record: patient {told.patient or _NOBODY}; opened as {told.opening}; line {told.line}."
        yield from told_words(told, names)
        yield NOT_KEPT
        yield _COPIES
    if found.lost:
        records = "1 older record" if found.lost == 1 else f"{found.lost} older records"
        yield f"Of {records} no end is noted: the program ended unseen, or another window still shows it."
    yield LIMITS


def _json(found: ToldAt, moment: datetime, _names: Names) -> Iterator[str]:
    records = [asdict(one) for one in found.records]
    at = {"at": moment.isoformat(), "records": records, "older_without_end": found.lost}
    yield json.dumps(at, indent=2)


def _csv(found: ToldAt, moment: datetime, names: Names) -> Iterator[str]:
    head = [("At", clock_words(moment.isoformat(), names.zone))]
    head += [
        (f"Record opened as {one.opening}", f"patient {one.patient or _NOBODY}") for one in found.records
    ]
    states = tuple(one for told in found.records for one in _states(told))
    head += [("Limits", LIMITS)] if states else [("Limits", f"{NOTHING} {LIMITS}")]
    yield as_csv(table_of_shown(states, names), head, bom=False).rstrip("\r\n")


def _states(told: Told) -> list[Shown]:
    return [one for one in (told.shown, told.into) if one is not None]


_FORMS: dict[str, Callable[[ToldAt, datetime, Names], Iterator[str]]] = {
    "words": _words,
    "json": _json,
    "csv": _csv,
}
