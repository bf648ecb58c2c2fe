"""``endpoint record``: a conversation as a file, nobody named in it, and nothing recorded by accident."""

import json
import re

import pytest

from tests.fetch.conftest import Site
from tests.manners.place import NHS_NUMBER, Place, fact, patient
from tests.recordings.replay import Replay
from tests.recordings.told import record_of, told_of
from viewer.demo.handle import start_demo
from viewer.engine import setting as settings
from viewer.source.endpoint import Kind
from viewer.store.endpoints import endpoints_file, save
from viewer.store.vault import MemoryVault


@pytest.fixture(autouse=True)
def vault(own_home, monkeypatch):
    found = MemoryVault()
    monkeypatch.setattr(settings, "vault", lambda: found)
    return found


@pytest.fixture
def site(run):
    found = Site()
    record = [patient(), *(fact("Condition", f"c-{n}", by="p") for n in range(7)), fact("Practitioner", "p")]
    Place(found, record)
    run(
        *("endpoint", "add", "--name", "GP", "--url", found.base, "--sign-in", "bearer"),
        typed="s3cret-token\n",
    )
    yield found
    found.close()


def test_a_conversation_is_written_and_replays_into_the_same_record(run, site, tmp_path):
    file = tmp_path / "gp.jsonl"

    code, out, said = run("endpoint", "record", "GP", "--patient", "-", "--to", file, typed=f"{NHS_NUMBER}\n")

    assert (code, out) == (0, "")
    assert "names and identifiers replaced" in said
    text = file.read_text("utf-8")
    for word in (NHS_NUMBER, "Holroyd", "Margaret", "s3cret", site.base, "Condition c-1", "Dr p"):
        assert word not in text
    with Replay(file.read_bytes()) as replay:
        told = told_of(record_of(replay))
        assert replay.unknown == []
    assert (told["state"], told["counts"]["as_entries"]) == ("complete", 7)
    assert told["supporting"] == ["Patient/patient-1", "Practitioner/practitioner-1"]


def test_somebody_who_is_not_there_is_recorded_as_not_there(run, site, tmp_path):
    file = tmp_path / "gp.jsonl"

    code = run("endpoint", "record", "GP", "--patient", "-", "--to", file, typed="Patient/9\n")[0]

    assert code == 0
    lines = [json.loads(line) for line in file.read_text("utf-8").splitlines()]
    assert lines[0]["asked"]["reference"] == "Patient/patient-1"
    assert {line["status"] for line in lines[1:]} == {200, 404}


def test_two_of_one_number_are_not_settled_and_only_the_search_is_recorded(run, site, tmp_path):
    Place(site, [patient(), patient("2")])

    code = run(
        *("endpoint", "record", "GP", "--patient", "-", "--to", tmp_path / "a.jsonl"), typed=f"{NHS_NUMBER}\n"
    )[0]

    assert code == 4


@pytest.mark.usefixtures("site")
@pytest.mark.parametrize(
    ("name", "typed", "words"), [("GP", "", "Say whom"), ("other", "1", "No source is called")]
)
def test_what_is_missing_is_said_and_nothing_is_written(run, tmp_path, name, typed, words):
    file = tmp_path / "a.jsonl"

    code, _, said = run("endpoint", "record", name, "--patient", "-", "--to", file, typed=typed)

    assert code == 2
    assert words in said
    assert not file.exists()


def test_a_file_that_cannot_be_written_is_said(run, site, tmp_path):
    (tmp_path / "no-folder").write_text("a file")

    code, _, said = run(
        *("endpoint", "record", "GP", "--patient", "-", "--to", tmp_path / "no-folder" / "a.jsonl"),
        typed=f"{NHS_NUMBER}\n",
    )

    assert code == 2
    assert "there is no folder" in said
    assert site.heard == []


def test_a_file_that_is_there_is_not_written_over(run, site, tmp_path):
    file = tmp_path / "a.jsonl"
    file.write_text("mine", "utf-8")

    code, _, said = run("endpoint", "record", "GP", "--patient", "-", "--to", file, typed=f"{NHS_NUMBER}\n")

    assert code == 2
    assert "is already there" in said
    assert (file.read_text("utf-8"), site.heard) == ("mine", [])


def test_a_source_that_nobody_is_signed_in_to_is_no_recording(run, site, vault, tmp_path):
    for name in vault.ids:
        vault.forget(name)

    code, _, said = run(
        *("endpoint", "record", "GP", "--patient", "-", "--to", tmp_path / "a.jsonl"), typed=f"{NHS_NUMBER}\n"
    )

    assert code == 1
    assert "nothing to record: no secret is stored" in said
    assert list(tmp_path.glob("*.jsonl")) == []


def test_what_is_wrong_with_the_settings_is_said_first(run, tmp_path, own_home):
    folder = own_home / "config" / "tributary"
    folder.mkdir(parents=True)
    (folder / "endpoints.json").write_text("{", "utf-8")

    said = run("endpoint", "record", "GP", "--patient", "-", "--to", tmp_path / "a.jsonl", typed="")[2]

    assert said.count("tributary: ") == 2
    assert said.rindex("tributary: ") == said.index("tributary: No source is called")


HOLROYD = "9990018421"
KINDS = {one.value for one in Kind} - {Kind.FHIR, Kind.SCR}


@pytest.fixture(scope="module")
def services():
    with start_demo(national=True) as demo:
        yield demo


@pytest.fixture
def configured(services, vault, own_home):
    """The simulated national services as a person would have set them up; returns their names by kind."""
    for name, secret in services.secrets.items():
        vault.store(name, secret)
    national = {one.kind.value: one for one in services.endpoints if one.kind is not Kind.FHIR}

    def keeping(*kinds):
        save(endpoints_file(), tuple(one for kind, one in national.items() if kind in kinds))
        return {kind: one.name for kind, one in national.items()}

    return keeping


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_a_national_service_is_recorded_and_replays_as_its_kind(run, configured, tmp_path, kind):
    names, file = configured(*KINDS), tmp_path / "a.jsonl"

    code, _, said = run("endpoint", "record", names[kind], "--patient", "-", "--to", file, typed=HOLROYD)

    assert code == 0, said
    text = file.read_text("utf-8")
    assert len(text.splitlines()) > 2
    for word in (HOLROYD, "Holroyd", "HOLROYD", "Margaret", "127.0.0.1"):
        assert word not in text
    assert not set(re.findall(r"\bPersonal-Demographics\b", text, re.IGNORECASE)), (
        "PDS is read beside it only"
    )
    with Replay(file.read_bytes()) as replay:
        told = told_of(record_of(replay))
        assert replay.unknown == []
    assert replay.kind.value == kind
    assert told["counts"]["received"] > 0
    assert not [words for words in told["gaps"] if "status 501" in words]


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("scr", "permission to view has been recorded"),
        ("gp-connect-structured", "has not been read from PDS in this session"),
    ],
)
def test_a_service_that_is_not_asked_gives_no_recording_and_says_why(run, configured, tmp_path, kind, words):
    names, file = configured(kind), tmp_path / "a.jsonl"

    code, _, said = run("endpoint", "record", names[kind], "--patient", "-", "--to", file, typed=HOLROYD)

    assert code == 1
    assert "so there is nothing to record" in said
    assert words in said
    assert not file.exists()
