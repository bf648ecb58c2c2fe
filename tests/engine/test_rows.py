"""A row has every word ready; what is undated stands in its own place."""

from datetime import UTC, datetime

from tests.load.answers import LONDON, observation, patient, whole
from viewer.engine.haystack import haystack
from viewer.engine.lines import UNSOUGHT
from viewer.engine.rows import LISTS_APART, Named, named, row_of, supporting_row
from viewer.source.origin import Origin, SourceKind
from viewer.timeline.folding import holds, wanted_words


def test_an_entry_is_a_row_with_its_source_by_name():
    (entry,) = whole(patient(), observation()).record().entries
    row = row_of(entry, LONDON, Named({"gp": "GP practice"}, {}))

    assert (row.title, row.detail, row.sources) == (entry.title, entry.detail, "GP practice")
    assert row.when.startswith("02-May-2024")
    assert (row.members, row.struck) == (1, False)


def test_an_undated_or_wrong_one_is_marked_and_struck():
    wrong = observation(status="entered-in-error", effectiveDateTime=None)
    (entry,) = whole(patient(), wrong).record().entries
    row = row_of(entry, LONDON, Named({}, {}))

    assert row.struck
    assert {"undated", "in-error"} <= set(row.place)
    assert row.when == "Date not recorded"


def test_whole_lists_follow_every_event_and_what_tells_of_changes_is_an_event():
    def listed(key, **more):
        about = {"code": {"coding": [{"code": "887191000000108"}]}, "subject": {"reference": "Patient/1"}}
        return {"resourceType": "List", "id": key, **about, **more}

    lists = listed("old", date="2020-01-01"), listed("new", date="2026-11-20T08:00:00Z"), listed("none")
    undated = observation(id="u", effectiveDateTime=None)
    changes = listed("c", date="2021", mode="changes")
    entries = whole(patient(), observation(), undated, changes, *lists).record().entries
    rows = [row_of(entry, LONDON, Named({}, {}), now=0.0) for entry in entries]
    last = sorted(rows, key=lambda row: (row.order, row.id))

    assert [row.when[:11] for row in last[:3]] == ["02-May-2024", "2021", "Date not re"]
    assert [row.when[:11] for row in last[3:]] == ["20-Nov-2026", "01-Jan-2020", "Date not re"]
    assert [row.apart for row in last] == ["", "", "", *[LISTS_APART] * 3]
    assert not any(row.to_come for row in last[3:])


def test_a_supporting_record_stands_under_other_records():
    (item,) = whole(patient(), observation()).record().supporting

    row = supporting_row(item, {"gp": "GP practice"})

    assert (row.day, row.place, row.category) == ("Other records", ("supporting",), "Patient")


def origin(key, name, setting, kind=SourceKind.ENDPOINT):
    return Origin(id=key, name=name, kind=kind, base="", care_setting=setting)


def test_a_care_setting_is_a_short_name_only_where_it_names_one_source():
    made = named(
        [
            origin("a", "Riverside Surgery", "GP practice"),
            origin("b", "North Trust", "Hospital"),
            origin("c", "South Trust", "Hospital"),
            origin("d", "Urgent care", ""),
            origin("e", "Walk-in", "Urgent care"),
            origin("f", "letters.json", "File", SourceKind.FILE),
        ]
    )
    (entry,) = whole(patient(), observation()).record().entries

    assert made.short == {"a": "GP practice"}
    assert made.whole["f"] == "letters.json"
    row = row_of(entry, LONDON, Named({"gp": "Riverside Surgery"}, {"gp": "GP practice"}))
    assert (row.sources, row.sources_short) == ("Riverside Surgery", "GP practice")
    assert row_of(entry, LONDON, Named({"gp": "Riverside Surgery"}, {})).sources_short == ""


def test_only_what_begins_after_now_is_still_to_come():
    (entry,) = whole(patient(), observation()).record().entries

    def to_come(*day):
        return row_of(entry, LONDON, Named({}, {}), datetime(*day, tzinfo=UTC).timestamp()).to_come

    assert to_come(2024, 5, 1)
    assert not to_come(2024, 5, 3)
    assert not row_of(entry, LONDON, Named({}, {})).to_come


def test_a_time_of_another_zone_is_said_once_and_not_beside_the_status():
    (entry,) = whole(patient(), observation(effectiveDateTime="2024-05-02T10:00:00+05:00")).record().entries
    row = row_of(entry, LONDON, Named({}, {}))

    assert row.elsewhere == "Sent in another time zone"
    assert "zone" not in row.status


def test_a_list_says_only_what_it_adds():
    warned = {
        "resourceType": "List", "id": "l", "status": "current", "mode": "snapshot", "title": "Problems",
        "note": [{"text": "A long note"}], "entry": [{"item": {"reference": "Condition/1"}}],
    }  # fmt: skip
    entry = next(
        one for one in whole(patient(), warned).record().entries if one.members[0].key.type == "List"
    )

    assert "A long note" in entry.detail
    assert row_of(entry, LONDON, Named({}, {})).detail == "1 item"


def test_a_title_without_measure_is_a_line_that_says_how_long_it_is():
    long = observation(code={"text": "x" * 1_000_000}, valueQuantity=None, valueString="y" * 9_000)
    (entry,) = whole(patient(), long).record().entries
    row = row_of(entry, LONDON, Named({}, {}))

    assert row.title.endswith("(1,000,000 letters: all of them stand in its detail)")
    assert row.detail.endswith("stand in its detail)")
    assert len(row.title) < 2_100


def test_what_is_cut_off_is_still_sought_and_what_is_too_long_to_be_sought_is_never_filtered_out():
    report = "normal " * 400 + "penicillin anaphylaxis"
    (entry,) = whole(patient(), observation(valueQuantity=None, valueString=report)).record().entries
    row = row_of(entry, LONDON, Named({}, {}))
    assert "anaphylaxis" not in row.detail
    assert holds(haystack(row), wanted_words("anaphylaxis"))
    assert not holds(haystack(row), wanted_words("aspirin"))

    endless = observation(valueQuantity=None, valueString="normal " * 20_000)
    (entry,) = whole(patient(), endless).record().entries
    row = row_of(entry, LONDON, Named({}, {}))
    assert len(row.rest) < 60_000
    assert row.rest.endswith(UNSOUGHT)
