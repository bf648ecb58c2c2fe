"""What was on the screen at a moment, asked for by a command: in words, as JSON, as a table, of the right trail."""

import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from viewer.engine.setting import open_setting
from viewer.source.endpoint import Endpoint
from viewer.source.origin import Origin, SourceKind
from viewer.source.shown import Shown, ShownSource
from viewer.store.audit import Action, audit_file

ID = "e" * 32
GP = Origin(id=ID, name="GP", kind=SourceKind.ENDPOINT, base="https://gp.example/fhir")
HASH = "ab" * 32


@pytest.fixture(autouse=True)
def place(keyring, monkeypatch):
    monkeypatch.setattr("viewer.store.audit_system_log.SOCKETS", ())
    return keyring


def at(minute):
    return datetime(2026, 11, 22, 2, minute, tzinfo=UTC).isoformat()


def note(*shown, opening="o-1"):
    setting = open_setting()
    for one in shown:
        act, guarded = setting.act_of(Action.SHOWN, [GP], "9990000018")
        setting.note(replace(act, request=opening, shown=one), guarded=guarded)


@pytest.fixture
def trail():
    source = ShownSource(id=ID, state="complete", retrieved=at(4), pages=3, entries=1283, answers=HASH)
    first = Shown(at=at(5), page="glance", settled=True, sources=(source,), rows=1283, view="cd" * 32)
    then = replace(first, at=at(15), page="results", before=at(14), passed=3)
    note(first, then, Shown(at=at(20), ended=True))
    return audit_file()


def test_what_was_on_the_screen_is_said_with_page_answers_and_hash(run, trail):
    code, out, err = run("audit", "shown", "--at", "22-Nov-2026 02:10")

    assert code == 0
    assert "At 22-Nov-2026 02:10:00:" in out
    assert "opened as o-1; line 1." in out
    assert "On the screen since 22-Nov-2026 02:05:00, until 22-Nov-2026 02:14:00." in out
    assert "Page: At a glance. No filter." in out
    assert (
        f"complete, as of 22-Nov-2026 02:04:00, 1,283 entries in 3 pages. Hash of the answers: {HASH}." in out
    )
    assert "Not kept: the answers themselves cannot be shown again" in out
    assert "9990000018" not in out + err


def test_before_and_after_nothing_was_on_the_screen(run, trail):
    for moment in ("22-Nov-2026 02:04", "2026-11-22 02:20:00"):
        assert "Nothing was on the screen." in run("audit", "shown", "--at", moment)[1]


def test_while_it_was_changing_both_sides_are_said(run, trail):
    out = run("audit", "shown", "--at", "2026-11-22T02:14:30")[1]

    assert "the screen was changing: 3 changes within seconds have no line of their own." in out
    assert out.index("Page: At a glance.") < out.index("Page: Results.")


def test_json_and_a_table_are_noted_as_an_export_first(run, trail):
    code, out, _ = run("audit", "shown", "--at", "22-Nov-2026 02:10", "--format", "json")
    (record,) = json.loads(out)["records"]
    assert code == 0
    assert record["shown"]["sources"][0]["answers"] == HASH
    assert len(record["patient"]) == 32

    code, out, _ = run("audit", "shown", "--at", "22-Nov-2026 02:14", "--format", "csv")
    assert code == 0
    assert out.count(HASH) == 2
    assert "Record opened as o-1" in out
    noted = [json.loads(line) for line in trail.read_text().splitlines() if '"export"' in line]
    assert [line["what"] for line in noted] == [
        "what was on the screen as json",
        "what was on the screen as csv",
    ]
    assert (
        "Nothing was on the screen."
        in run("audit", "shown", "--at", "22-Nov-2026 03:10", "--format", "csv")[1]
    )


def test_an_end_that_nobody_noted_is_said_and_older_ones_are_counted(run, trail):
    for opening, minute in (("o-2", 30), ("o-3", 31), ("o-4", 32)):
        note(Shown(at=at(minute), page="glance"), opening=opening)

    out = run("audit", "shown", "--at", "22-Nov-2026 02:31")[1]
    assert "opened as o-3" in out
    assert "No end is noted: it is still on the screen, or the program ended unseen." in out
    assert "Of 1 older record no end is noted" in out
    assert "Of 2 older records no end is noted" in run("audit", "shown", "--at", "22-Nov-2026 02:40")[1]


def test_an_edited_trail_is_said_not_to_be_whole(run, trail):
    trail.write_text(trail.read_text().replace('"page": "glance"', '"page": "results"'))

    code, out, err = run("audit", "shown", "--at", "22-Nov-2026 02:10")
    assert code == 3
    assert "Page: Results." in out
    assert "the trail is not whole" in err


def test_where_the_export_cannot_be_noted_it_is_printed_and_said(run, trail, tmp_path, monkeypatch):
    monkeypatch.setattr("viewer.store.audit_file._opened", _refuses)

    code, out, err = run("audit", "shown", "--at", "22-Nov-2026 02:10", "--format", "json")
    assert code == 3
    assert json.loads(out)["records"]
    assert "that it is exported is not in the trail" in err


def _refuses(_path):
    raise OSError(28, "No space left on device")


@pytest.mark.parametrize(
    "moment", ["yesterday", "31-Foo-2026 02:10", "2026-13-01 02:10", "30-Feb-2026 02:10"]
)
def test_what_is_no_moment_is_refused_in_words(run, moment, capsys):
    code, _, _ = run("audit", "shown", "--at", moment)

    assert code == 2
    assert 'a moment is written "22-Nov-2026 02:10"' in capsys.readouterr().err


def test_a_source_is_called_by_its_name_where_it_is_set_up(run, trail):
    setting = open_setting()
    setting.keep((Endpoint(id=ID, name="Mill Surgery", care_setting="", base_url="https://gp.example/fhir"),))

    assert "Mill Surgery: complete" in run("audit", "shown", "--at", "22-Nov-2026 02:10")[1]
