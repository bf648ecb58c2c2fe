"""A source's part: what it may give, how it is read, and what is said where it gives nothing."""

import threading

from tests.engine.files import gathered, written
from tests.load.answers import answer, asked, ended, observation, origin, patient, source_ended
from tests.merge.builders import patient as bare
from viewer.auth.authorise import Anonymous
from viewer.engine.gathered import Gathered
from viewer.engine.parts import again, one_after_the_other, part_of, parts_of
from viewer.engine.persons import Wish, settle
from viewer.fetch.nhs.person import NO_NUMBER
from viewer.fetch.source import EndpointSource
from viewer.load.survey import survey
from viewer.merge.person import Link
from viewer.merge.persons import CHOSEN
from viewer.source.answer import SourceEnded
from viewer.source.endpoint import Endpoint, Kind
from viewer.source.gap import Gap, GapKind
from viewer.source.state import SourceState

NEVER = threading.Event()


class Kept:
    """A source that says what it is given."""

    def __init__(self, *events):
        self.origin = origin()
        self.events = events

    def read(self, _patient, _cancel):
        return iter(self.events)

    find = read


def searched(*events, answers=()):
    found = Gathered({"gp": Kept(*events)})
    found.events["gp"] = list(events)
    found.surveys["gp"] = survey("", answers)
    return found


def last(found):
    return list(part_of(found, "gp", ()).read(NEVER))[-1]


def test_a_source_that_returned_nobody_says_so_and_claims_nothing():
    end = last(searched(ended(), source_ended()))

    assert end.state is SourceState.COMPLETE
    assert "may hold none" in end.gaps[0].why


def test_a_source_whose_search_failed_stays_failed_with_its_reasons():
    gap = Gap(source="gp", kind=GapKind.DENIED, domain=None, what="x", why="y")

    assert last(searched(ended(gaps=[gap]), source_ended(SourceState.DENIED))).state is SourceState.DENIED
    assert last(searched(ended(gaps=[gap]), source_ended())).state is SourceState.FAILED
    assert last(searched(ended(gaps=[gap]), source_ended())).gaps == (gap,)


def test_half_an_answer_in_which_nobody_was_found_is_a_source_that_gave_nothing():
    gap = Gap(source="gp", kind=GapKind.TRUNCATED, domain=None, what="x", why="it ends in the middle")
    events = ended(gaps=[gap]), source_ended(SourceState.PARTIAL)

    assert last(searched(*events)).state is SourceState.FAILED
    assert last(searched(*events, answers=[answer(patient())])).state is SourceState.PARTIAL


def test_a_source_that_has_not_answered_is_never_taken_for_an_empty_one():
    end = last(searched(asked()))

    assert end.state is SourceState.FAILED
    assert "had not answered" in end.gaps[0].what


def test_one_reading_of_several_patients_keeps_their_searches_apart_and_ends_as_the_worst():
    good = Kept(asked(), ended(), source_ended())
    bad = Kept(asked(), ended(), source_ended(SourceState.PARTIAL))
    reads = [lambda c, one=one: one.read("", c) for one in (good, bad, good)]

    events = list(one_after_the_other(reads, NEVER))

    assert [e.search for e in events[:-1]] == ["everything"] * 2 + ["everything (2)"] * 2 + [
        "everything (3)"
    ] * 2
    assert events[-1] == SourceEnded(source="gp", state=SourceState.PARTIAL)


def test_a_file_is_read_anew_from_the_disk(tmp_path):
    path = written(tmp_path, "a.json", patient("A", ""))
    found = gathered(path)
    (part,) = parts_of(found, settle(found.patients(), Wish()).links)
    written(tmp_path, "a.json", patient("A", ""), observation("1", "Patient/A"))

    kept = [event.body for event in part.read(NEVER) if hasattr(event, "body")]
    anew = again(part, found.sources[part.origin.id])
    fresh = [event.body for event in anew.read(NEVER) if hasattr(event, "body")]

    assert b"Observation" not in kept[0]
    assert b"Observation" in fresh[0]


def opened_by_number(**lead):
    endpoint = Endpoint(
        id="5" * 32, name="SCR", care_setting="", base_url="http://127.0.0.1:9/scr", kind=Kind.SCR
    )
    source = EndpointSource(endpoint, Anonymous())
    found = Gathered({"scr": source})
    found.surveys["scr"] = survey("", ())
    found.events["scr"] = [source_ended()]
    link = Link(patient=bare("gp", **lead), linked_by=CHOSEN)
    return found, link


def test_a_summary_is_opened_by_the_verified_number_of_the_person_on_screen():
    found, link = opened_by_number()
    part = part_of(found, "scr", [link])

    assert part.scope.subjects == {"nhs:9990000018"}
    assert part.index.asked == "9990000018"
    assert "no role was chosen" in list(part.read(NEVER))[-2].gaps[0].why


def test_a_number_that_nobody_bears_out_opens_no_summary_and_it_is_said():
    found, link = opened_by_number(verified="")
    part = part_of(found, "scr", [link])
    (end,) = part.read(NEVER)

    assert end.state is SourceState.NOT_LINKED
    assert "not verified" in end.gaps[0].what
    assert part.scope.foreign


def test_who_waited_for_a_number_that_nobody_bears_out_was_not_asked_and_may_hold_something():
    gap = Gap(source="gp", kind=GapKind.FAILED, domain=None, what="x", why=NO_NUMBER.why)
    end = last(searched(ended(gaps=[gap]), source_ended(SourceState.FAILED)))

    assert end.state is SourceState.FAILED
    assert (end.gaps[0].kind, end.gaps[0].domain) == (GapKind.FAILED, None)
    assert end.gaps[0].what == "Not asked: the NHS number is not verified"
