"""F5 over real HTTP: what failed keeps its data marked; what is new, changed and gone is told, nothing twice."""

import pytest

from tests.engine.changing import changing
from tests.engine.rested import count, news_page, read_again, rest
from tests.engine.talk import NOW, Talk
from tests.engine.window import rows_on_screen, settled
from tests.load.answers import LONDON, answer, asked, ended, loaded, observation, patient, source_ended, whole
from viewer.engine import record_news
from viewer.engine.ahead import work_ahead
from viewer.engine.endpoint_desk import EndpointDesk
from viewer.engine.messages import CloseRecord, Glance, Refused, Retry, UnlinkSource
from viewer.engine.news_messages import ReadAgain
from viewer.engine.record_news import Baseline, RecordNews
from viewer.errors import ViewerError
from viewer.source.domain import Domain
from viewer.source.gap import GapKind
from viewer.source.state import SourceState
from viewer.store.seen import Hashes, Looked
from viewer.timeline.news import Change

OOH, ACUTE = "Out-of-hours and ambulance", "Northmoor Acute Trust"


@pytest.fixture
def demo():
    with changing() as made:
        yield made


@pytest.fixture
def talk(tmp_path, demo):
    talking = Talk(tmp_path)
    talking.open(demo)
    talking.until(settled)
    rest(talking)
    yield talking
    talking.end()
    talking.conversation.beside.errands.close(30)


def glance(talk):
    return [one for one in talk.said if isinstance(one, Glance)][-1]


def source(talk, name):
    return next(one for one in glance(talk).sources if one.name == name)


def rows_of(talk, name):
    return {row.id: row for row in rows_on_screen(talk).values() if name in row.sources.split(", ")}


def group(page, name):
    return next(one for one in page.groups if one.source == name)


def test_reading_again_what_has_not_changed_says_nothing_new_of_every_source(talk):
    before = rows_on_screen(talk)
    told = read_again(talk)

    assert told.words.startswith("Read again at 12:00.")
    assert told.words.count("nothing new.") == 2
    assert not told.has_news
    assert rows_on_screen(talk).keys() == before.keys()
    assert "Since the last reading" in news_page(talk, since="reading").heading


def test_what_came_changed_was_retracted_and_went_is_told_and_nothing_of_it_twice(talk, demo):
    first, second, third, *_ = demo.held("ooh", "Observation")
    demo.remove("ooh", first)
    demo.change("ooh", second, status="entered-in-error")
    demo.change("ooh", third, status="corrected", note=[{"text": "Repeated"}])
    demo.copy("ooh", third, "brand-new", effectiveDateTime="2026-11-20T10:00:00Z")

    told = read_again(talk)

    assert told.has_news
    assert f"{OOH}: 1 new, 1 corrected, 1 entered in error, 1 gone." in told.words
    assert told.words.count("nothing new.") == 1
    page = news_page(talk, since="reading")
    rows = group(page, OOH).rows
    assert sorted(row.change for row in rows) == ["Corrected", "Entered in error", "Gone", "New"]
    shown = rows_on_screen(talk)
    assert all((row.entry in shown) != (row.change == "Gone") for row in rows)
    (gone,) = [row for row in rows if row.change == "Gone"]
    assert "its words are not kept" not in gone.title  # this session has seen them
    assert "1 record deleted at source since" in " ".join(glance(talk).notices)
    again = read_again(talk)
    assert not again.has_news


@pytest.mark.parametrize(
    "fault",
    [
        {"kind": "fail", "status": 404, "page": 1, "search": "Observation"},
        {"kind": "deny"},
        {"kind": "html"},
        {"kind": "withhold", "search": "Observation"},
    ],
)
def test_a_source_that_fails_on_reading_again_keeps_its_entries_with_the_mark_and_is_named(talk, demo, fault):
    before = rows_of(talk, OOH)
    demo.control("ooh", fault)

    told = read_again(talk)

    assert before.keys() <= rows_of(talk, OOH).keys()
    assert f"{OOH} failed at 12:00: data as at " in told.words
    assert told.words.count("nothing new.") == 1
    chip = source(talk, OOH)
    assert chip.as_at
    assert chip.earlier
    assert chip.read
    assert "reading it again did not give a whole answer" in chip.words
    assert glance(talk).retrieved.startswith("Reading again failed: as at ")
    assert f"as at {chip.as_at}" in glance(talk).retrieved
    assert f"{OOH}: as at {chip.as_at}; reading it again" in glance(talk).sentence
    cells = [one for one in glance(talk).grid if one.source == chip.id]
    assert any("read earlier" in one.words for one in cells)
    results = next(one for one in glance(talk).lists if one.key == "results")
    assert f"{OOH} (as at {chip.as_at})" in results.completeness
    assert "No records returned" not in results.completeness.partition(OOH)[2].partition(".")[0]
    demo.control("ooh", {"kind": "none"})
    assert f"{OOH}: nothing new." in read_again(talk).words
    assert not source(talk, OOH).as_at


def test_a_partial_answer_shows_what_came_beside_what_stands_and_says_both(talk, demo):
    one = demo.held("ooh", "Condition")[0]
    demo.copy("ooh", one, "brand-new", onsetDateTime="2026-11-20")
    before = rows_of(talk, OOH)
    demo.control("ooh", {"kind": "fail", "status": 500, "page": 1, "search": "Observation"})

    told = read_again(talk)

    assert f"{OOH} failed at 12:00: data as at " in told.words
    assert "stay; beside them 1 new." in told.words
    assert len(rows_of(talk, OOH)) == len(before) + 1
    gaps = talk.conversation.record.load.source(source(talk, OOH).id).grid.gaps
    assert any(gap.kind is GapKind.TRUNCATED and "came new or changed" in gap.what for gap in gaps)


def test_one_source_is_read_again_alone(talk, demo):
    told = read_again(talk, source(talk, OOH).id)

    assert told.words == f"Read again at 12:00. {OOH}: nothing new."


def test_a_patient_who_is_gone_at_the_source_is_told_entry_by_entry(talk, demo):
    before = rows_of(talk, OOH)
    for kind in demo.shelves["ooh"].types():
        for stored in list(demo.held("ooh", kind)):
            demo.remove("ooh", stored)

    told = read_again(talk, source(talk, OOH).id)

    assert " gone." in told.words
    left = rows_of(talk, OOH)
    assert len(left) < len(before)
    rows = group(news_page(talk, since="reading"), OOH).rows
    assert {row.change for row in rows} == {"Gone"}
    own = talk.conversation.record.load.source(source(talk, OOH).id)
    assert len(own.entries) == 0
    assert "deleted at source since" in " ".join(glance(talk).notices)


def test_a_source_that_was_taken_out_is_not_told(talk, demo):
    talk.send(UnlinkSource(generation=2, source=source(talk, OOH).id))
    rest(talk)
    told = read_again(talk)

    assert OOH not in told.words


def test_what_was_seen_is_compared_when_the_record_is_opened_again(talk, demo):
    assert count(talk) is None
    assert "You have not looked at this record here before" in news_page(talk).heading
    talk.send(CloseRecord(generation=3))
    rest(talk)
    stored = demo.held("ooh", "Observation")[0]
    demo.remove("ooh", stored)
    demo.copy("acute", demo.held("acute", "Condition")[0], "brand-new", onsetDateTime="2026-11-20")

    talk.open(demo, generation=5)
    talk.until(lambda one: settled(one) and one.generation == 5)
    rest(talk)

    assert count(talk) == 2
    page = news_page(talk)
    assert page.heading == "Since you last looked, 22-Nov-2026 12:00"
    assert page.remembered.startswith("Demo data: what you see is remembered until this window locks")
    (gone,) = group(page, OOH).rows
    assert (gone.change, gone.title, gone.entry) == ("Gone", "Observation: its words are not kept", "")
    (new,) = group(page, ACUTE).rows
    assert new.change == "New"
    assert new.entry in rows_on_screen(talk, 5)


def test_what_did_not_come_from_a_source_that_was_not_read_whole_is_not_called_gone(talk, demo):
    talk.send(CloseRecord(generation=3))
    rest(talk)
    demo.control("ooh", {"kind": "fail", "status": 404, "page": 1, "search": "Observation"})
    talk.open(demo, generation=5)
    talk.until(lambda one: settled(one) and one.generation == 5)
    rest(talk)

    assert count(talk) == 0
    limits = " ".join(group(news_page(talk), OOH).limits)
    assert "did not come now: whether they are gone cannot be told" in limits
    talk.send(CloseRecord(generation=6))
    rest(talk)
    demo.control("ooh", {"kind": "none"})
    talk.open(demo, generation=8)
    talk.until(lambda one: settled(one) and one.generation == 8)
    rest(talk)
    assert count(talk) == 0  # what was seen before the failure was seen


# ---- without a server -----------------------------------------------------------------------------


def fed(load, *resources):
    """Read the source of a load again, to a whole answer."""
    load.begin_again("gp")
    for event in (asked(*Domain), answer(*resources), ended(), source_ended()):
        load.feed(event)
    return load


def worked(news):
    count = 0
    while news.step(NOW):
        count += 1
    return count, news.take_said()


def test_a_source_that_is_read_again_before_anything_was_worked_out_is_compared_all_the_same():
    load = whole(patient(), observation("7"))
    news = RecordNews(load, LONDON)
    news.begin("gp")
    news.begin("gp")  # pressed twice
    news.begin("nobody")
    fed(load, patient(), observation("8"))

    _, (told,) = worked(news)

    assert told.words == "Read again at 12:00. GP practice: 1 new, 1 gone."
    (one,) = news.news.reading
    (gone,) = [item for item in one.items if item.change is Change.GONE]
    assert gone.was == "Potassium, 4.9 mmol/L, 02-May-2024 11:00"


def test_it_is_worked_out_in_pieces_whatever_their_size_and_says_the_same(monkeypatch):
    said = []
    for size in (1, 2, 1000):
        monkeypatch.setattr(record_news, "_PIECE", size)
        load = whole(patient(), *(observation(str(number)) for number in range(5)))
        news = RecordNews(load, LONDON)
        hashes = Hashes(bytes(32))
        forms = {hashes.of_form("Observation/1", "")[0]: ("Observation", b"other"), b"gone": ("Flag", b"")}
        news.compare_with(Baseline(hashes, {b"s": Looked(NOW, forms)}, {"gp": b"s"}, "Remembered."))
        news.begin("gp")
        pieces, told = worked(news)
        said.append((told, news.news))
        assert pieces > (10 if size == 1 else 1)

    assert said[0] == said[1] == said[2]
    assert [item.change for item in said[0][1].looked[0].items].count(Change.NEW) == 4
    assert sum(item.change is Change.GONE for item in said[0][1].looked[0].items) == 1


def test_a_source_of_which_nothing_was_seen_before_has_nothing_to_compare_with():
    news = RecordNews(whole(patient(), observation("7")), LONDON)
    news.compare_with(Baseline(Hashes(bytes(32)), {b"other": Looked(NOW, {})}, {"gp": b"s"}, ""))
    _, (told,) = worked(news)

    assert told.count == 0
    assert [(one.source, one.since) for one in news.news.looked] == [("gp", "")]
    assert not news.news.first


def test_a_source_that_gave_nothing_is_not_spoken_of():
    news = RecordNews(loaded(asked(*Domain), source_ended(SourceState.FAILED)), LONDON)
    news.compare_with(Baseline(Hashes(bytes(32)), {}, {"gp": b"s"}, ""))
    worked(news)

    assert news.news.looked == ()
    assert news.news.first


def test_a_new_reading_breaks_off_what_was_being_worked_out(monkeypatch):
    monkeypatch.setattr(record_news, "_PIECE", 1)
    load = whole(patient(), observation("7"), observation("8"))
    news = RecordNews(load, LONDON)
    assert news.step(NOW)
    news.begin("gp")
    fed(load, patient(), observation("7"))

    _, (told,) = worked(news)

    assert told.words.endswith("GP practice: 1 gone.")


def test_of_a_source_that_may_not_be_asked_again_nothing_is_said_to_be_new_or_not(talk, monkeypatch):
    def refuses(_self, _endpoint):
        raise ViewerError("This source may not be asked", "Sign in.")

    monkeypatch.setattr(EndpointDesk, "source", refuses)
    talk.send(Retry(generation=talk.conversation.generation))
    settled(talk)
    while work_ahead(talk.conversation, idle=True):
        pass

    assert [said.what for said in talk.said if isinstance(said, Refused)] == ["This source may not be asked"]
    assert not [said for said in talk.said if isinstance(said, ReadAgain)]
