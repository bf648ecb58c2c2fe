"""Folders as somebody else made them: names, links, pipes, zip files, and files of any bytes."""

import contextlib
import os
import shutil
import threading
from pathlib import Path
from random import Random

from tests.fuzz import seeds
from tests.fuzz.case import Case, Kind
from tests.fuzz.kinds.reading import ZONE
from tests.fuzz.mutate import changed, torn
from viewer.engine.compose import file_sources, shown_names
from viewer.engine.gather import each_loaded, gather
from viewer.source.answer import Answer, SourceEnded
from viewer.source.protocols import PatientQuery
from viewer.store.files import FileSource

_NAMES = ("a.json", "b.ndjson", "c.xml", "d", ".hidden.json", "e.json.zip", "\u202ejson.exe", "x\ny.json", "z" * 200 + ".json", "con.json", " .json",
          "-rf.json", "%s.json", "f.JSON", "g.jsonl", "\udcff.json", "h.json\\..\\i", "'; rm.json", "j.tar.gz", "\u0301.json", "..json")  # fmt: skip
_KINDS = ("file",) * 8 + (
    "folder",
    "pipe",
    "link-in",
    "link-out",
    "link-loop",
    "link-etc",
    "locked",
    "socket",
    "empty",
)


def _folder(rng: Random) -> Case:
    plan = [(rng.choice(_NAMES), rng.choice(_KINDS)) for _ in range(rng.randrange(1, 7))]
    body = changed(rng.choice(seeds.resources()), rng)
    return Case(torn(body, rng) if rng.random() < 0.2 else body, "", tuple(plan))


def _lay(place: Path, kind: str, body: bytes, room: Path) -> None:
    if kind in {"file", "locked"}:
        place.write_bytes(body)
        place.chmod(0 if kind == "locked" else 0o600)
    elif kind == "folder":
        place.mkdir()
        (place / "in.json").write_bytes(body)
        (place / "up").symlink_to(room)
    elif kind == "pipe":
        os.mkfifo(place)
    elif kind == "empty":
        place.write_bytes(b"")
    elif kind == "socket":
        place.symlink_to(f"/dev/{'zero' if len(body) % 2 else 'stdin'}")
    else:
        target = {"link-in": "a.json", "link-out": "..", "link-loop": place.name, "link-etc": "/etc/passwd"}[
            kind
        ]
        place.symlink_to(target)


def _check(case: Case, room: Path) -> None:
    folder = room / "folder"
    folder.mkdir()
    try:
        for name, kind in case.more:
            place = folder / name
            with contextlib.suppress(OSError, ValueError):  # names that this system will not have
                if not os.path.lexists(place):
                    _lay(place, kind, case.data, room)
        _read(folder, case)
    finally:
        shutil.rmtree(folder)


def _read(folder: Path, case: Case) -> None:
    here = {one for one in folder.iterdir() if not one.name.startswith(".")}
    (source,) = file_sources([str(folder)])
    events = list(FileSource(folder, source.origin).read("", threading.Event()))
    assert isinstance(events[-1], SourceEnded)
    bodies = [event for event in events if isinstance(event, Answer)]
    gaps = [gap for event in events for gap in getattr(event, "gaps", ())]
    assert all(b"root:" not in event.body for event in bodies), "a link out of the folder was followed"
    said = len(bodies) + len(gaps)
    assert said >= len(here), f"{len(here)} things lie there, {said} are told of"
    assert all(shown_names([str(one)])[0].isascii() or shown_names([str(one)]) for one in here)
    for record, _ in each_loaded(gather([source], PatientQuery()), ZONE):
        counts = record.counts
        ways = (
            counts.as_entries
            + counts.as_supporting
            + counts.as_messages
            + counts.repeats
            + counts.quarantined
            + counts.unreadable
        )
        assert counts.received == ways


KINDS = (Kind(name="folders", share=1, make=_folder, check=_check),)
