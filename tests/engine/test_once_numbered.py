"""Whoever is opened by name is asked for by number where that alone is known, once it is borne out."""

import json
from dataclasses import replace

import pytest

from tests.engine.test_national_window import settled, states
from tests.engine.window import HOLROYD
from viewer.demo.handle import start_demo
from viewer.engine.messages import Find, Found, OpenPatient, Retry, UseDemo
from viewer.engine.once_numbered import ask_by_number
from viewer.source.protocols import PatientQuery
from viewer.store.audit import demo_audit_file

BY_NUMBER = ("gpc", "gpc-documents", "nrl", "imms")
NAMED = PatientQuery(family="Holroyd", given="Margaret", birth_date="1942-03-08")


@pytest.fixture(scope="module")
def servers():
    with start_demo(national=True) as running:
        yield running


@pytest.fixture
def national(servers):
    yield servers
    for site in servers.ids:
        servers.control(site, {"kind": "none"})


def named(talk, national, query=NAMED):
    talk.send(UseDemo(endpoints=national.endpoints, secrets=national.secrets))
    talk.send(Find(generation=3, query=query))
    return talk.until(lambda m: isinstance(m, Found) and m.settled and m.generation == 3)


def opened(talk, national, query=NAMED, where=lambda row: row.group == 0):
    found = named(talk, national, query)
    rows = tuple((row.source, row.reference, False) for row in found.candidates if where(row))
    talk.send(OpenPatient(generation=4, patients=rows, query=query))
    return found


def test_before_a_person_is_opened_they_wait_for_the_number(talk, national):
    found = named(talk, national)

    waiting = [one for one in found.sources if one.id in {national.ids[key] for key in BY_NUMBER}]
    assert {one.state for one in waiting} == {"waiting"}
    assert all("NHS number" in one.words for one in waiting)


def test_a_person_opened_by_name_is_read_everywhere_as_one_opened_by_number(talk, national):
    talk.open(national, HOLROYD)
    by_number = states(national, talk.until(settled))
    opened(talk, national)
    by_name = states(national, talk.until(lambda message: settled(message) and message.generation == 4))

    assert by_name == by_number
    assert {by_name[key] for key in BY_NUMBER} <= {"complete", "partial"}


def test_the_new_questions_are_in_the_audit_trail(talk, national):
    opened(talk, national)
    talk.until(settled)
    lines = [json.loads(line) for line in demo_audit_file().read_text("utf-8").splitlines()]

    by_name, chosen, by_number = [line for line in lines if line["action"] != "denied"][-3:]
    assert [line["action"] for line in (by_name, chosen, by_number)] == ["search", "open", "search"]
    assert len(by_number["sources"]) == len(BY_NUMBER)
    assert (by_name["patient"], by_number["patient"]) == ("", chosen["patient"])


def test_what_failed_by_number_is_asked_by_number_again(talk, national):
    national.control("imms", {"kind": "dead"})
    opened(talk, national)
    assert states(national, talk.until(settled))["imms"] == "failed"
    national.control("imms", {"kind": "none"})

    talk.send(Retry(generation=4, source=national.ids["imms"]))

    again = talk.until(lambda m: settled(m) and states(national, m)["imms"] != "failed")
    assert states(national, again)["imms"] == "partial"


def test_no_practice_is_asked_before_pds_and_asking_again_asks_pds_first(talk, national):
    national.control("pds", {"kind": "dead"})
    opened(talk, national, where=lambda row: row.source == national.ids["ooh"])
    first = states(national, talk.until(settled))
    assert (first["pds"], first["gpc"], first["nrl"]) == ("failed", "denied", "complete")
    national.control("pds", {"kind": "none"})

    talk.send(Retry(generation=4, source=national.ids["gpc"]))

    again = talk.until(lambda m: settled(m) and states(national, m)["gpc"] != "denied")
    assert (states(national, again)["pds"], states(national, again)["gpc"]) == ("complete", "partial")


@pytest.mark.parametrize(
    ("query", "words"),
    [
        (PatientQuery(nhs_number="9990061122"), "PDS says that this NHS number was declared invalid"),
        (PatientQuery(family="Fenwick-Test", birth_date="1980-01-01"), "More than 50 people match"),
    ],
)
def test_why_pds_gives_nobody_is_said_first(talk, national, query, words):
    said = named(talk, national, query).words

    assert said.startswith(words)
    assert "do not use it" in said or "Refine the search" in said


def test_the_next_person_of_the_same_search_is_asked_for_by_their_own_number(talk, national):
    twins = PatientQuery(family="Thornber", birth_date="2015-06-21")
    found = opened(talk, national, twins)
    talk.until(settled)
    first = talk.conversation.record.nhs_number
    others = tuple((row.source, row.reference, False) for row in found.candidates if row.group == 1)

    talk.send(OpenPatient(generation=5, patients=others, query=twins))
    talk.until(lambda message: settled(message) and message.generation == 5)

    record = talk.conversation.record
    assert record.nhs_number not in {"", first}
    assert set(talk.conversation.hunt.numbers.values()) == {record.nhs_number}
    assert {link.patient.nhs_number for link in record._links} == {record.nhs_number}
    assert first not in {
        one.nhs_number for one in record.found.surveys[national.ids["gpc"]].patients.values()
    }


def test_a_number_that_nobody_bears_out_is_told_to_pds_alone_until_it_is_borne_out(talk, national):
    opened(talk, national, PatientQuery(family="Dunne-Fairhurst", birth_date="1978-04-21"))
    alone = talk.until(settled)
    at = talk.conversation
    told = {one.id: one.words for one in alone.sources}
    assert all("not verified" in told[national.ids[key]] for key in (*BY_NUMBER, "scr"))
    assert set(at.hunt.numbers) == {national.ids["pds"]}
    assert not ask_by_number(at.desk, at.hunt, at.record)

    number, traces = at.record.nhs_number, at.desk.setting.session.traces
    traces.note(replace(traces.of(number), family="Dunne-Fairhurst", given="Kate"))
    assert ask_by_number(at.desk, at.hunt, at.record)

    assert set(at.hunt.numbers) == {national.ids[key] for key in ("pds", *BY_NUMBER)}
    asked = talk.until(
        lambda message: settled(message) and states(national, message)["nrl"] in {"complete", "no-patient"}
    )
    assert states(national, asked)["scr"] == "denied"
