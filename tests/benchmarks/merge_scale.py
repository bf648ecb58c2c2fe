"""What merging costs beside reading, and how it grows: ``python -m tests.benchmarks.merge_scale [--few N --many N]``.

Resources of one patient over four sources, three in ten of them copies of another source's. Reading is from
bytes to entries; merging is by pages, as a record arrives. Goals: at most 25 % of reading at 40,000, and at
200,000 at most 5.5 times the cost at 40,000.
"""

import argparse
import gc
import json
import random
import sys
import time
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
    options = parser.parse_args(argv)
    found = {}
    for name, total in (("few", options.few), ("many", options.many)):
        found |= {f"{name}_{key}": value for key, value in measured(total, options.repeat).items()}
    found["share_of_reading"] = found["few_merge_s"] / found["few_read_s"]
    found["growth"] = found["many_merge_s"] / found["few_merge_s"]
    for name, total in (("few", options.few), ("many", options.many)):
        print(
            f"{total:>8,} resources: read in {found[f'{name}_read_s']:.2f} s, merged in "
            f"{found[f'{name}_merge_s']:.2f} s to {found[f'{name}_rows']:,.0f} rows"
        )
    print(f"merging takes {found['share_of_reading']:.0%} of reading (goal: at most 25 %)")
    print(
        f"{options.many / options.few:.1f} times the resources take {found['growth']:.2f} times as long (goal: 5.5)"
    )
    print(json.dumps(found))


def measured(total: int, repeat: int) -> dict[str, float]:
    """Seconds of processor time to read and to merge, medians of several runs."""
    sent = resources(total)
    gc.collect()
    gc.freeze()
    gc.set_threshold(200_000, 50, 1000)  # as the engine sets it
    reads, merges, rows = [], [], 0
    for _ in range(repeat):
        gc.collect()
        began = time.process_time()
        entries = [read(number, one) for number, one in enumerate(sent)]
        reads.append(time.process_time() - began)
        gc.collect()
        began = time.process_time()
        rows = merged(entries)
        merges.append(time.process_time() - began)
        del entries
    return {"read_s": median(reads), "merge_s": median(merges), "rows": rows}


def merged(entries: list[Entry]) -> int:
    """Merge page after page; returns the number of merged entries."""
    facts = Facts({})
    for start in range(0, len(entries), _PAGE):
        for entry in entries[start : start + _PAGE]:
            facts.upsert(entry)
        facts.take_changes()
    return len(facts.entries())


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
