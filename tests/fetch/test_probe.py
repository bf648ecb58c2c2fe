"""Trying an endpoint: each step in words, none left out."""

import threading
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from tests.fetch.authority import Authority, TlsServer
from viewer.auth.authorise import Anonymous
from viewer.errors import SignInNeeded
from viewer.fetch.options import ClientCertificate, FetchOptions, Proxy
from viewer.fetch.probe import STEPS, endpoint_steps
from viewer.fetch.probe import test_endpoint as probe
from viewer.source.endpoint import Kind, SignIn
from viewer.source.signed_in import ScopeLine, SignedIn


def steps(fetching, base, authoriser=None, options=None, **more):
    found = probe(fetching.endpoint(base, **more), authoriser or Anonymous(), options)
    assert set(STEPS) <= {name for name, _, _ in found}
    assert len({name for name, _, _ in found}) == len(found)
    assert all(words for _, _, words in found)
    return {name: (ok, words) for name, ok, words in found}


@pytest.fixture
def good(fetching, site):
    site.on("metadata", fetching.capability(["Patient", "Condition"], operation=[{"name": "everything"}]))
    site.on("Patient", fetching.Said(body=fetching.bundle()))
    site.on("Condition", fetching.Said(body=fetching.bundle()))
    site.on("Patient/_search", fetching.Said(status=405))
    return site


def test_a_good_endpoint_passes_every_step(fetching, good):
    found = steps(fetching, good.base)

    assert [name for name, (ok, _) in found.items() if not ok] == []
    assert "R4" in found["FHIR version"][1]
    assert "1 search is answered; the slowest is Condition (" in found["Searches"][1]
    assert "the source does not list" in found["Searches"][1]
    assert "it lists 2 types of record, and offers $everything" in found["CapabilityStatement"][1]
    assert len(found) < 20  # searches that work share a line
    assert "this computer's differ by less than a minute" in found["Clock"][1]


def test_the_patient_asked_for_does_not_exist_and_each_search_is_sent_once(fetching, good):
    steps(fetching, good.base)

    assert [heard.get("patient") for heard in good.asked("Condition")] == ["tributary-test-nobody"]
    assert good.asked("Patient")[0].get("identifier").endswith("|9990000018")


def test_a_bad_address_stops_at_the_first_step(fetching):
    found = steps(fetching, "http://fhir.example.org")

    assert [name for name, (ok, _) in found.items() if ok] == []
    assert "https://" in found["Address"][1]
    assert "not tried" in found["Patient search"][1]


def test_nobody_there_stops_at_the_connection(fetching, site):
    site.close()
    found = steps(fetching, site.base)

    assert found["Address"][0]
    assert not found["Connection"][0]
    assert "nothing answers" in found["Connection"][1]
    assert "not tried" in found["TLS"][1]


def test_a_name_that_nobody_knows_stops_at_the_name(fetching):
    found = steps(fetching, "https://fhir.invalid/r4")

    assert "not known on this network" in found["Name"][1]
    assert "not tried" in found["Connection"][1]


def test_a_server_that_speaks_no_tls_stops_at_tls(fetching, site):
    found = steps(fetching, site.base.replace("http://", "https://"))

    assert found["Connection"][0]
    assert not found["TLS"][0]
    assert "does not speak TLS" in found["TLS"][1]


def test_a_certificate_file_that_is_not_there_is_said_first(fetching, tmp_path):
    found = steps(fetching, "https://fhir.invalid", options=FetchOptions(ca_file=tmp_path / "gone.pem"))

    assert "is not there" in found["Certificate files"][1]


def test_tls_and_both_certificates_are_described(fetching, tmp_path):
    authority = Authority(tmp_path, "Our authority")
    ours = authority.issue("Our practice", days=(-1, 20))
    server = TlsServer(authority.issue(days=(-1, 100)), client_ca=authority)
    client = ClientCertificate(file=ours.write("ours.pem", ours.pem, ours.pem_key()))
    found = steps(fetching, server.base, options=FetchOptions(ca_file=authority.file, client=client))
    server.close()

    assert found["TLS"][1].startswith("TLS 1.3 (")
    assert "issued by Our authority, valid until" in found["Certificate"][1]
    assert "(99 days left)" in found["Certificate"][1]
    assert "(19 days left; it ends soon)" in found["Client certificate"][1]
    assert not found["CapabilityStatement"][0]


def test_a_proxy_is_named_without_its_sign_in_and_its_failure_stops_at_the_connection(fetching):
    way = Proxy(address="http://127.0.0.1:9", user="me", password=lambda: "canary")
    found = steps(fetching, "https://fhir.invalid", options=FetchOptions(proxy=way))

    assert found["Name"] == (True, "it is looked up by the proxy http://127.0.0.1:9")
    assert not found["Connection"][0]
    assert "Tried by the proxy http://127.0.0.1:9." in found["Connection"][1]
    assert "canary" not in str(found)


@pytest.mark.parametrize("said", [{"status": 404}, {"body": b"{}"}, {"body": {"resourceType": "Patient"}}])
def test_no_capability_statement_does_not_stop(fetching, good, said):
    good.on("metadata", fetching.Said(**said))

    found = steps(fetching, good.base)

    assert not found["CapabilityStatement"][0]
    assert not found["FHIR version"][0]
    assert found["Patient search"][0]
    assert not found["Search AllergyIntolerance"][0]
    assert len(found) < 20


def test_an_unknown_version_is_said(fetching, site):
    site.on("metadata", fetching.capability(["Patient"], version="9.9"))

    assert not steps(fetching, site.base)["FHIR version"][0]


@pytest.mark.parametrize("path", ["Patient", "metadata"])
def test_a_refused_sign_in_stops_there(fetching, good, path):
    good.on(path, fetching.Said(status=401))

    found = steps(fetching, good.base, sign_in=SignIn.BEARER)

    assert found["Connection"][0]
    assert found["Sign-in"][0] is False
    assert "not tried" in found["Patient search"][1]
    assert len(good.asked(path)) == (2 if path == "metadata" else 1)  # once without a sign-in, once with it
    assert len(good.asked("Patient")) == (0 if path == "metadata" else 1)


def test_a_secret_that_is_missing_is_a_matter_of_signing_in(fetching, site):
    class Missing:
        def headers(self, endpoint):
            raise SignInNeeded(endpoint.name, "no secret is stored for this source")

    found = steps(fetching, site.base, Missing())

    assert "no secret is stored" in found["Sign-in"][1]
    assert [heard.path for heard in site.heard] == ["metadata"]


def test_a_patient_search_that_fails_is_said(fetching, good):
    good.on("Patient", fetching.Said(status=403))

    found = steps(fetching, good.base)

    assert found["Sign-in"][0]
    assert not found["Patient search"][0]


class Held(Anonymous):
    """A sign-in that knows what was granted."""

    def __init__(self, *lines):
        self.session = self
        self.lines = lines

    def shown(self):
        return SignedIn(scopes=self.lines)


def test_rights_asked_for_and_granted_are_said_where_the_sign_in_knows(fetching, good):
    lines = (
        ScopeLine(what="Problems", asked=True, granted=True),
        ScopeLine(what="Allergies", asked=True, granted=False),
    )

    ok, words = steps(fetching, good.base, Held(*lines))["Rights"]

    assert not ok
    assert words == "not granted: Allergies; granted: Problems"
    assert steps(fetching, good.base, Held(lines[0]))["Rights"] == (True, "granted: Problems")
    assert "Rights" not in steps(fetching, good.base, Held())


@pytest.mark.parametrize(("hours", "words"), [(3, "3 hours ahead of"), (-0.5, "30 minutes behind")])
def test_clocks_that_differ_are_said(fetching, good, hours, words):
    def answer(handler):
        handler.send_response_only(404)
        when = datetime.now(UTC) + timedelta(hours=hours)
        handler.send_header("Date", format_datetime(when, usegmt=True))
        handler.send_header("Content-Length", "0")
        handler.end_headers()

    good.on("metadata", fetching.Said(act=answer))

    ok, said = steps(fetching, good.base)["Clock"]

    assert not ok
    assert words in said


def test_a_source_that_says_no_time_accuses_no_clock(fetching, good):
    def answer(handler):
        handler.send_response_only(404)
        handler.send_header("Content-Length", "0")
        handler.end_headers()

    good.on("metadata", fetching.Said(act=answer))

    assert steps(fetching, good.base)["Clock"][0]


@pytest.mark.parametrize("kind", [Kind.PDS, Kind.NRL, Kind.SCR])
def test_a_national_service_is_tried_without_a_capability_statement(fetching, site, kind):
    site.on("metadata", fetching.Said(status=404))

    found = steps(fetching, site.base, kind=kind)

    assert found["Connection"][0]
    assert found["CapabilityStatement"] == (True, "this kind of service has none, and none is needed")
    assert "Searches" not in found


def test_a_national_service_that_refuses_the_sign_in_says_so(fetching, site):
    site.on("metadata", fetching.Said(status=404))
    site.on("Patient/9990000018", fetching.Said(status=401))

    assert not steps(fetching, site.base, kind=Kind.PDS)["Sign-in"][0]


def test_steps_come_one_by_one_and_end_when_stopped(fetching, good):
    cancel = threading.Event()
    found = []
    for step in endpoint_steps(fetching.endpoint(good.base), Anonymous(), cancel=cancel):
        found.append(step[0])
        if step[0] == "Patient search":
            cancel.set()

    assert "Searches not tried" in found
    assert good.asked("Condition") == []


class Nobody:
    """A sign-in in the browser that nobody has made yet."""

    def headers(self, endpoint):
        raise SignInNeeded(endpoint.name, "nobody is signed in to this source")

    def renew(self, endpoint):
        del endpoint
        return False


def test_what_needs_no_sign_in_is_tried_where_nobody_is_signed_in(fetching, good):
    found = steps(fetching, good.base, Nobody(), sign_in=SignIn.SMART)

    assert found["Connection"][0]
    assert found["CapabilityStatement"][0]
    assert found["FHIR version"][0]
    assert found["Sign-in"] == (
        None,
        "not tried: nobody is signed in to this source. Sign in to this source, then test it again.",
    )
    assert found["Patient search"][0] is None
    assert [name for name, (ok, _) in found.items() if ok is False] == []


def test_a_capability_statement_behind_the_sign_in_is_asked_for_with_it(fetching, good):
    class Token:
        def headers(self, endpoint):
            del endpoint
            return {"Authorization": "Bearer t"}

        def renew(self, endpoint):
            del endpoint
            return False

    said = fetching.capability(["Patient", "Condition"])
    good.on(
        "metadata", lambda heard: said if heard.headers.get("Authorization") else fetching.Said(status=401)
    )

    assert steps(fetching, good.base, Token(), sign_in=SignIn.BEARER)["CapabilityStatement"][0]
    assert steps(fetching, good.base, Nobody(), sign_in=SignIn.SMART)["CapabilityStatement"][0] is None


def test_a_wrong_password_is_called_one_and_sent_once(fetching, good):
    good.on("Patient", fetching.Said(status=401))

    ok, words = steps(fetching, good.base, sign_in=SignIn.BASIC)["Sign-in"]

    assert ok is False
    assert words.startswith("the user name or password was not accepted (status 401)")
    assert "Sign in to this source again" not in words
    assert len(good.asked("Patient")) == 1


def test_pds_that_does_not_know_the_number_of_nobody_works(fetching, site):
    coding = {"system": "https://fhir.nhs.uk/R4/CodeSystem/Spine-ErrorOrWarningCode"}
    issue = {"severity": "error", "details": {"coding": [{**coding, "code": "RESOURCE_NOT_FOUND"}]}}
    outcome = {"resourceType": "OperationOutcome", "issue": [issue]}
    site.on("Patient/9990000018", fetching.Said(status=404, body=outcome))

    ok, words = steps(fetching, site.base, kind=Kind.PDS)["Patient search"]

    assert ok
    assert "knows nobody under the test's number, as is right" in words


@pytest.mark.parametrize("kind", [Kind.GP_CONNECT, Kind.GP_DOCUMENTS, Kind.SCR])
def test_a_service_that_must_not_be_asked_about_nobody_is_not_tried(fetching, site, kind):
    found = steps(fetching, site.base, kind=kind)

    assert found["Connection"][0]
    assert found["Sign-in"][0] is None
    assert found["Patient search"][0] is None
    assert "asked only for a patient whom PDS confirmed" in found["Patient search"][1]
    assert [heard.path for heard in site.heard] == ["metadata"]
