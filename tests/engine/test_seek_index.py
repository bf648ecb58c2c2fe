"""The index says what is in the record, whatever came, left, was merged, taken apart or read again."""

import json
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.engine.files import gathered, written
from tests.engine.seeking import ids, last, opened, rest, seek, titles
from tests.engine.talk import Talk
from tests.engine.window import settled
from tests.load.answers import LONDON, answer, asked, ended, observation, origin, patient, source_ended
from viewer.engine import seek_desk, seek_index
from viewer.engine.haystack import haystack
from viewer.engine.messages import (
    Found,
    LinkPatient,
    OpenFiles,
    OpenPatient,
    Regroup,
    Regrouped,
    Retry,
    UnlinkSource,
)
from viewer.engine.seek_desk import BROKE_OFF
from viewer.engine.seek_index import SeekIndex, spots_of, statuses_of
from viewer.engine.told_rows import ToldRows
from viewer.fhir.strict import read_object
from viewer.load.flow import Load
from viewer.load.scope import Scope
from viewer.timeline.folding import fold, holds, wanted_words
from viewer.timeline.search import index as index_module
from viewer.timeline.search.words import texts_of

WORDS = ("Potassium", "haemolysed", "Dr Mills", "penicillin", "4.9", "repeat", "able")
STEPS = st.lists(
    st.one_of(
        st.tuples(
            st.just("page"), st.sampled_from("ab"), st.lists(st.integers(0, 4), min_size=1, max_size=3)
        ),
        st.tuples(st.just("again"), st.sampled_from("ab"), st.lists(st.integers(0, 4), max_size=3)),
        st.tuples(st.just("remove"), st.sampled_from("ab"), st.just([])),
        st.tuples(st.just("apart"), st.just("a"), st.just([])),
        st.tuples(st.just("read"), st.just("a"), st.just([])),
    ),
    max_size=9,
)


def resource(number):
    note = ("haemolysed", "repeat", "penicillin", "", "able")[number]
    same = [{"system": "https://lab.example", "value": "S1"}] if number == 0 else []
    performer = [{"display": "Dr Mills"}] if number % 2 else []
    return observation(str(number), text={"div": f"<p>{note}</p>"}, identifier=same, performer=performer)


class Record:
    """Two sources that come, go, and are read again."""

    def __init__(self):
        self.load = Load(LONDON)
        self.told = ToldRows(self.load, gathered())
        self.index = SeekIndex(self.told)
        for source in "ab":
            self.add(source)

    def add(self, source):
        self.load.add(origin(source), Scope(subjects=frozenset({"Patient/1"})))
        self.load.feed(asked(source=source))

    def step(self, step, source, numbers):
        if step == "again":
            self.load.begin_again(source)
            self.load.feed(asked(source=source))
        if step in {"page", "again"}:
            self.load.feed(answer(patient(), *map(resource, numbers), source=source))
        if step == "again":
            self.load.feed(ended(source=source))
            self.load.feed(source_ended(source=source))
        elif step == "remove":
            self.load.remove(source)
            self.add(source)
        elif step == "apart":
            for entry in self.load.facts.entries():
                self.load.facts.take_apart(entry.id)
        elif step == "read":
            self.index.read_some(copies=False)
            self.index.read_some(0)
        self.told.changes()
        self.told.supporting_changes()

    def text(self, row):
        line = self.told.line(row.id)
        said = [haystack(row)]
        for member in getattr(line, "members", ()):
            content = read_object(self.load.raw(member.place))
            said += [text.words for text in texts_of(member.key.type, content)]
            said += [one["display"] for one in content.get("performer", [])]
        if not hasattr(line, "members"):
            said += ["Patient"]
        return fold("\n".join(said))


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(STEPS, st.booleans())
def test_it_finds_what_a_scan_of_every_line_and_copy_finds(steps, tidies):
    record = Record()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(index_module, "_MANY", 0 if tidies else 99)
        for step in steps:
            record.step(*step)
        while record.index.read_some():
            pass
    rows = record.told.rows.values()

    assert set(record.told.rows) == {entry.id for entry in record.load.facts.entries()} | set(
        record.told.supporting
    )
    assert record.index.columns.here.sum() == len(record.told.rows)
    for word in WORDS:
        wanted = wanted_words(word)
        marks = record.index.index.holding(wanted)
        found = {row.id for row in rows if marks[row.number]}
        assert found == {row.id for row in rows if holds(record.text(row), wanted)}
        assert int(marks.sum()) == len(found)  # nothing that has left is found


def test_the_text_of_a_document_stays_with_its_copies_and_leaves_with_them(talk, tmp_path):
    record = opened(talk, tmp_path, patient(), observation("7"), observation("8"))
    index = record.seeking.index
    entry = next(key for key, one in record.entries.items() if one.members[0].key.id == "7")
    letter = (("Letter text", "The quarantine was lifted."),)
    (spot,) = spots_of(record.entries[entry])
    index.add_documents("gone", spot, letter)
    assert seek(talk, "quarantine").shown == 0
    assert not index.papers.todo
    index.add_documents(entry, spot, letter)
    assert not index.is_done
    rest(talk)
    assert titles(talk, seek(talk, "quarantine")) == ["Potassium"]
    assert index.size > 0
    record.told.touched[entry] = None
    rest(talk)
    assert seek(talk, "quarantine").shown == 1
    assert index.documents_of(record.entries[entry]) == letter

    record.load.remove(record.origins[0].id)
    talk.tell()
    rest(talk)
    assert seek(talk, "quarantine").shown == 0
    index._tidy()
    assert index.papers.letters == 0


def test_where_a_person_comes_to_be_restricted_words_of_where_they_live_leave(talk, tmp_path):
    home = patient(address=[{"city": "Wetherby"}], name=[{"family": "Smith"}])
    record = opened(talk, tmp_path, home, observation())
    assert seek(talk, "wetherby").shown == 1
    record.load.restricted = frozenset({record.nhs_number})

    assert seek(talk, "wetherby").shown == 0
    rest(talk)
    assert seek(talk, "wetherby").shown == 0
    assert seek(talk, "potassium").shown == 1


def test_what_is_the_same_is_not_read_again(talk, tmp_path, monkeypatch):
    record = opened(talk, tmp_path, patient(), observation())
    record.told.touched.update(dict.fromkeys(record.told.rows))

    record.seeking.index.read_some()

    assert record.seeking.index.todo == {}


def test_a_date_of_recording_that_cannot_be_read_hides_nothing(talk, tmp_path):
    opened(
        talk,
        tmp_path,
        patient(),
        observation("7", issued="soon"),
        observation("8", issued="2025-01-01T00:00:00Z"),
    )

    assert seek(talk, domains=("results",), known_by="2024-12-01T00:00:00+00:00").shown == 1


def test_periods_that_are_open_reach_on(talk, tmp_path):
    visits = [
        {"resourceType": "Encounter", "id": key, "subject": {"reference": "Patient/1"}, "status": "finished",
         "period": period}
        for key, period in (("a", {"start": "2019"}), ("b", {"end": "2019"}))
    ]  # fmt: skip
    opened(talk, tmp_path, patient(), *visits)

    assert seek(talk, domains=("encounters",), since="2025").shown == 1
    assert seek(talk, domains=("encounters",), until="2001").shown == 1


def test_each_status_stands_alone_and_what_is_in_brackets_is_none(talk, tmp_path):
    record = opened(talk, tmp_path, patient(), observation())
    entry = next(iter(record.entries.values()))
    from dataclasses import replace

    assert statuses_of(replace(entry, status="active, unconfirmed")) == ("active", "unconfirmed")
    assert statuses_of(replace(entry, status="not done (ill, away)")) == ("not done (ill, away)",)
    assert statuses_of(replace(entry, status="")) == ()
    assert json.dumps(statuses_of(entry))


CHOICES = st.lists(
    st.sampled_from(["regroup", "undo", "unlink", "link", "again", "type"]), min_size=1, max_size=6
)


def scanned(record, word):
    """Ids of the rows whose line or copies hold a word, read anew from the bytes."""
    found = set()
    for key, row in record.told.rows.items():
        said = [haystack(row), *(text.words for text in SeekIndex(record.told).texts(record.told.line(key)))]
        if holds(fold("\n".join(said)), wanted_words(word)):
            found.add(key)
    return found


@settings(max_examples=15, deadline=None)
@given(CHOICES)
def test_what_is_found_stays_what_is_there_whatever_the_clinician_does(choices):
    with TemporaryDirectory() as folder:
        talk = Talk(Path(folder))
        same = {"identifier": [{"system": "https://lab.example", "value": "S1"}]}
        paths = [
            written(
                Path(folder), f"{name}.json", patient(), observation("7", **same), observation(name, **words)
            )
            for name, words in (("a", {}), ("b", {"text": {"div": "<p>haemolysed</p>"}}))
        ]
        talk.send(OpenFiles(generation=1, paths=tuple(paths)))
        found = talk.until(lambda said: isinstance(said, Found) and said.settled)
        chosen = [(one.source, one.reference, bool(place)) for place, one in enumerate(found.candidates)]
        talk.send(OpenPatient(generation=1, patients=tuple(chosen)))
        talk.until(settled)
        talk.tell()
        record, now = talk.conversation.record, ""
        other = record.origins[1].id
        assert record.is_linked(other)
        assert any(len(one.members) > 1 for one in record.entries.values())
        for choice in choices:
            merged = [key for key, one in record.entries.items() if len(one.members) > 1]
            if choice == "regroup" and merged:
                talk.send(Regroup(generation=1, entry=merged[0]))
                now = [said for said in talk.said if isinstance(said, Regrouped)][-1].now
            elif choice == "undo" and now in record.entries:
                talk.send(Regroup(generation=1, entry=now))
            elif choice == "unlink" and record.is_linked(other):
                talk.send(UnlinkSource(generation=1, source=other))
            elif choice == "link" and not record.is_linked(other):
                talk.send(LinkPatient(generation=1, source=other, reference="Patient/1"))
            elif choice == "again":
                talk.send(Retry(generation=1))
            else:
                seek(talk, "haemolysed")
            while not record.settled:
                talk.hear()
            talk.tell()
            for word in ("haemolysed", "potassium", "a.json"):
                rest(talk)
                assert ids(talk, seek(talk, word)) == scanned(record, word)
                assert last(talk).settled
        talk.end()


def test_once_more_has_left_than_stays_no_word_of_it_is_kept(talk, tmp_path, monkeypatch):
    monkeypatch.setattr(index_module, "_MANY", 1)
    record = opened(talk, tmp_path, patient(), observation("7"), observation("8"))
    index = record.seeking.index
    key, line = next(iter(record.entries.items()))
    index.add_documents(key, spots_of(line)[0], (("Letter text", "quarantine"),))
    rest(talk)
    assert "quarantine" in index.index.vocabulary
    record.load.remove(record.origins[0].id)
    talk.tell()
    record.supporting_rows()
    rest(talk)

    assert list(index.index.vocabulary) == []
    assert index.size < 1000


def test_a_defect_in_putting_a_letter_is_that_line_s_alone(talk, tmp_path, monkeypatch):
    record = opened(talk, tmp_path, patient(), observation("7"))
    index = record.seeking.index
    key, line = next(iter(record.entries.items()))
    index.add_documents(key, spots_of(line)[0], (("Letter text", "quarantine"),))
    monkeypatch.setattr(index.index, "more", lambda *_: 1 / 0)
    rest(talk)

    assert index.is_done
    assert index.broken == {record.told.numbers.of(key)}


def test_a_line_whose_words_break_is_never_filtered_out(talk, tmp_path, monkeypatch):
    def breaking(entry):
        if entry.members[0].key.id == "19":
            raise RuntimeError
        return statuses_of(entry)

    monkeypatch.setattr(seek_index, "statuses_of", breaking)
    opened(talk, tmp_path, patient(), *[observation(str(i)) for i in range(20)])

    assert seek(talk, "potassium").shown == 20
    assert seek(talk, number=2, domains=("results",)).shown == 20


def test_what_belongs_to_a_visit_is_found_while_lines_still_come(talk, tmp_path, monkeypatch):
    visit = {
        "resourceType": "Encounter",
        "id": "e",
        "subject": {"reference": "Patient/1"},
        "status": "finished",
    }
    results = [observation(str(i), encounter={"reference": "Encounter/e"}) for i in range(60)]
    record = opened(talk, tmp_path, patient(), visit, *results)
    (key,) = [key for key, one in record.entries.items() if one.members[0].key.type == "Encounter"]
    record.seeking.index = SeekIndex(record.told)  # as while a record loads: none of its lines is read
    record.told.touched.clear()
    record.told.touched.update(dict.fromkeys(record.told.rows))
    monkeypatch.setattr(seek_desk, "_AT_ONCE_S", 0.0)

    assert BROKE_OFF not in seek(talk, encounter=key).notes
