"""How long the engine takes to answer what is typed into the search box, letter by letter, on a long record.

Everything that was received is in the index: lines, and all words of all copies. The floor is one pass of
``bytes.find`` over the same folded text for the same letters. Beside it: what the index takes to build, in
pieces as while nobody asks, and how much memory. ``--smoke`` takes few resources.
"""

import argparse
import json
import sys
import tempfile
import time
from pathlib import Path

from tests.benchmarks.figures import percentile
from viewer.demo.handle import start_demo
from viewer.engine.haystack import haystack
from viewer.engine.open_record import OpenRecord
from viewer.engine.seek_messages import AskWhere, Seek
from viewer.timeline.folding import fold, wanted_words
from viewer.timeline.search.picks import Picks

TYPED = (
    "penicillin",
    "blood pressure",
    "potassium 4",
    "asthma",
    "hba1c 58",
    "letter",
    "amoxicilin",
    "xyzzy",
    "the",
)
FEW = 400
_ON_SCREEN = 30


def main(argv: list[str]) -> None:
    """Measure once and print a line of JSON: milliseconds, bytes, counts."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--resources", type=int, default=100_000)
    parser.add_argument("--smoke", action="store_true")
    options = parser.parse_args(argv)
    from tests.engine.talk import Talk
    from tests.engine.window import settled

    with (
        start_demo(FEW if options.smoke else options.resources) as demo,
        tempfile.TemporaryDirectory() as folder,
    ):
        talk = Talk(Path(folder))
        talk.open(demo)
        talk.until(settled, timeout_s=1_800)
        talk.tell()
        print(json.dumps(measured(talk.conversation.record)))
        talk.end()


def measured(record: OpenRecord) -> dict[str, float]:
    """Build the index of a record that has been told, then type."""
    pieces = _built(record)
    index = record.seeking.index
    text = "\n".join(_texts(record)).encode("utf-8", "surrogatepass")
    steps, floors, found = [], [], 0
    for number, words in enumerate(_letters()):
        begin = time.perf_counter()
        (sought,) = record.seeking.answers(Seek(number=number, picks=Picks(words=words)))
        steps.append((time.perf_counter() - begin) * 1000)
        floors.append(_scanned(text, words))
        found += sought.shown
    return {
        "p50": percentile(steps, 50),
        "p99": percentile(steps, 99),
        "longest": max(steps),
        "floor": percentile(floors, 50),
        "where": _where(record),
        "build_s": sum(pieces) / 1000,
        "piece_p50": percentile(pieces, 50),
        "piece_p99": percentile(pieces, 99),
        "piece_longest": max(pieces),
        "index_mb": index.size / 1e6,
        "text_mb": len(text) / 1e6,
        "rows": len(record.told.rows),
        "words": len(index.index.vocabulary),
        "keys": len(steps),
        "found": found,
    }


def _built(record: OpenRecord) -> list[float]:
    """Milliseconds of each piece that this thread worked."""
    pieces, more = [], True
    while more:
        begin = time.thread_time()
        more = record.seeking.index.read_some()
        pieces.append((time.thread_time() - begin) * 1000)
    return pieces


def _texts(record: OpenRecord) -> list[str]:
    index, made = record.seeking.index, []
    for key, row in record.told.rows.items():
        made.append(haystack(row))
        made += [fold(text.words) for text in index.texts(record.told.line(key))]
    return made


def _letters() -> list[str]:
    """What stands in the box after each key; each word is typed anew."""
    return [words[:end] for words in TYPED for end in range(1, len(words) + 1) if words[end - 1] != " "]


def _scanned(text: bytes, words: str) -> float:
    """Milliseconds of a plain scan of all of the text for what was typed last."""
    begin = time.perf_counter()
    sought, at = wanted_words(words)[-1][0].encode(), 0
    while (at := text.find(sought, at)) >= 0:
        at = text.find(b"\n", at)
    return (time.perf_counter() - begin) * 1000


def _where(record: OpenRecord) -> float:
    """Milliseconds until the rows on a screen say where they hold a word."""
    list(record.seeking.answers(Seek(number=0, picks=Picks(words="generated"))))
    entries = tuple(record.told.rows)[:_ON_SCREEN]
    begin = time.perf_counter()
    list(record.seeking.answers(AskWhere(number=0, entries=entries)))
    return (time.perf_counter() - begin) * 1000


if __name__ == "__main__":
    main(sys.argv[1:])
