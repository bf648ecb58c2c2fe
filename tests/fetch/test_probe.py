"""Trying an endpoint: each step in words, none left out."""

import pytest

from viewer.auth.authorise import Anonymous
from viewer.errors import SignInNeeded
from viewer.fetch.probe import STEPS
from viewer.fetch.probe import test_endpoint as probe


def steps(fetching, base, authoriser=None):
    found = probe(fetching.endpoint(base), authoriser or Anonymous())
    assert tuple(name for name, _, _ in found) == STEPS
    assert all(words for _, _, words in found)
    return {name: (ok, words) for name, ok, words in found}


def test_a_good_endpoint_passes_every_step(fetching, site):
    site.on("Patient", fetching.Said(body=fetching.bundle(kind="Patient")))

    found = steps(fetching, site.base)

    assert all(ok for ok, _ in found.values())
    assert "R4" in found["FHIR version"][1]


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
    assert "not tried" in found["Certificate"][1]


def test_a_server_that_speaks_no_tls_stops_at_the_certificate(fetching, site):
    found = steps(fetching, site.base.replace("http://", "https://"))

    assert found["Connection"][0]
    assert not found["Certificate"][0]


@pytest.mark.parametrize("said", [{"status": 404}, {"body": b"{}"}, {"body": {"resourceType": "Patient"}}])
def test_no_capability_statement_does_not_stop(fetching, site, said):
    site.on("metadata", fetching.Said(**said))
    site.on("Patient", fetching.Said(body=fetching.bundle(kind="Patient")))

    found = steps(fetching, site.base)

    assert not found["CapabilityStatement"][0]
    assert not found["FHIR version"][0]
    assert found["Patient search"][0]


def test_an_unknown_version_is_said(fetching, site):
    site.on("metadata", fetching.capability(["Patient"], version="9.9"))

    assert not steps(fetching, site.base)["FHIR version"][0]


def test_a_refused_sign_in_stops_there(fetching, site):
    site.on("Patient", fetching.Said(status=401))

    found = steps(fetching, site.base)

    assert not found["Sign-in"][0]
    assert "not tried" in found["Patient search"][1]


def test_a_secret_that_is_missing_is_a_matter_of_signing_in(fetching, site):
    class Missing:
        def headers(self, endpoint):
            raise SignInNeeded(endpoint.name, "no secret is stored for this source")

    found = steps(fetching, site.base, Missing())

    assert "no secret is stored" in found["Sign-in"][1]
    assert site.heard == []


def test_a_search_that_fails_is_said(fetching, site):
    site.on("Patient", fetching.Said(status=403))

    found = steps(fetching, site.base)

    assert found["Sign-in"][0]
    assert not found["Patient search"][0]
