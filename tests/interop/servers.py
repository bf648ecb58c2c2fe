"""Small servers that each have one bad manner: fhirsnake, fhirstarter, the Medplum router."""

import json
import shutil
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.interop.had import HERE, node, program, venv
from tests.interop.running import free_port, running


def post(url: str, resource: dict, headers: dict[str, str] | None = None) -> tuple[dict, dict[str, str]]:
    """Create a resource; return the answer's body, {} where it has none, and its headers."""
    head = {"Content-Type": "application/fhir+json", **(headers or {})}
    with urllib.request.urlopen(
        urllib.request.Request(url, json.dumps(resource).encode(), head), timeout=60
    ) as reply:
        body = reply.read()
        named = {name.casefold(): value for name, value in reply.headers.items()}
        return json.loads(body) if body.strip() not in {b"", b"null"} else {}, named


@contextmanager
def fhirsnake(folder: Path, resources: list[dict]) -> Iterator[str]:
    """Run fhirsnake over files; yield its base address. Raises NotHad."""
    programs = venv("fhirsnake")
    (package,) = programs.parent.glob("lib/python3*/site-packages/fhirsnake")
    for resource in resources:
        place = folder / "resources" / resource["resourceType"]
        place.mkdir(parents=True, exist_ok=True)
        (place / f"{resource['id']}.json").write_text(json.dumps(resource), "utf-8")
    port = free_port()
    command = [programs / "uvicorn", "main:app", "--host", "127.0.0.1", "--port", str(port)]
    with running(command, port, folder / "fhirsnake.log", {"PYTHONPATH": str(package)}):
        yield f"http://127.0.0.1:{port}"


@contextmanager
def fhirstarter(folder: Path) -> Iterator[str]:
    """Run fhirstarter's own example; yield its base address. Raises NotHad."""
    port = free_port()
    app = "fhirstarter.examples.example:app"
    command = [venv("fhirstarter") / "uvicorn", app, "--host", "127.0.0.1", "--port", str(port)]
    with running(command, port, folder / "fhirstarter.log"):
        yield f"http://127.0.0.1:{port}"


@contextmanager
def medplum(folder: Path) -> Iterator[str]:
    """Run the Medplum router; yield its base address. Raises NotHad."""
    with script("medplum.mjs", folder) as port:
        yield f"http://127.0.0.1:{port}/fhir"


@contextmanager
def script(name: str, folder: Path, *arguments: str, more: dict[str, str] | None = None) -> Iterator[int]:
    """Run one of our scripts among the locked modules of npm; yield its port. Raises NotHad."""
    modules = node()
    shutil.copy(HERE / "node" / name, modules)  # a script finds its modules beside itself
    port = free_port()
    with running(
        [program("node"), modules / name, str(port), *arguments], port, folder / f"{name}.log", more
    ):
        yield port
