"""``tributary show``: the full detail of each resource in a file, exactly what the detail pane shows."""

import argparse
import json
import threading

from viewer.cli.streams import Streams
from viewer.engine.compose import file_source
from viewer.errors import ResourceError
from viewer.fhir.body import Damage, Slot, split
from viewer.fhir.strict import read_object
from viewer.present.detail import ResourceDetail, detail_of
from viewer.source.answer import Answer, Ended, SourceEnded

NOTHING_READ = 1
PARTIAL = 3


def run(arguments: argparse.Namespace, streams: Streams) -> int:
    """Print one line per resource, damaged ones too; 3 if anything was damaged, 1 if nothing was there."""
    shown = damaged = 0
    for event in file_source(arguments.file).read("", threading.Event()):
        if isinstance(event, Answer):
            here, wrong = _show(event, arguments.format, streams)
            shown, damaged = shown + here, damaged + wrong
        elif isinstance(event, Ended | SourceEnded):
            damaged += sum(gap.kind.makes_partial for gap in event.gaps)
            for gap in event.gaps:
                streams.say(f"{gap.what}: {gap.why}. {gap.advice}".strip())
    if not shown:
        return NOTHING_READ
    return PARTIAL if damaged else 0


def _show(answer: Answer, form: str, streams: Streams) -> tuple[int, int]:
    """Print what one file holds; return how many occurrences, and how many of them were damaged."""
    found = split(answer.body, answer.media_type, answer.path)
    for words in (*found.notices, *(damage.reason for damage in found.damages)):
        streams.say(f"{answer.place}: {words}")
    parts: list[Slot | Damage] = sorted((*found.slots, *found.damages), key=lambda part: part.start)
    damaged = len(found.damages)
    for part in parts:
        raw = answer.body[part.start : part.end]
        if isinstance(part, Slot):
            damaged += _refused(raw, answer.place, streams)
        _print(detail_of(raw), form, streams)
    return len(parts), damaged


def _refused(raw: bytes, place: str, streams: Streams) -> bool:
    """Whether the record would list this resource as unreadable, said with the reason."""
    try:
        read_object(raw)
    except ResourceError as error:
        streams.say(f"{place}: {error.what}")
        return True
    return False


def _print(detail: ResourceDetail, form: str, streams: Streams) -> None:
    if form == "json":
        streams.result(json.dumps(_as_json(detail), ensure_ascii=False))
        return
    streams.result(f"{detail.title} ({detail.reference})")
    for line in detail.lines:
        streams.result(f"  {line.label}: {line.text}")
        streams.result(f"      {', '.join(line.paths)}")
    streams.result("")


def _as_json(detail: ResourceDetail) -> dict[str, object]:
    lines = [
        {"paths": list(line.paths), "label": line.label, "text": line.text, "raw": dict(line.raw)}
        for line in detail.lines
    ]
    return {"reference": detail.reference, "title": detail.title, "lines": lines}
