"""How long a record takes that opens from its kept copy, beside reading the same bytes from the same store."""

import argparse
import gc
import json
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

from tests.benchmarks.window import NUMBER
from viewer.auth.authorise import authoriser_for
from viewer.demo.handle import start_demo
from viewer.engine.gather import gather, settled_parts
from viewer.engine.parts import Part
from viewer.engine.persons import Wish
from viewer.fetch.source import EndpointSource
from viewer.load.flow import Load
from viewer.source.answer import Answer, Recalled, RecallEnded, SourceEnded, SourceEvent
from viewer.source.protocols import PatientQuery
from viewer.store.kept_record_rows import events_of, row_of
from viewer.store.kept_records import CopyName, KeptRecords
from viewer.store.vault import MemoryVault

ZONE = timezone(timedelta(0))


def main(argv: list[str]) -> None:
    """Measure once; print seconds as a line of JSON."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--resources", type=int, default=40_000)
    options = parser.parse_args(argv)
    with start_demo(options.resources) as demo, tempfile.TemporaryDirectory() as folder:
        sources = [EndpointSource(one, authoriser_for(one, MemoryVault())) for one in demo.endpoints]
        found = gather(sources, PatientQuery(nhs_number=NUMBER))
        parts = settled_parts(found, Wish(nhs_number=NUMBER)) or ()
        print(json.dumps(_Reopening(Path(folder) / "kept.sqlite", parts).measured()))


@dataclass(frozen=True, slots=True)
class _Reopening:
    path: Path
    parts: Sequence[Part]

    @property
    def _records(self) -> KeptRecords:
        return KeptRecords(self.path, bytes(range(32)), timedelta(hours=1))

    def measured(self) -> dict[str, float]:
        """Keep what the sources say, read it back bare, then open a record from it."""
        rows = {part.origin.id: [row_of(one) for one in part.read(threading.Event())] for part in self.parts}
        began = time.perf_counter()
        for key, own in rows.items():
            self._records.keep(_name(key), own, datetime.now(UTC))
        kept = time.perf_counter() - began
        return {"keep_s": kept, **self._bare(), **self._opened(), "file_mb": self.path.stat().st_size / 1e6}

    def _bare(self) -> dict[str, float]:
        began = time.perf_counter()
        sizes = [len(one.body) for one in self._events() if isinstance(one, Answer)]
        return {"bytes_s": time.perf_counter() - began, "megabytes": sum(sizes) / 1e6}

    def _opened(self) -> dict[str, float]:
        load = Load(ZONE)
        for part in self.parts:
            part.join(load)
        gc.collect()
        gc.set_threshold(200_000, 50, 1000)  # as the engine does: what a page left stays
        began, first = time.perf_counter(), 0.0
        for event in self._events():
            load.feed(event)
            gc.freeze()
            if not first and load.take_changes()[0]:
                first = time.perf_counter() - began
        record = load.record()
        return {
            "open_s": time.perf_counter() - began,
            "first_s": first,
            "received": record.counts.received,
        }

    def _events(self) -> Iterator[SourceEvent]:
        now = datetime.now(UTC)
        for part in self.parts:
            copy = self._records.recall(_name(part.origin.id), now)
            if copy is None:
                raise AssertionError
            yield Recalled(source=part.origin.id, as_at=copy.as_at)
            for event in events_of(copy.rows):
                ended = isinstance(event, SourceEnded)
                yield RecallEnded(source=part.origin.id, end=event) if ended else event


def _name(source: str) -> CopyName:
    return CopyName(who=("amy",), source=(source, ""), patients=("Patient/1",))


if __name__ == "__main__":
    main(sys.argv[1:])
