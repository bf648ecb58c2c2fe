"""A row has every word ready; what is undated stands in its own place."""

from tests.load.answers import LONDON, observation, patient, whole
from viewer.engine.rows import row_of, supporting_row


def test_an_entry_is_a_row_with_its_source_by_name():
    (entry,) = whole(patient(), observation()).record().entries
    row = row_of(entry, LONDON, {"gp": "GP practice"})

    assert (row.title, row.detail, row.sources) == (entry.title, entry.detail, "GP practice")
    assert row.when.startswith("02-May-2024")
    assert (row.members, row.struck) == (1, False)


def test_an_undated_or_wrong_one_is_marked_and_struck():
    wrong = observation(status="entered-in-error", effectiveDateTime=None)
    (entry,) = whole(patient(), wrong).record().entries
    row = row_of(entry, LONDON, {})

    assert row.struck
    assert {"undated", "in-error"} <= set(row.place)
    assert row.when == "Date not recorded"


def test_a_supporting_record_stands_under_other_records():
    (item,) = whole(patient(), observation()).record().supporting

    row = supporting_row(item, {"gp": "GP practice"})

    assert (row.day, row.place, row.category) == ("Other records", ("supporting",), "Patient")
