"""From a number to one record with PDS and the Summary Care Record among the sources, over real HTTP."""

import json
from contextlib import contextmanager
from datetime import UTC, datetime
from threading import Event

import pytest

from viewer.demo.handle import start_demo
from viewer.engine.compose import Sources
from viewer.engine.gather import gather, one_record
from viewer.engine.persons import Wish
from viewer.engine.search import Search
from viewer.record.as_json import record_as_json
from viewer.record.as_text import as_text
from viewer.source.answer import Answer
from viewer.source.permission import Permission, PermissionKind, Relationship
from viewer.source.protocols import PatientQuery
from viewer.source.session import Session
from viewer.source.state import SourceState
from viewer.store.vault import MemoryVault

HOLROYD, ASHWORTH, DUNNE, OLD = "9990018421", "9990057915", "9990062781", "9990061114"


@pytest.fixture(scope="module")
def demo():
    with start_demo(national=True) as servers:
        yield servers


@contextmanager
def session_of(demo, keys):
    vault = MemoryVault()
    for endpoint_id, secret in demo.secrets.items():
        vault.store(endpoint_id, secret)
    session = Session()
    makes = Sources(endpoints=(), secrets=vault, session=session)
    wanted = {demo.ids[key] for key in keys}
    yield session, [makes.endpoint(one) for one in demo.endpoints if one.id in wanted]


def record_of(demo, number, keys=("pds", "acute", "community", "scr"), permit=None):
    with session_of(demo, keys) as (session, sources):
        if permit:
            session.permissions.record(permit)
        found = gather(sources, PatientQuery(nhs_number=number))
        return one_record(found, Wish(nhs_number=number), UTC)


def row(record, demo, key):
    (found,) = [one for one in record.sources if one.origin.id == demo.ids[key]]
    return found


def permission(number):
    return Permission(
        nhs_number=number,
        kind=PermissionKind.PERMISSION,
        relationship=Relationship.STATED,
        user="555254239107",
        when=datetime.now(UTC),
    )


def test_pds_leads_and_links_with_whom_it_bears_out(demo):
    record = record_of(demo, HOLROYD)
    linked = {link.patient.key.source for link in record.person.links}

    assert linked == {demo.ids[key] for key in ("pds", "acute", "community")}
    assert row(record, demo, "pds").state is SourceState.COMPLETE


def test_a_number_that_a_source_never_verified_is_linked_because_pds_traced_it_now(demo):
    record = record_of(demo, DUNNE, keys=("pds", "gp"))
    assert len(record.person.links) == 2


def test_without_permission_the_summary_is_withheld_in_words(demo):
    found = row(record_of(demo, HOLROYD), demo, "scr")

    assert found.state is SourceState.DENIED
    assert any("permission to view has not been recorded" in gap.why for gap in found.gaps)
    assert found.counts.received == 0


def test_with_permission_the_summary_is_part_of_the_record_and_says_that_it_is_a_part(demo):
    record = record_of(demo, HOLROYD, permit=permission(HOLROYD))
    found = row(record, demo, "scr")
    documents = [entry for entry in record.entries if entry.members[0].key.source == demo.ids["scr"]]

    assert {entry.members[0].key.type for entry in documents} == {"Composition", "DocumentReference"}
    assert any(gap.what == "A summary, not the record" for gap in found.gaps)
    assert not [one for one in record.quarantined if one.source == demo.ids["scr"]]


def test_a_replaced_number_opens_the_record_of_the_new_one_and_says_so_on_top(demo):
    record = record_of(demo, OLD, keys=("pds", "gp"))

    assert len(record.person.links) == 2
    assert record.person.links[0].patient.nhs_number == DUNNE
    assert "999 006 1114 was replaced by 999 006 2781" in record.notices[0]
    assert all(link.patient.nhs_number != OLD for link in record.person.links)


@pytest.mark.parametrize(
    ("number", "words"),
    [("9990061122", "declared invalid"), ("9990077002", "does not know this NHS number")],
)
def test_a_number_that_pds_does_not_let_stand_opens_nobody(demo, number, words):
    record = record_of(demo, number)
    assert record.person is None
    assert any(words in gap.why for gap in row(record, demo, "pds").gaps)


def test_people_found_by_name_stand_in_the_order_of_pds_and_without_its_score(demo):
    query = PatientQuery(family="Thornber", birth_date="2015-06-21")
    with session_of(demo, ["pds"]) as (_, sources):
        search = Search(sources, query, UTC)
        bodies = []
        for event in sources[0].find(query, Event()):
            bodies += [event.body] if isinstance(event, Answer) else []
            search.feed(event)
    sent = [f"Patient/{entry['resource']['id']}" for entry in json.loads(bodies[0])["entry"]]
    told = search.message(1)

    assert [row.reference for row in told.candidates] == sent
    assert b'"score"' in bodies[0]
    assert "score" not in str(told)
    assert "twin" in told.candidates[1].warning


def test_similar_names_are_offered_with_a_warning_only_after_nobody_was_found(demo):
    def told(**query):
        with session_of(demo, ["pds"]) as (_, sources):
            search = Search(sources, PatientQuery(birth_date="1942-03-08", given="Margret", **query), UTC)
            for event in sources[0].find(search.query, Event()):
                search.feed(event)
            return search.message(1)

    exact, fuzzy = told(family="Holroid"), told(family="Holroid", fuzzy=True)

    assert exact.similar
    assert "national audit trail" in exact.words
    assert not exact.candidates
    assert not fuzzy.similar
    assert [row.reference for row in fuzzy.candidates] == [f"Patient/{HOLROYD}"]


def test_of_whom_pds_calls_restricted_no_address_of_any_source_is_shown(demo):
    record = record_of(demo, ASHWORTH)
    said = json.dumps(record_as_json(record)) + as_text(record, UTC, datetime.now(UTC))

    assert len(record.person.links) == 3
    assert all(link.patient.restricted for link in record.person.links)
    assert "Old Foundry" not in said
    assert "EM1 9ZZ" not in said
