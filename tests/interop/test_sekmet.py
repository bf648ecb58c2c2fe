"""sekmet-fhir, an R4 server: the largest patients, by every path and every sign-in; nothing missing in silence."""

import pytest

from tests.interop import patients
from tests.interop.ledger import comes, nothing
from tests.interop.reading import endpoint_at, read
from tests.interop.sekmet import PASSWORD, TOKEN, USER, sekmet
from viewer.source.connection import Asking, Use
from viewer.source.endpoint import SignIn

LARGEST = 3
NEVER = Use.NEVER
PATHS = {
    "as it offers": Asking(),
    "a search for each type": Asking(everything=NEVER, post_search=NEVER, summary=NEVER),
    "a search for each type, POST": Asking(everything=NEVER, post_search=Use.ALWAYS, summary=NEVER),
    "$everything": Asking(everything=Use.ALWAYS),
    "pages of 100": Asking(everything=NEVER, page_size=100),
}
USED = {
    "a search for each type": "GET /fhir/Observation?",
    "a search for each type, POST": "POST /fhir/Observation/_search",
    "$everything": "everything",
}


@pytest.fixture(scope="module")
def server(folder):
    with sekmet(folder("sekmet")) as running:
        yield running


@pytest.fixture(scope="module")
def loaded(server):
    """Our own patient, and the largest of the shared files; each stands beside the others."""
    loaded = {"our own": server.load(patients.demo())}
    for file in patients.largest(LARGEST):
        directory, bundle = patients.transaction(file)
        server.load(directory)
        loaded[file.name.split("_")[0]] = server.load(bundle)
    return loaded


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("who", range(LARGEST + 1))
def test_every_resource_of_a_patient_comes_or_is_said_to_be_missing(ledger, server, loaded, who, path):
    if who >= len(loaded):
        pytest.skip("NOT RUN: there is no ../shared/data")
    name = list(loaded)[who]
    mark = len(server.heard())
    reading = read(endpoint_at(server.base, asking=PATHS[path]), loaded[name])
    ledger.settle(
        "sekmet-fhir", f"{path} ({name})", server.content().record_of(loaded[name]), reading, comes()
    )
    used = [line for line in server.heard(mark) if USED.get(path, "") in line]
    assert used, f"this path was not taken: {path}"


@pytest.fixture(scope="module")
def guarded(folder):
    with sekmet(folder("guarded"), types=("basic", "bearer")) as running:
        yield running, running.load(patients.demo())


@pytest.mark.parametrize(
    ("kind", "secret"), [(SignIn.BASIC, PASSWORD), (SignIn.BEARER, TOKEN)], ids=["basic", "bearer"]
)
def test_a_whole_record_comes_through_a_sign_in(ledger, guarded, kind, secret):
    server, patient = guarded
    endpoint = endpoint_at(server.base, sign_in=kind, user_name=USER)
    reading = read(endpoint, patient, secret)
    ledger.settle("sekmet-fhir", f"sign-in: {kind}", server.content().record_of(patient), reading, comes())


@pytest.mark.parametrize("kind", [SignIn.NONE, SignIn.BASIC, SignIn.BEARER])
def test_a_wrong_sign_in_gives_nothing_says_so_and_is_not_tried_forty_times(ledger, guarded, kind):
    server, patient = guarded
    mark = len(server.heard())
    endpoint = endpoint_at(server.base, sign_in=kind, user_name=USER)
    reading = read(endpoint, patient, "" if kind is SignIn.NONE else "wrong")
    ledger.settle(
        "sekmet-fhir",
        f"wrong sign-in: {kind}",
        server.content().record_of(patient),
        reading,
        nothing("sign in"),
    )
    refused = [line for line in server.heard(mark) if " 401" in line]
    assert 1 <= len(refused) <= 4


def test_what_names_the_patient_by_nhs_number_alone_comes_or_is_said(ledger, folder):
    with sekmet(folder("logical")) as running:
        patient = running.load(patients.demo(logical=True))
        reading = read(endpoint_at(running.base), patient)
        ledger.settle("sekmet-fhir", "by NHS number alone", running.content().record_of(patient), reading)
