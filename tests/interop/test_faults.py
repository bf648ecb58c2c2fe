"""mitmproxy between us and sekmet-fhir: cut connections, cut JSON, a busy server, a captive portal."""

import pytest

from tests.interop import patients
from tests.interop.had import HERE, venv
from tests.interop.ledger import Expected, comes
from tests.interop.reading import endpoint_at, read
from tests.interop.running import free_port, running
from tests.interop.sekmet import sekmet
from viewer.source.connection import Asking, Use

MORE = 60
ALL = comes(least=MORE + 80)
COMES = {
    "killed": ALL,
    "truncated": ALL,
    "busy": ALL,
    "truncated always": Expected(most=MORE),
    "portal": Expected(most=MORE, words=("a web page",)),
}


@pytest.fixture(scope="module")
def between(folder):
    """A port for mitmproxy, and the server behind, which calls itself by that port."""
    port = free_port()
    with sekmet(folder("faulty"), base=f"http://127.0.0.1:{port}/fhir") as server:
        yield port, server, server.load(patients.demo(more=MORE))


@pytest.fixture(params=COMES)
def faulty(request, folder, between):
    port, server, patient = between
    backend = server.base.removesuffix("/fhir")
    options = ["--listen-host", "127.0.0.1", "-p", str(port), "--mode", f"reverse:{backend}", "--quiet"]
    place = folder("mitmproxy")
    command = [
        venv("mitmproxy") / "mitmdump",
        *options,
        "--set",
        f"confdir={place}",
        "-s",
        HERE / "faults_addon.py",
    ]
    with running(command, port, place / "mitmproxy.log", {"FAULT": request.param}):
        yield request.param, f"http://127.0.0.1:{port}/fhir", server.content().record_of(patient), patient


def test_what_a_broken_connection_takes_comes_again_or_is_said(ledger, faulty):
    fault, base, wanted, patient = faulty
    asking = Asking(page_size=20, everything=Use.NEVER, post_search=Use.NEVER)
    reading = read(endpoint_at(base, asking=asking), patient)
    ledger.settle("mitmproxy", fault, wanted, reading, COMES[fault])
