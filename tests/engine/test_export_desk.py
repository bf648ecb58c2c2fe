"""What leaves the program: allowed, audited before, made whole and in pieces."""

import json

import msgspec
import pytest

from tests.engine.files import written
from tests.engine.window import settled
from tests.ips import faults
from tests.load.answers import allergy, observation, patient
from viewer.engine import export_desk
from viewer.engine.export_messages import AskExport, CancelExport, Exported, ExportRefused
from viewer.engine.messages import AskPage, OpenFiles
from viewer.record.as_ips import NOT_VALIDATED
from viewer.record.paper import Paper, Part
from viewer.store.audit import audit_file
from viewer.store.policy import Policy


@pytest.fixture(autouse=True)
def own_home(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))


@pytest.fixture
def opened(tmp_path, talk):
    def begin(*resources):
        talk.send(OpenFiles(generation=3, paths=(written(tmp_path, "a.json", patient(), *resources),)))
        talk.until(settled)
        return talk.conversation.record

    return begin


def exported(talk, form, part=None, ticket=7):
    talk.send(AskExport(generation=3, ticket=ticket, form=form, part=part))
    last = talk.until(lambda m: isinstance(m, Exported | ExportRefused) and getattr(m, "last", True))
    if isinstance(last, ExportRefused):
        return last, ""
    pieces = [m.text for m in talk.said if isinstance(m, Exported) and m.ticket == ticket]
    return last, "".join(pieces)


def trail():
    files = audit_file().parent.glob("audit*.jsonl")
    return [json.loads(line) for file in files for line in file.read_text("utf-8").splitlines()]


def test_the_whole_record_on_paper_is_told_with_its_audit_line_before(talk, opened):
    opened(observation(), allergy())

    last, text = exported(talk, "print")

    paper = msgspec.json.decode(text, type=Paper)
    assert paper.title == "Whole record"
    assert {block.text for block in paper.blocks} >= {"Potassium", "Allergy to penicillin"}
    assert last.generation == 3
    assert last.file_name.startswith("tributary-record-")
    assert (trail()[-1]["action"], trail()[-1]["what"]) == ("print", "whole record on paper")


def test_one_page_holds_the_rows_that_the_window_names(talk, opened):
    record = opened(observation(), allergy())
    key = next(key for key, one in record.entries.items() if one.title == "Potassium")

    _, text = exported(talk, "pdf", Part(title="Results", entries=(key,)))

    entries = [block.text for block in msgspec.json.decode(text, type=Paper).blocks if block.kind == "entry"]
    assert entries == ["Potassium"]
    assert (trail()[-1]["action"], trail()[-1]["what"]) == ("export", "one page as PDF")


def test_a_table_of_a_page_and_of_the_whole_record(talk, opened):
    record = opened(observation(), allergy())
    key = next(key for key, one in record.entries.items() if one.title == "Potassium")

    _, page = exported(talk, "csv", Part(title="Results", entries=(key,)))
    _, whole = exported(talk, "csv", ticket=8)

    assert "Potassium" in page
    assert "penicillin" not in page.split("Date,Kind", 1)[1]
    assert "penicillin" in whole.split("Date,Kind", 1)[1]
    assert "One page of the record only" in page
    assert "Every entry of the record" in whole


def test_a_summary_keeps_its_rules_and_says_what_was_not_done(talk, opened):
    opened(observation(), allergy())

    last, text = exported(talk, "ips")

    assert faults(json.loads(text)) == []
    assert NOT_VALIDATED in last.words
    assert last.file_name.endswith(".json")


def test_the_patients_copy_says_beside_it_what_was_kept_back(talk, opened):
    opened(observation())

    last, text = exported(talk, "patient")

    assert text.startswith("<!doctype html>")
    assert "hand it over" in last.words


def test_a_large_text_comes_in_pieces_that_make_it_whole(talk, opened, monkeypatch):
    monkeypatch.setattr(export_desk, "PIECE", 100)
    opened(observation())

    _, text = exported(talk, "ips")

    assert len([m for m in talk.said if isinstance(m, Exported)]) > 10
    assert json.loads(text)["resourceType"] == "Bundle"


@pytest.mark.parametrize(
    ("forbidden", "form", "words"),
    [("allow_print", "print", "Printing is not allowed"), ("allow_export", "csv", "Saving a record")],
)
def test_what_policy_forbids_is_refused_in_words_and_not_made(talk, opened, forbidden, form, words):
    opened(observation())
    talk.setting.policy = Policy(**{forbidden: False})

    refused, _ = exported(talk, form)

    assert refused.what.startswith(words)
    assert "your organisation's policy" in refused.what
    last = trail()[-1]
    assert (last["action"], last["what"].endswith("off by policy")) == ("refusal", True)
    assert "export" not in {line["action"] for line in trail()} | {line["what"] for line in trail()}


def test_without_a_record_there_is_nothing_to_print(talk):
    refused, _ = exported(talk, "print")

    assert refused.what == "There is no record on screen"


def test_what_cannot_be_made_is_refused_in_words(talk, tmp_path):
    talk.send(OpenFiles(generation=3, paths=(written(tmp_path, "a.json", observation(subject="")),)))
    talk.until(settled)

    refused, _ = exported(talk, "ips")

    assert "no source says whose record this is" in refused.what


def test_one_that_nobody_waits_for_ends(talk, opened, monkeypatch):
    monkeypatch.setattr(export_desk, "PIECE", 10)
    opened(observation())
    talk.send(AskExport(generation=3, ticket=7, form="patient"))
    talk.send(CancelExport(generation=3, ticket=7))

    last, _ = exported(talk, "csv", ticket=8)

    assert last.last
    assert not any(isinstance(m, Exported) and m.ticket == 7 and m.last for m in talk.said)


def test_a_page_of_its_own_goes_on_paper_as_it_stands_on_screen(talk, opened):
    record = opened(observation(), allergy())
    talk.send(AskPage(generation=3, page="patient"))

    _, text = exported(talk, "pdf", Part(title="Patient", page="patient"))
    _, table = exported(talk, "csv", Part(title="Patient", page="patient"), ticket=8)

    blocks = msgspec.json.decode(text, type=Paper).blocks
    assert "NHS No." in " ".join(block.text for block in blocks) or len(blocks) > 5
    assert not any("No rows" in block.text for block in blocks)
    assert "What,Sources differ" in table
    assert record.pages.page == "patient"


def test_a_page_that_is_on_screen_no_more_is_printed_by_its_rows(talk, opened):
    record = opened(observation())
    key = next(iter(record.entries))

    _, text = exported(talk, "pdf", Part(title="Results", page="results", entries=(key,)))

    assert "Potassium" in [block.text for block in msgspec.json.decode(text, type=Paper).blocks]


def test_the_summary_has_its_disagreements_and_then_its_rows(talk, opened):
    record = opened(observation())
    talk.send(AskPage(generation=3, page="summary"))

    _, text = exported(talk, "pdf", Part(title="Summary", page="summary", entries=tuple(record.entries)))

    said = [block.text for block in msgspec.json.decode(text, type=Paper).blocks]
    assert "Where sources disagree (0)" in said
    assert "Potassium" in said
