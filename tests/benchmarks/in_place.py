"""How long the whole record takes without a window: gathered, loaded and counted in this process."""

import argparse
import json
import resource
import sys
import time
from datetime import timedelta, timezone

from tests.benchmarks.window import NUMBER
from tests.benchmarks.wire import Lanes, decoded, download, recorded
from viewer.auth.authorise import authoriser_for
from viewer.demo.handle import DemoHandle, start_demo
from viewer.engine.gather import gather, one_record
from viewer.engine.persons import Wish
from viewer.fetch.source import EndpointSource
from viewer.source.protocols import PatientQuery
from viewer.store.vault import MemoryVault

ZONE = timezone(timedelta(0))


def main(argv: list[str]) -> None:
    """Measure once; print seconds as a line of JSON."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--resources", type=int, default=40_000)
    options = parser.parse_args(argv)
    with start_demo(options.resources) as demo, recorded() as lanes:
        found = _record(demo)
    with start_demo(options.resources) as demo:
        found |= _floors(demo)
    found["connections"] = len(lanes)
    print(json.dumps(found))


def _record(demo: DemoHandle) -> dict[str, float]:
    secrets = MemoryVault()
    for endpoint_id, secret in demo.secrets.items():
        secrets.store(endpoint_id, secret)
    sources = [EndpointSource(one, authoriser_for(one, secrets)) for one in demo.endpoints]
    began, spent = time.perf_counter(), time.process_time()
    record = one_record(gather(sources, PatientQuery(nhs_number=NUMBER)), Wish(nhs_number=NUMBER), ZONE)
    took, work = time.perf_counter() - began, time.process_time() - spent
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    received = record.counts.received if record else 0
    return {"record_s": took, "work_s": work, "received": received, "memory_mb": memory}


def _floors(demo: DemoHandle) -> dict[str, float]:
    lanes = asked(demo)
    bare, size = download(lanes, len)
    kept, _ = download(lanes, decoded)
    return {"bytes_s": bare, "json_s": kept, "megabytes": size / 1e6}


def asked(demo: DemoHandle) -> Lanes:
    """Return the requests that a load of the patient makes of these servers."""
    with recorded() as lanes:
        _record(demo)
    return dict(lanes)


if __name__ == "__main__":
    main(sys.argv[1:])
