"""sekmet-fhir, an R4 server with every usual sign-in: started, filled by transaction, and its own count."""

import json
import sqlite3
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.interop.had import venv
from tests.interop.patients import Loaded
from tests.interop.running import free_port, running

USER, PASSWORD = "alice", "correct horse"
TOKEN = "static-token-of-the-suite"


@dataclass(frozen=True)
class Sekmet:
    """One running server. ``log`` holds a line for each request that it heard."""

    base: str
    folder: Path
    log: Path

    def load(self, bundle: dict) -> str:
        """Send a transaction; return the Patient's reference, if any. The server must accept all of it."""
        body = json.dumps(bundle).encode()
        head = {"Content-Type": "application/fhir+json", "Authorization": f"Bearer {TOKEN}"}
        try:
            with urllib.request.urlopen(urllib.request.Request(self.base, body, head), timeout=300) as reply:
                said = json.load(reply)
        except urllib.error.HTTPError as error:
            raise AssertionError(f"the transaction was refused: {error.read(500)!r}") from None
        places = [entry["response"]["location"] for entry in said["entry"]]
        assert len(places) == len(bundle["entry"])
        keys = [tuple(place.split("/fhir/")[-1].split("/")[:2]) for place in places]
        return next((f"Patient/{name}" for kind, name in keys if kind == "Patient"), "")

    def content(self) -> Loaded:
        """Return what its database holds: the truth that the program is held against."""
        with closing(sqlite3.connect(f"file:{self.folder / 'data/sekmet.db'}?mode=ro", uri=True)) as database:
            rows = database.execute("SELECT type, id, json FROM resources WHERE deleted = 0").fetchall()
        return Loaded({(kind, name): json.loads(text) for kind, name, text in rows})

    def heard(self, mark: int = 0) -> list[str]:
        """Return its access log from a line on."""
        return [line for line in self.log.read_text("utf-8").splitlines() if '"' in line][mark:]


@contextmanager
def sekmet(
    folder: Path, *, types: tuple[str, ...] = ("none",), base: str = "", **auth: object
) -> Iterator[Sekmet]:
    """Run a server that takes some kinds of sign-in. ``base`` is what it calls itself. Raises NotHad."""
    programs = venv("sekmet")
    port = free_port()
    own = f"http://127.0.0.1:{port}/fhir"
    settings = {
        "host": "127.0.0.1",
        "port": port,
        "base_url": base or own,
        "data_dir": str(folder / "data"),
        "log_inbound": False,
        "simulator": {"enabled": False},
        "validation": {"inbound": "off"},
        "server_auth": {"types": list(types), "users": {USER: PASSWORD}, "tokens": [TOKEN], **auth},
    }
    (folder / "data").mkdir()
    (folder / "settings.yaml").write_text(json.dumps(settings), "utf-8")  # JSON is YAML
    command = [
        programs / "sekmet",
        "serve",
        "--host",
        "127.0.0.1",
        "--port",
        str(port),
        "-c",
        "settings.yaml",
    ]
    log = folder / "sekmet.log"
    with running(command, port, log):
        yield Sekmet(own, folder, log)
