"""What the screen shows of a live record is in the trail: on change, without words, until it has left."""

import json
from datetime import UTC, datetime

import pytest

from tests.account import works_as
from tests.engine.live import HOLROYD, LiveTalk, lines, live
from viewer.engine.ahead import work_ahead
from viewer.engine.export_messages import AskExport, Exported
from viewer.engine.messages import CloseRecord, Glance, Retry
from viewer.engine.seek_messages import Seek
from viewer.engine.shown_messages import AskShown, ShownMoments, Turned
from viewer.engine.shown_state import source_shown
from viewer.engine.shown_writing import ShownWriting
from viewer.store.audit import audit_file
from viewer.store.audit_lines import read_lines
from viewer.store.audit_verify import verify
from viewer.timeline.search.picks import Picks

LONG_S = 20


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    works_as(monkeypatch, "a.okafor")


@pytest.fixture
def talk(demo, tmp_path):
    made = LiveTalk(tmp_path, live(demo, "gp"), personal_accounts=True)
    made.conversation.beside.shown.writing = ShownWriting(every_s=0)
    yield made
    made.conversation.beside.shown.close(LONG_S)
    made.conversation.beside.errands.close(LONG_S)
    made.end()


@pytest.fixture
def opened(talk):
    talk.open_found(talk.find())
    talk.until(lambda one: isinstance(one, Glance) and one.settled)
    return talk


def look(talk):
    """Have the engine look, and wait until what it saw is written."""
    desk = talk.conversation.beside.shown
    work_ahead(talk.conversation, idle=False)
    desk.writing.close(LONG_S)
    desk.writing = ShownWriting(every_s=0)


def shown():
    return [line["shown"] for line in lines("shown")]


def test_a_settled_record_is_a_line_with_its_answers_hashed_and_no_word_of_it(opened, demo):
    look(opened)

    (line,) = lines("shown")
    (source,) = line["shown"]["sources"]
    load = opened.conversation.record.load.source(demo.ids["gp"])
    assert line["request"] == lines("open")[0]["request"]
    assert line["patient"] == lines("open")[0]["patient"] != ""
    assert line["shown"]["page"] == "glance"
    assert line["shown"]["settled"] is True
    assert line["shown"]["rows"] == len(opened.conversation.record.told.rows)
    assert source["state"] == load.state.value
    assert source["entries"] == len(load.entries)
    assert source["pages"] == len(load.page_numbers)
    assert len(source["answers"]) == len(line["shown"]["view"]) == 64
    text = audit_file().read_text("utf-8")
    for row in opened.conversation.record.told.rows.values():
        assert len(row.title) < 5 or row.title not in text
    assert HOLROYD not in text
    assert "Holroyd" not in text


def test_what_did_not_change_is_no_line_and_a_page_a_filter_and_as_at_are_one_each(opened):
    look(opened)
    look(opened)
    opened.conversation._dirty = True
    opened.tell()
    look(opened)
    assert len(shown()) == 1

    opened.send(Turned(page="results"))
    look(opened)
    picks = Picks(words="asthma", since="2020-01-01")
    opened.send(Seek(generation=2, number=1, picks=picks))
    look(opened)
    opened.send(Seek(generation=2, number=2, picks=Picks(known_by="2026-11-22T02:10:00+00:00")))
    look(opened)
    opened.send(Seek(generation=2, number=3, picks=Picks()))
    look(opened)

    said = [(one["page"], one.get("filters", []), one.get("known_by", "")) for one in shown()[1:]]
    assert said == [
        ("results", [], ""),
        ("results", ["words", "since"], ""),
        ("results", [], "2026-11-22T02:10:00+00:00"),
        ("results", [], ""),
    ]
    assert "asthma" not in audit_file().read_text("utf-8")


def test_the_same_answers_read_again_have_the_same_hash_and_a_failure_says_of_when_they_are(opened, demo):
    look(opened)
    demo.control("gp", {"kind": "dead"})
    opened.send(Retry(generation=2))
    opened.until(lambda one: isinstance(one, Glance) and one.settled)
    look(opened)

    before, after = (one["sources"][0] for one in (shown()[0], shown()[-1]))
    assert before["answers"] == after["answers"]
    assert "as_at" not in before
    assert after["as_at"]


def test_when_the_record_leaves_nothing_is_on_the_screen_and_the_next_one_is_apart(opened):
    look(opened)
    opened.send(CloseRecord(generation=3))
    opened.conversation.beside.shown.writing.close(LONG_S)

    first, last = lines("shown")
    assert last["shown"]["ended"] is True
    assert last["request"] == first["request"]
    assert opened.conversation.beside.shown.lines == ()
    assert opened.conversation.beside.shown.page == "glance"


def test_a_record_that_was_never_shown_leaves_no_line(talk):
    talk.open_found(talk.find())
    work_ahead(talk.conversation, idle=False)
    talk.conversation.beside.shown.close(LONG_S)

    assert shown() == []


def test_an_edited_line_is_found_by_the_check_of_the_trail(opened):
    look(opened)
    key = opened.setting._key
    assert verify(audit_file(), key).findings == []

    text = audit_file().read_text("utf-8")
    audit_file().write_text(text.replace('"page": "glance"', '"page": "results"'), "utf-8")

    assert verify(audit_file(), key).findings


def test_a_trail_that_takes_no_line_leaves_the_record_on_screen_says_so_and_is_tried_again(opened):
    audit = audit_file()
    kept = audit.with_name("kept")
    audit.rename(kept)
    audit.mkdir()
    desk = opened.conversation.beside.shown
    desk.writing = ShownWriting(every_s=0, again_s=3600)
    work_ahead(opened.conversation, idle=False)
    said = opened.until(lambda one: isinstance(one, Glance) and any("not noted" in n for n in one.notices))
    assert any("The record stays on the screen" in one for one in said.notices)
    assert desk.lines == ()

    audit.rmdir()
    kept.rename(audit)
    opened.send(Turned(page="results"))
    look(opened)
    assert [(one["page"], one["passed"]) for one in shown()] == [("results", 1)]


def test_the_window_is_told_each_moment_of_this_record_the_newest_first(opened):
    opened.send(AskShown(generation=2))
    assert [one for one in opened.said if isinstance(one, ShownMoments)][-1].moments == ()
    look(opened)
    opened.send(Turned(page="results"))
    look(opened)

    opened.send(AskShown(generation=2))

    said = [one for one in opened.said if isinstance(one, ShownMoments)][-1]
    assert said.generation == 2
    assert [
        "Results: page turned" in said.moments[0].line,
        "At a glance: opened" in said.moments[1].line,
    ] == [
        True,
        True,
    ]
    assert any("Hash of the answers" in words for words in said.moments[0].words)
    assert "not that somebody read them" in said.limits


def test_where_no_record_is_on_screen_there_is_no_moment(talk):
    talk.send(AskShown(generation=1))

    assert [one.moments for one in talk.said if isinstance(one, ShownMoments)] == [()]
    assert talk.conversation.beside.shown.table().rows == ()


def test_the_moments_are_exported_the_audited_way(opened):
    look(opened)
    opened.send(AskExport(generation=2, ticket=1, form="shown"))
    said = opened.until(lambda one: isinstance(one, Exported))

    assert said.file_name.startswith("tributary-on-screen-")
    assert "At a glance" in said.text
    assert shown()[0]["sources"][0]["answers"] in said.text
    assert lines("export")[-1]["what"] == "what was on the screen as CSV"


def test_lines_are_read_back_as_they_were_written(opened):
    look(opened)
    found = [line for line in read_lines(audit_file()) if line.shown is not None]

    assert [line.action for line in found] == ["shown"]
    assert found[0].shown == opened.conversation.beside.shown.lines[0]
    assert datetime.fromisoformat(found[0].shown.at).tzinfo == UTC
    assert len(json.dumps(lines("shown")[0])) < 2000


def test_searches_that_came_in_another_order_are_the_same_answer(opened, demo):
    record = opened.conversation.record
    (row,) = record.load.record().sources
    before = source_shown(record.load, row).answers
    load = record.load.source(demo.ids["gp"])
    by_search = {}
    for number in load.page_numbers:
        by_search.setdefault(load.pages.about(number).search, []).append(number)
    assert len(by_search) > 1

    load.page_numbers[:] = [number for search in reversed(by_search) for number in by_search[search]]

    assert source_shown(record.load, row).answers == before
