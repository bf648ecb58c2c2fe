"""``tributary show``: the full detail of each resource in a file, exactly what the detail pane shows."""

import argparse
import json
import threading

from viewer.cli.streams import Streams
from viewer.engine.compose import file_source
from viewer.fhir.body import split
from viewer.present.detail import ResourceDetail, detail_of
from viewer.source.answer import Answer, Ended, SourceEnded

NOTHING_READ = 1
PARTIAL = 3


def run(arguments: argparse.Namespace, streams: Streams) -> int:
    """Print one line per resource, damaged ones too; 3 if anything was damaged, 1 if nothing was there."""
    shown = damaged = 0
    for event in file_source(arguments.file).read("", threading.Event()):
        if isinstance(event, Ended | SourceEnded):
            for gap in event.gaps:
                damaged += gap.kind.makes_partial
                streams.say(f"{gap.what}: {gap.why}. {gap.advice}".strip())
        elif isinstance(event, Answer):
            found = split(event.body, event.media_type, event.path)
            damaged += len(found.damages)
            for words in found.notices:
                streams.say(f"{event.place}: {words}")
            for damage in found.damages:
                streams.say(f"{event.place}: {damage.reason}")
            for part in sorted((*found.slots, *found.damages), key=lambda part: part.start):
                _print(detail_of(event.body[part.start : part.end]), arguments.format, streams)
                shown += 1
    if not shown:
        return NOTHING_READ
    return PARTIAL if damaged else 0


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
