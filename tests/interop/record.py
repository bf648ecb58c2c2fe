"""Records what each foreign FHIR server says of our own fictional patient: python -m tests.interop.record."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.interop import patients
from tests.interop.reading import endpoint_at
from tests.interop.sekmet import sekmet
from tests.interop.servers import fhirsnake, fhirstarter, medplum, post
from viewer.cli.recording import Recorder
from viewer.engine.setting import Secrets, Setting
from viewer.source.protocols import PatientQuery
from viewer.store.policy import Policy

RECORDINGS = Path(__file__).parents[1] / "recordings"
KEY = b"our own fictional patients"
WHOM = {
    "resourceType": "Patient",
    "name": [{"family": "Sample", "given": ["Ann"]}],
    "birthDate": "1990-01-02",
}
Served = Iterator[tuple[str, str]]


@contextmanager
def _sekmet(folder: Path) -> Served:
    with sekmet(folder) as server:
        yield server.base, server.load(patients.demo())


@contextmanager
def _fhirsnake(folder: Path) -> Served:
    held = [entry["resource"] for entry in patients.demo()["entry"]]
    patient = next(one["id"] for one in held if one["resourceType"] == "Patient")
    with fhirsnake(folder, held) as base:
        yield base, f"Patient/{patient}"


@contextmanager
def _fhirstarter(folder: Path) -> Served:
    with fhirstarter(folder) as base:
        _, headers = post(f"{base}/Patient", WHOM)
        yield base, "Patient/" + headers["location"].rsplit("/", 1)[-1]


@contextmanager
def _medplum(folder: Path) -> Served:
    with medplum(folder) as base:
        patient = f"Patient/{post(f'{base}/Patient', WHOM)[0]['id']}"
        for number in range(31):
            text = {"text": f"Problem {number}"}
            post(
                f"{base}/Condition",
                {"resourceType": "Condition", "subject": {"reference": patient}, "code": text},
            )
        yield base, patient


SERVERS = {"sekmet": _sekmet, "fhirsnake": _fhirsnake, "fhirstarter": _fhirstarter, "medplum": _medplum}

if __name__ == "__main__":
    setting = Setting(file=RECORDINGS / "none", policy=Policy(), secrets=Secrets())
    for name, serve in SERVERS.items():
        with tempfile.TemporaryDirectory() as place, serve(Path(place)) as (base, patient):
            recorder = Recorder(endpoint_at(base), setting)
            query = PatientQuery(reference=patient)
            print(name, "settled" if recorder.read(query) else "NOT settled", len(recorder.exchanges))
            (RECORDINGS / f"{name}.jsonl").write_bytes(recorder.recording(query, KEY))
    print("then: python -m tests.recordings")
