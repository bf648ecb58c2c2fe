"""A whole endpoint, from the first request to its end: order, sign-in, cancel, words."""

import threading
from dataclasses import replace

import pytest

from tests.fetch.authority import Authority
from viewer.errors import SignInNeeded, VaultError
from viewer.fetch.options import ClientCertificate
from viewer.source.answer import Asked, Ended, Outcome, SourceEnded
from viewer.source.gap import GapKind
from viewer.source.protocols import PatientQuery
from viewer.source.state import SourceState


class Signed:
    """A sign-in whose header a test can look for."""

    def __init__(self, error=None):
        self.error = error

    def headers(self, endpoint):
        if self.error:
            raise self.error
        return {"Authorization": "Bearer canary-secret"}

    def renew(self, endpoint):
        return False


def test_each_search_asked_ends_exactly_once_and_the_source_last(fetching, site):
    site.on("Condition", fetching.Said(body=fetching.bundle("1")))

    events = fetching.read(site).events

    asked = [event.search for event in events if isinstance(event, Asked)]
    ended = [event.search for event in events if isinstance(event, Ended)]
    assert sorted(asked) == sorted(ended)
    assert len(set(asked)) == len(asked)
    assert [event for event in events if isinstance(event, SourceEnded)] == [events[-1]]
    assert events[-1].state is SourceState.COMPLETE


def test_what_the_source_does_not_list_is_not_supported_and_never_asked(fetching, site):
    site.on("Condition", fetching.Said(body=fetching.bundle()))

    result = fetching.read(site)

    ended = result.ended("AllergyIntolerance")
    assert ended.outcome is Outcome.NOT_SUPPORTED
    assert [gap.kind for gap in ended.gaps] == [GapKind.NOT_SUPPORTED]
    assert "unknown" in result.why("AllergyIntolerance")
    assert {heard.path for heard in site.heard} == {"metadata", "Patient/1", "Condition"}


def test_the_capability_statement_is_read_once_for_find_and_read(fetching, site):
    source = fetching.source(site.base)
    list(source.find(PatientQuery(reference="Patient/1"), threading.Event()))
    list(source.read("Patient/1", threading.Event()))

    assert len(site.asked("metadata")) == 1


@pytest.mark.parametrize("body", [b"<html>", b'{"resourceType": "Bundle"}', b"{"])
def test_a_source_without_a_capability_statement_is_asked_for_everything_and_it_is_said(fetching, site, body):
    site.on("metadata", fetching.Said(body=body))

    result = fetching.read(site)

    assert {"AllergyIntolerance", "Condition", "MedicationRequest"} <= {heard.path for heard in site.heard}
    assert [gap.kind for gap in result.end.gaps] == [GapKind.NOTICE]
    assert result.ended("Patient").outcome is Outcome.COMPLETE


def test_a_failed_search_leaves_the_others_unharmed(fetching, site):
    site.on("metadata", fetching.capability(["Condition", "Flag"]))
    site.on("Condition", fetching.Said(body=fetching.bundle("1")))
    site.on("Flag", fetching.Said(status=500))

    result = fetching.read(site)

    assert result.ended("Condition").outcome is Outcome.COMPLETE
    assert result.ended("Flag").outcome is Outcome.FAILED
    assert result.end.state is SourceState.PARTIAL


def test_the_sign_in_is_sent_to_the_source_and_to_no_other(fetching, site):
    other = fetching.site()
    site.on("Condition", fetching.Said(status=302, headers={"Location": f"{other.base}/Condition"}))

    result = fetching.read(site, Signed())

    assert {heard.headers.get("Authorization") for heard in site.heard} == {"Bearer canary-secret"}
    assert other.heard == []
    assert "another server" in result.why("Condition")


def test_a_401_is_tried_once_and_denies_everything(fetching, site):
    site.on("Patient/1", fetching.Said(status=401))

    result = fetching.read(site, Signed())

    assert result.end.state is SourceState.DENIED
    assert result.ended("Condition").outcome is Outcome.DENIED
    assert "sign in" in result.why("Condition")
    assert [heard.path for heard in site.heard] == ["metadata", "Patient/1"]


@pytest.mark.parametrize(
    "error", [SignInNeeded("Acute trust", "no secret is stored"), VaultError("The keyring is locked")]
)
def test_without_a_secret_nothing_is_sent_and_it_is_said_why(fetching, site, error):
    result = fetching.read(site, Signed(error))

    assert site.heard == []
    assert result.end.state is SourceState.DENIED
    assert any(words in result.why("Condition") for words in ("no secret is stored", "keyring is locked"))


def test_a_source_that_is_not_there_fails_in_words_for_every_search(fetching, site):
    site.close()

    result = fetching.read(site)

    assert result.end.state is SourceState.FAILED
    assert "nothing answers at its address" in result.why("Condition")
    assert all(event.outcome is Outcome.FAILED for event in result.events if isinstance(event, Ended))


def test_a_bad_address_ends_in_words_without_any_request(fetching):
    source = fetching.source("http://fhir.example.org/r4")

    (end,) = source.read("Patient/1", threading.Event())

    assert end.state is SourceState.FAILED
    assert "https://" in end.gaps[0].why


def test_a_cancel_ends_at_once_even_while_the_source_is_silent(fetching, site):
    site.on("metadata", fetching.capability(["Condition", "Flag"]))
    site.on("Condition", fetching.Said(body=fetching.bundle("1")))
    site.on("Flag", fetching.Said(act=site.hang))
    cancel = threading.Event()
    events = []
    for event in fetching.source(site.base).read("Patient/1", cancel):
        events.append(event)
        if isinstance(event, Ended) and event.search == "Condition":
            cancel.set()

    ends = {event.search: event.outcome for event in events if isinstance(event, Ended)}
    assert ends["Condition"] is Outcome.COMPLETE
    assert ends["Flag"] is Outcome.CANCELLED
    assert events[-1].state is SourceState.CANCELLED


def test_a_cancel_before_the_start_asks_nothing_and_says_so(fetching, site):
    cancel = threading.Event()
    cancel.set()

    result = fetching.read(site, cancel=cancel)

    assert site.heard == []
    assert result.end.state is SourceState.CANCELLED
    assert result.ended("Condition").gaps[0].kind is GapKind.CANCELLED


def test_closing_the_iterator_ends_its_threads(fetching, site):
    site.on("metadata", fetching.capability(["Condition", "Flag"]))
    for path in ("Condition", "Flag"):
        site.on(path, fetching.Said(act=site.hang))
    before = {thread for thread in threading.enumerate() if thread.name.startswith("fetch")}
    events = fetching.source(site.base).read("Patient/1", threading.Event())
    while not (isinstance(event := next(events), Ended) and event.search == "Patient"):
        pass
    mine = {thread for thread in threading.enumerate() if thread.name.startswith("fetch")} - before

    events.close()

    for thread in mine:
        thread.join(10)
    assert not any(thread.is_alive() for thread in mine)


@pytest.mark.parametrize(
    ("query", "sent"),
    [
        (
            PatientQuery(nhs_number="9990000018"),
            {"identifier": "https://fhir.nhs.uk/Id/nhs-number|9990000018", "_count": "50"},
        ),
        (
            PatientQuery(family="O,Neil", given="Ann", birth_date="1941-03-02"),
            {"family": r"O\,Neil", "given": "Ann", "birthdate": "1941-03-02", "_count": "50"},
        ),
    ],
)
def test_find_asks_for_patients(fetching, site, query, sent):
    site.on("Patient", fetching.Said(body=fetching.bundle("1", "2", kind="Patient")))

    result = fetching.find(site, query)

    assert dict(site.asked("Patient")[0].query) == sent
    assert result.ids("Patient") == ["1", "2"]
    assert result.end.state is SourceState.COMPLETE


def test_find_refuses_an_answer_about_everybody(fetching, site):
    said = fetching.bundle("1", "2", kind="Patient", self_link=f"{site.base}/Patient?_count=50")
    site.on("Patient", fetching.Said(body=said))

    result = fetching.find(site, PatientQuery(nhs_number="9990000018"))

    assert result.answers("Patient") == []
    assert result.end.state is SourceState.FAILED


def test_find_by_reference_reads_that_patient(fetching, site):
    result = fetching.find(site, PatientQuery(reference="Patient/1"))

    assert len(result.answers("Patient")) == 1
    assert result.end.state is SourceState.COMPLETE


def test_find_for_nobody_says_so(fetching, site):
    result = fetching.find(site, PatientQuery())

    assert "nobody" in result.why("Patient")
    assert result.end.state is SourceState.FAILED


def test_no_name_number_secret_or_query_gets_into_a_log(fetching, site, caplog):
    caplog.set_level(1)
    site.on("Patient", fetching.Said(status=500, body=fetching.outcome("Canary Holroyd is not well")))

    result = fetching.find(site, PatientQuery(nhs_number="9990000018", family="Holroyd"), authoriser=Signed())

    assert result.end.state is SourceState.FAILED
    for canary in ("9990000018", "Holroyd", "canary", "identifier", "Patient?"):
        assert canary not in caplog.text


def test_a_client_certificate_that_ends_soon_is_noted_while_all_is_read(fetching, site, tmp_path):
    issued = Authority(tmp_path).issue(days=(-1, 9))
    client = ClientCertificate(file=issued.write("ours.pem", issued.pem, issued.pem_key()))

    found = fetching.read(site, options=replace(fetching.QUICK, client=client))

    (note,) = [gap for gap in found.end.gaps if "client certificate" in gap.what]
    assert note.kind is GapKind.NOTICE
    assert "ends in 8 days" in note.why
