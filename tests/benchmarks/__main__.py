"""Prints the table of all benchmarks and writes it as JSON: ``python -m tests.benchmarks [--help]``.

No figure is asserted anywhere: machines differ. Each stands beside a floor measured on the same machine in
the same minute, and the ratio is what to compare. A smoke test runs everything with few resources.
"""

import argparse
import os
import platform
import sys
import time
from pathlib import Path
from statistics import median

from tests.benchmarks.child import ROOT, measured
from tests.benchmarks.figures import Figure, gathered, repeated, table, written


def main(argv: list[str]) -> None:
    """Run what was asked for, print, write."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__.splitlines()[0])
    parser.add_argument("--resources", type=int, default=40_000)
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--out", type=Path, default=ROOT / "out" / "benchmarks.json")
    parser.add_argument("--only", nargs="+", choices=sorted(_PARTS), default=list(_PARTS))
    options = parser.parse_args(argv)
    figures = [figure for name in options.only for figure in _PARTS[name](options.resources, options.repeat)]
    print(
        f"{options.resources:,} resources, four endpoints; {os.cpu_count()} cores, Python {platform.python_version()}"
    )
    print(f"load average {os.getloadavg()[0]:.1f}; median of {options.repeat}; floor: see each note")
    print(table(figures))
    written(figures, options.out, options.resources)


def window(resources: int, repeat: int) -> list[Figure]:
    """Stalls of the GUI thread while the record loads, beside the idle window."""
    runs = repeated(
        lambda: measured(
            "tests.benchmarks.window", "--resources", str(resources), "--began", str(time.time())
        ),
        repeat,
    )
    floor = median(runs["idle_longest"]), median(runs["idle_p95"])
    return [
        gathered(
            "window: longest gap of a 10 ms timer while loading",
            "ms",
            runs["load_longest"],
            floor=floor[0],
            note=f"floor: the idle window; it came {median(runs['longest_at_s']):.1f} s after Enter",
        ),
        gathered("window: 95th percentile of the same gaps", "ms", runs["load_p95"], floor=floor[1]),
        gathered(
            "window: most processor time of the GUI thread in one gap",
            "ms",
            runs["most_work"],
            note="what the window itself did; the rest of a gap is other processes",
        ),
        gathered("window: gaps of more than 50 ms while loading", "", runs["over_50_ms"]),
        gathered("window: from Enter to the first rows", "s", runs["first_rows_s"]),
        gathered(
            "window: from Enter to all rows in, all sources settled",
            "s",
            runs["settled_s"],
            note=f"{median(runs['rows']):,.0f} rows",
        ),
        gathered("window: from the program's start to the window shown", "s", runs["shown_s"]),
    ]


def headless(resources: int, repeat: int) -> list[Figure]:
    """The whole record in place, beside the same pages only downloaded."""
    runs = repeated(lambda: measured("tests.benchmarks.in_place", "--resources", str(resources)), repeat)
    bare = median(runs["bytes_s"])
    note = f"floor: {median(runs['megabytes']):.0f} MB on {median(runs['connections']):.0f} connections, not decoded"
    return [
        gathered("headless: the whole record", "s", runs["record_s"], floor=bare, note=note),
        gathered(
            "headless: processor time of it", "s", runs["work_s"], note="what other programs leave alone"
        ),
        gathered("headless: the same pages, json.loads, all kept", "s", runs["json_s"], floor=bare),
        gathered("headless: highest memory", "MB", runs["memory_mb"]),
    ]


def details(resources: int, repeat: int) -> list[Figure]:
    """The full detail of one resource."""
    most = str(min(resources, 4000))
    runs = repeated(lambda: measured("tests.benchmarks.details", "--most", most), repeat)
    return [
        gathered(
            f"detail of one resource: {name}, {what}",
            "ms",
            runs[f"{name}_{what}"],
            note=f"{median(runs[f'{name}_count']):,.0f} resources",
        )
        for name in ("demo", "shared")
        for what in ("p50", "p99", "longest")
        if f"{name}_{what}" in runs
    ]


def start(_resources: int, repeat: int) -> list[Figure]:
    """The engine's start."""
    runs = repeated(lambda: measured("tests.benchmarks.start"), repeat)
    return [gathered("engine: from its start to Hello", "ms", runs["hello"])]


def pages(resources: int, repeat: int) -> list[Figure]:
    """Each page of the record, from its key to its painted content."""
    runs = repeated(lambda: measured("tests.benchmarks.pages", "--resources", str(resources)), repeat)
    floor = median(runs["floor"])
    return [
        gathered(
            f"page opens, {turn}: {key}",
            "ms",
            runs[f"{key}_{turn}"],
            floor=floor,
            note=f"{median(runs['rows']):,.0f} rows; floor: a message to the engine and back",
        )
        for turn in ("first", "again")
        for key in (name.removesuffix("_first") for name in runs if name.endswith("_first"))
    ]


def lanes(resources: int, repeat: int) -> list[Figure]:
    """A step of zooming or moving on the lanes of the timeline, without and with the charts of vital signs."""
    return [
        figure
        for words, options in (("lanes", ()), ("lanes with charts", ("--charts",)))
        for figure in _lanes(words, resources, repeat, options)
    ]


def _lanes(words: str, resources: int, repeat: int, options: tuple[str, ...]) -> list[Figure]:
    command = ("tests.benchmarks.lanes", "--resources", str(resources), *options)
    runs = repeated(lambda: measured(*command), repeat)
    floor = median(runs["floor"])
    note = f"{median(runs['entries']):,.0f} entries; floor: {median(runs['drawn']):.0f} plain rectangles"
    return [
        gathered(
            f"{words}: a step of zoom or pan, laid out and painted", "ms", runs["p50"], floor=floor, note=note
        ),
        gathered(f"{words}: the same, 99th percentile", "ms", runs["p99"], floor=floor),
        gathered(f"{words}: the same, time of the processor", "ms", runs["cpu_p50"], floor=floor),
        gathered(f"{words}: time of the processor, 99th percentile", "ms", runs["cpu_p99"], floor=floor),
        gathered(f"{words}: memory of their columns", "MB", runs["columns_mb"]),
    ]


def keystroke(resources: int, repeat: int) -> list[Figure]:
    """A letter in the filter box, until list and lanes are painted."""
    runs = repeated(lambda: measured("tests.benchmarks.keystroke", "--resources", str(resources)), repeat)
    floor = median(runs["rectangles"]) + median(runs["find"])
    note = f"floor: as many plain rectangles, and bytes.find over {median(runs['text_mb']):.1f} MB of words"
    return [
        gathered(
            "filter: a letter, asked, answered and painted", "ms", runs["asked_p50"], floor=floor, note=note
        ),
        gathered("filter: the same, 99th percentile", "ms", runs["asked_p99"], floor=floor),
        gathered("filter: an answer shown in list and lanes", "ms", runs["shown_p50"], floor=floor),
        gathered("filter: the same, 99th percentile", "ms", runs["shown_p99"], floor=floor),
        gathered("filter: the window's own work for it", "ms", runs["work_p50"], note="processor time"),
    ]


def reopening(resources: int, repeat: int) -> list[Figure]:
    """A record opened from its kept copy, beside the same bytes only read from the same encrypted store."""
    runs = repeated(lambda: measured("tests.benchmarks.reopening", "--resources", str(resources)), repeat)
    floor = median(runs["bytes_s"])
    note = f"floor: {median(runs['megabytes']):.0f} MB read, unsealed and unpacked, of {median(runs['file_mb']):.0f} MB"
    return [
        gathered("reopening from the cache: the whole record", "s", runs["open_s"], floor=floor, note=note),
        gathered("reopening from the cache: the first rows", "s", runs["first_s"], floor=floor),
        gathered(
            "keeping: seal and write what all sources said",
            "s",
            runs["keep_s"],
            note=f"{median(runs['received']):,.0f} resources",
        ),
    ]


def seeking(resources: int, repeat: int) -> list[Figure]:
    """What is typed into the search box, as the engine answers it."""
    runs = repeated(lambda: measured("tests.benchmarks.seeking", "--resources", str(resources)), repeat)
    text, rows, words = (median(runs[key]) for key in ("text_mb", "rows", "words"))
    note = f"floor: bytes.find over the same {text:,.0f} MB of folded text, {rows:,.0f} lines"
    return [
        gathered(
            "search: a letter, the engine's answer", "ms", runs["p50"], floor=median(runs["floor"]), note=note
        ),
        gathered("search: 99th percentile of the same", "ms", runs["p99"]),
        gathered("search: where 30 rows hold a word", "ms", runs["where"]),
        gathered("search: memory of the index", "MB", runs["index_mb"], note=f"{words:,.0f} different words"),
        gathered("search: building the index, in pieces while nobody asks", "s", runs["build_s"]),
        gathered("search: 99th percentile of such a piece", "ms", runs["piece_p99"]),
    ]


_PARTS = {
    "window": window,
    "pages": pages,
    "lanes": lanes,
    "keystroke": keystroke,
    "headless": headless,
    "reopening": reopening,
    "details": details,
    "start": start,
    "seeking": seeking,
}


if __name__ == "__main__":
    main(sys.argv[1:])
