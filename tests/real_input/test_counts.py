"""``tributary record`` on real input: every occurrence is received once and goes exactly one way."""

import json
from collections import Counter
from functools import cache

import pytest

from tests.corpus import generated
from tests.real_input.command import each_patient, record, run
from tests.real_input.inputs import CORPUS, COUNTS, KINDS, WAYS, Input, expectations, files_of, inputs
from tests.real_input.schemas import NAMES, schema
from tests.walker.walker import walk

# The same files are read by ``test_every_occurrence_goes_exactly_one_way``, and there coverage is measured.
measured_elsewhere = pytest.mark.no_cover


@cache
def sent(given):
    """How many occurrences the walker finds in a file, and whether it can read all of it."""
    walked = walk(given.body(), given.name)
    return walked.received, walked.broken


def summed(records):
    counts = Counter(dict.fromkeys(COUNTS, 0))
    for one in records:
        counts.update(one["counts"])
    return dict(counts)


def words_of(records):
    """Everything that a reader may find: person, gaps, notices, entries and what stands beside them."""
    return json.dumps(records, ensure_ascii=False)


def check_record(one):
    schema("record").validate(one)
    counts = one["counts"]
    assert counts["received"] == sum(counts[way] for way in WAYS)
    assert summed(one["sources"]) == {way: counts[way] for way in COUNTS}
    assert (
        sum(len(entry["members"]) for entry in one["entries"]) == counts["as_entries"] + counts["unreadable"]
    )
    assert len(one["supporting"]) == counts["as_supporting"]
    assert len(one["quarantined"]) == counts["quarantined"]
    assert sum("unreadable" in entry["flags"] for entry in one["entries"]) == counts["unreadable"]
    ids = [entry["id"] for entry in one["entries"]]
    assert len(set(ids)) == len(ids)
    assert all(entry["title"] and entry["category"] for entry in one["entries"])
    assert not any(row["state"] == "empty" for row in one["domains"])  # a file was never asked


@pytest.mark.parametrize("name", NAMES)
def test_each_schema_is_itself_sound(name):
    schema(name).check_schema(schema(name).schema)


@pytest.mark.parametrize("kind", KINDS)
def test_there_is_something_to_read(kind):
    count = len(files_of(kind))
    if kind == "shared" and not count:
        pytest.skip("the shared data is not here")

    assert count > {"corpus": 300, "demo": 0, "shared": 2000}[kind]


@pytest.mark.parametrize("given", inputs(), indirect=True)
def test_every_occurrence_goes_exactly_one_way(given: Input, tmp_path):
    received, broken = sent(given)

    ran = each_patient(given.path(tmp_path))

    assert ran.code in {0, 1, 3}
    assert "Traceback" not in ran.said
    assert "Corpus" not in ran.said  # the family name of everybody in our files
    for one in ran.values:
        check_record(one)
    counts = summed(ran.values)
    if not broken:
        assert counts["received"] == received
    if counts["unreadable"]:
        assert ran.code in {1, 3}
    if given.kind == "corpus":
        assert counts == expectations()[given.name].counts


@measured_elsewhere
@pytest.mark.parametrize("given", [p for p in inputs() if p.values[0].kind == "corpus"], indirect=True)
def test_one_record_is_about_one_person_and_says_what_is_missing(given: Input, tmp_path):
    expected = expectations()[given.name]

    ran = record(given.path(tmp_path))

    assert len(ran.values) <= 1
    assert ran.code in {0, 1, 3, 4}
    if expected.exit is not None:
        assert ran.code == expected.exit
    for one in ran.values:
        if ran.code == 4:
            schema("candidates").validate(one)
            assert len(one["candidates"]) > 1
        else:
            check_record(one)
            assert expected.p1 or summed([one]) == expected.counts
            states = {row["domain"]: row["state"] for row in one["domains"]}
            assert {domain: states[domain] for domain in expected.states} == expected.states
    records = ran.values if ran.code != 4 else each_patient(given.path(tmp_path)).values
    missing = [phrase for phrase in expected.says if phrase.casefold() not in words_of(records).casefold()]
    assert not missing


@pytest.mark.parametrize("name", sorted(name for name, row in expectations().items() if row.p1))
def test_what_is_about_another_person_is_counted_and_not_shown(name, tmp_path):
    ran = run("record", str(Input("corpus", name).path(tmp_path)), "--patient", "Patient/p1")

    (one,) = ran.values
    check_record(one)
    assert summed([one]) == expectations()[name].p1


@measured_elsewhere
@pytest.mark.parametrize("form", ["text", "html"])
@pytest.mark.parametrize("given", [p for p in inputs() if p.values[0].kind != "shared"], indirect=True)
def test_every_form_is_printed_for_whatever_the_input_is(given: Input, form, tmp_path):
    ran = run("record", str(given.path(tmp_path)), "--each-patient", "--format", form)

    assert ran.code in {0, 1, 3}
    assert bool(ran.text.strip()) == (sent(given)[0] > 0)


@pytest.mark.parametrize("given", [p for p in inputs() if p.values[0].kind == "demo"], indirect=True)
def test_a_second_run_gives_the_same_ids(given: Input, tmp_path):
    first, second = (each_patient(given.path(tmp_path)).values for _ in range(2))

    assert [[e["id"] for e in r["entries"]] for r in first] == [
        [e["id"] for e in r["entries"]] for r in second
    ]


def test_the_table_and_the_folder_name_the_same_files():
    assert set(expectations()) == set(files_of("corpus"))


def test_every_row_of_the_table_adds_up():
    wrong = [
        name
        for name, row in expectations().items()
        for counts in (row.counts, row.p1)
        if counts and counts["received"] != sum(counts[way] for way in WAYS)
    ]

    assert wrong == []


def test_the_table_agrees_with_the_walker_wherever_the_walker_can_read():
    differ = {}
    for name, row in expectations().items():
        walked = walk(Input("corpus", name).body(), name)
        if not walked.broken and walked.received != row.counts["received"]:
            differ[name] = (row.counts["received"], walked.received)

    assert differ == {}


def test_no_file_of_the_corpus_is_large():
    kept = (path for path in CORPUS.glob("*/*") if path.is_file() and path.suffix != ".pyc")

    assert [path.name for path in kept if path.stat().st_size > 4096] == []


def test_generated_files_are_the_same_in_every_run():
    assert [name for name in generated.NAMES if generated.body(name) != generated.body(name)] == []
