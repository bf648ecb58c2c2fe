"""What the engine does while nobody asks."""

import subprocess
import sys

import msgspec

from tests.engine.files import written
from tests.engine.window import settled
from tests.load.answers import observation, patient
from viewer.engine.ahead import work_ahead
from viewer.engine.messages import AskDetail, AskPage, Detail, OpenFiles, PageGiven, Refused, Rows
from viewer.record.pages.register import AHEAD, PAGES

DATES = {"by": "dates", "a": "2020-06-01T12:00:00+00:00", "b": "2022-06-01T12:00:00+00:00"}
MANY = 6000  # references: some pieces of reading


def report(number, count):
    return {
        "resourceType": "DiagnosticReport", "id": f"r{number}", "status": "final", "code": {"text": "Bloods"},
        "subject": {"reference": "Patient/1"},
        "result": [{"reference": f"Observation/{place}"} for place in range(count)],
    }  # fmt: skip


def opened(talk, tmp_path):
    """A record that is settled and told, of which nothing has been read ahead."""
    resources = (patient(), observation("7"), report(1, MANY), report(2, 8))
    talk.send(OpenFiles(generation=1, paths=(written(tmp_path, "a.json", *resources),)))
    talk.until(settled)
    talk.tell()
    return {row.title: row.id for said in talk.said if isinstance(said, Rows) for row in said.upserts}


def rest(talk):
    count = 0
    while work_ahead(talk.conversation, idle=True):
        count += 1
    return count


def details(talk):
    return [said for said in talk.said if isinstance(said, Detail)]


def referring(detail):
    return [link for link in detail.links if not link.towards]


def test_nothing_is_to_be_done_before_a_record_is_open(talk):
    assert not work_ahead(talk.conversation, idle=True)


def test_the_engine_starts_without_numpy_and_loads_it_while_nobody_asks():
    code = (
        "import sys, viewer.engine.process; late = 'numpy' not in sys.modules; "
        "from viewer.engine.ahead import _load_ahead; _load_ahead(); "
        "sys.exit(not (late and 'viewer.engine.seek_desk' in sys.modules))"
    )

    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_a_detail_is_told_at_once_says_that_it_still_looks_and_is_told_again_when_all_is_read(talk, tmp_path):
    rows = opened(talk, tmp_path)
    talk.send(AskDetail(generation=1, entry=rows["Potassium"]))
    (first,) = details(talk)
    assert [link.looking for link in referring(first)] == [True]
    assert work_ahead(talk.conversation, idle=False)  # somebody waits for it: it goes on beside other work
    assert rest(talk) > 1

    _, whole = details(talk)
    assert whole.entry == first.entry
    assert whole.generation == first.generation
    assert [link.looking for link in referring(whole)] == [False, False]
    assert any("Not every record" in note for note in first.around.notes)
    assert not any("Not every record" in note for note in whole.around.notes)
    assert msgspec.structs.replace(whole, links=(), around=first.around) == msgspec.structs.replace(
        first, links=(), sequence=whole.sequence
    )
    talk.send(AskDetail(generation=1, entry=rows["Potassium"]))
    assert referring(details(talk)[-1]) == referring(whole)
    assert not work_ahead(talk.conversation, idle=True)


def test_a_line_that_has_left_meanwhile_is_told_no_more(talk, tmp_path):
    rows = opened(talk, tmp_path)
    talk.send(AskDetail(generation=1, entry=rows["Potassium"]))
    talk.conversation.record.entries.pop(rows["Potassium"])
    rest(talk)

    assert len(details(talk)) == 1
    assert not any(isinstance(said, Refused) for said in talk.said)


def test_it_waits_for_what_the_sources_still_send(talk, tmp_path):
    opened(talk, tmp_path)

    assert not work_ahead(talk.conversation, idle=False)


def test_pages_say_the_same_whether_they_were_worked_out_ahead_or_not(talk, tmp_path):
    opened(talk, tmp_path)
    given = []
    for _ in range(2):
        for page in PAGES:
            talk.send(AskPage(generation=1, page=page))
        given.append([said.body for said in talk.said if isinstance(said, PageGiven)][-len(PAGES) :])
        talk.conversation.record.pages = type(talk.conversation.record.pages)()
        rest(talk)

    assert given[0] == given[1]


def test_a_page_that_takes_long_says_how_far_it_is_and_is_told_when_it_is_made(talk, tmp_path, monkeypatch):
    opened(talk, tmp_path)
    talk.send(AskPage(generation=1, page="compare", options=DATES))
    at_once = next(said.body for said in talk.said[::-1] if isinstance(said, PageGiven))
    monkeypatch.setattr("viewer.engine.page_desk._AT_ONCE_S", 0.0)
    talk.send(AskPage(generation=1, page="compare", options=DATES))
    waits = next(said for said in talk.said[::-1] if isinstance(said, PageGiven))
    assert (waits.body.problem, waits.settled) == (f"Comparing ... {waits.body.share} %", False)
    assert (waits.body.a, waits.body.total) == (at_once.a, 0)
    talk.send(AskDetail(generation=1, entry="no such line"))  # a question goes first
    assert isinstance(talk.said[-1], Refused)
    rest(talk)

    pages = [said for said in talk.said if isinstance(said, PageGiven)]
    assert pages[-1].body == at_once
    assert pages[-1].settled
    assert pages[-1].generation == 1


def test_steps_are_taken_once_for_a_record_and_again_for_what_has_changed(talk, tmp_path):
    opened(talk, tmp_path)
    record, now = talk.conversation.record, talk.conversation.now()
    taken = [record.pages.ahead(record.load, record.shown, now) for _ in range(len(AHEAD) + 3)]
    assert taken == [True] * (len(AHEAD) + 2) + [False]  # words and copies of so few lines are a piece each
    list(record.screen(now.date()))

    assert record.pages.ahead(record.load, record.shown, now)
