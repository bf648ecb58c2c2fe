"""Record the demo's endpoints anew, or write anew what each recording is expected to tell.

``python -m tests.recordings demo`` does both for the demo; ``python -m tests.recordings`` the second for all.
"""

import sys
from pathlib import Path

from tests.recordings.replay import Replay
from tests.recordings.told import as_text, record_of, told_of
from viewer.cli.recording import Recorder
from viewer.demo.handle import start_demo
from viewer.engine.setting import Secrets, Setting
from viewer.source.protocols import PatientQuery
from viewer.store.policy import Policy

HERE = Path(__file__).parent
KEY = b"our own fictional patients"


def record_demo():
    setting = Setting(file=HERE / "none", policy=Policy(), secrets=Secrets())
    with start_demo() as demo:
        for endpoint in demo.endpoints:
            recorder = Recorder(endpoint, setting)
            query = PatientQuery(nhs_number="9990018421")
            recorder.read(query)
            key = next(name for name, one in demo.ids.items() if one == endpoint.id)
            (HERE / f"demo-{key}.jsonl").write_bytes(recorder.recording(query, KEY))


if "demo" in sys.argv[1:]:
    record_demo()
for file in sorted(HERE.glob("*.jsonl")):
    with Replay(file.read_bytes()) as replay:
        file.with_suffix(".told.json").write_text(as_text(told_of(record_of(replay))), "utf-8")
        print(f"{file.name}: {len(replay.unknown)} questions that were not recorded")
