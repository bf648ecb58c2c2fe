"""What merging costs beside reading, and how it grows: ``python -m tests.benchmarks.merge_scale [--few N --many N]``.

Resources of one patient over four sources, three in ten of them copies of another source's. Reading is from
bytes to entries. The two alternate as in the engine: a page's entries are read, then merged while they are
still near the processor, then the next page comes; each side's processor time is summed over the pages, and
the record is asked for all its entries at the end, which counts as merging. ``--apart`` reads everything
first and merges afterwards, as this benchmark did until the two ways were compared: no record arrives so.
Both sizes are taken in turn, round after round: a busy minute of the machine falls on both.
Goals: at most 25 % of reading at 40,000, and at 200,000 at most 5.5 times the cost at 40,000.
"""

import argparse
import gc
import json
import random
import sys
import time
from collections.abc import Mapping
from statistics import median
from zoneinfo import ZoneInfo

from viewer.demo.folder import GROWS, shelves
from viewer.entries.entry import Entry
from viewer.entries.reading import Context
from viewer.entries.register import entry_from
from viewer.fhir.resource import FhirVersion, Place, Resource, ResourceKey
from viewer.fhir.strict import read_object
from viewer.merge.facts import Facts

_PAGE = 250
_COPIES = 0.3
_CONTEXT = Context(resolve=lambda _reference: None, zone=ZoneInfo("Europe/London"))
_NOT_FACTS = frozenset(
    {"Patient", "List", "Binary", "Organization", "Practitioner", "Location", "Medication"}
)
Sent = tuple[str, str, bytes]


def main(argv: list[str]) -> None:
    """Measure and print; the last line is JSON."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.merge_scale")
    parser.add_argument("--few", type=int, default=40_000)
    parser.add_argument("--many", type=int, default=200_000)
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--apart", action="store_true", help="read everything before anything is merged")
    options = parser.parse_args(argv)
    sizes = {"few": options.few, "many": options.many}
    found = measured(sizes, options.repeat, apart=options.apart)
    found["share_of_reading"] = found["few_merge_s"] / found["few_read_s"]
    found["growth"] = found["many_merge_s"] / found["few_merge_s"]
    for name, total in sizes.items():
        print(
            f"{total:>8,} resources: read in {found[f'{name}_read_s']:.2f} s, merged in "
            f"{found[f'{name}_merge_s']:.2f} s to {found[f'{name}_rows']:,.0f} rows"
        )
    print(f"merging takes {found['share_of_reading']:.0%} of reading (goal: at most 25 %)")
    print(
        f"{options.many / options.few:.1f} times the resources take {found['growth']:.2f} times as long (goal: 5.5)"
    )
    print(json.dumps(found))


def measured(sizes: Mapping[str, int], repeat: int, *, apart: bool) -> dict[str, float]:
    """Seconds of processor time to read and to merge, medians of rounds that take each size in turn."""
    sent = {name: resources(total) for name, total in sizes.items()}
    gc.collect()
    gc.freeze()
    gc.set_threshold(200_000, 50, 1000)  # as the engine sets it
    found: dict[str, float] = {}
    runs: dict[str, list[tuple[float, float]]] = {name: [] for name in sizes}
    for _ in range(repeat):
        for name, these in sent.items():
            gc.unfreeze()
            gc.collect()
            gc.freeze()
            reading, merging, rows = one_run(these, len(these) if apart else _PAGE)
            runs[name].append((reading, merging))
            found[f"{name}_rows"] = rows
    for name, seconds in runs.items():
        found[f"{name}_read_s"] = median(one for one, _ in seconds)
        found[f"{name}_merge_s"] = median(other for _, other in seconds)
    return found


def one_run(sent: list[Sent], step: int) -> tuple[float, float, int]:
    """Read ``step`` resources, merge them page by page, and so on; seconds of both and the merged entries."""
    facts, held = Facts({}), []
    reading = merging = 0.0
    for start in range(0, len(sent), step):
        began = time.process_time()
        entries = [read(start + number, one) for number, one in enumerate(sent[start : start + step])]
        between = time.process_time()
        merge(facts, entries)
        merging += time.process_time() - between
        reading += between - began
        held.append(entries)  # as the engine's sources hold theirs
        gc.freeze()  # as the engine does after each page
    began = time.process_time()
    rows = len(facts.entries())
    return reading, merging + time.process_time() - began, rows


def merge(facts: Facts, entries: list[Entry]) -> None:
    """Merge page after page and take what has changed, as the engine does before it tells the window."""
    for start in range(0, len(entries), _PAGE):
        for entry in entries[start : start + _PAGE]:
            facts.upsert(entry)
        facts.take_changes()


def read(number: int, sent: Sent) -> Entry:
    """From bytes to an entry."""
    source, own_id, body = sent
    content = read_object(body)
    key = ResourceKey(source=source, type=str(content["resourceType"]), id=own_id, version="")
    place = Place(page=number // _PAGE, start=number, end=number + 1, slot="entry")
    return entry_from(Resource(key=key, place=place, version=FhirVersion.UNKNOWN, content=content), _CONTEXT)


def resources(total: int) -> list[Sent]:
    """Source, id and bytes: what the sources have, mixed as pages of all of them arrive."""
    rng = random.Random(1)
    held = shelves(int(total * (1 - _COPIES)) + 500)
    first: list[Sent] = [
        (key.value, stored.id, stored.body)
        for key, shelf in held.items()
        for stored in shelf.everything_of(GROWS[key])
        if stored.type not in _NOT_FACTS
    ]
    first = first[:total]
    sources = [key.value for key in held]
    copies = []
    for source, own_id, body in rng.sample(first, total - len(first)):
        other = rng.choice([one for one in sources if one != source])
        copies.append((other, f"copy-{own_id}", body))
    mixed = [*first, *copies]
    rng.shuffle(mixed)
    return mixed


if __name__ == "__main__":
    main(sys.argv[1:])
