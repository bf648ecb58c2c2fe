from datetime import date

import pytest

from tests.entries.builders import LONDON
from tests.record.pages.medicines.samples import NAMES, NOW, copy, med, read
from viewer.record.pages.medicines.changes import changes_since, day_words, seconds, since_of, stopped_since
from viewer.record.pages.medicines.courses import by_source

SINCE = date(2026, 7, 1)


def changes(*entries):
    return changes_since(by_source([copy(entry) for entry in entries]), NAMES, SINCE, LONDON)


@pytest.mark.parametrize(
    ("asked", "day"),
    [
        ("28", date(2026, 10, 25)),
        ("0", date(2026, 11, 22)),
        ("2026-07-01", SINCE),
        ("", None),
        ("soon", None),
        ("99999", None),
        ("999999999", None),
        ("2026-13-01", None),
    ],
)
def test_the_day_is_so_many_days_back_or_as_given_and_anything_else_asks_for_none(asked, day):
    assert since_of({"since": asked}, NOW, LONDON) == day


def test_a_day_begins_where_the_workstation_is():
    assert seconds(SINCE, LONDON) == 1782860400
    assert day_words(SINCE, LONDON) == "01-Jul-2026"


def test_what_started_stopped_or_changed_its_dosage_is_told_newest_first():
    period = {"validityPeriod": {"start": "2026-07-02"}}
    dosage = [{"url": "x/Extension-UKCore-DosageLastChanged", "valueDateTime": "2026-09-01"}]

    assert changes(med(authoredOn="2026-07-02", dispenseRequest=period, extension=dosage)) == (
        "dosage changed 01-Sep-2026 (GP practice)",
        "started 02-Jul-2026 (GP practice)",
    )
    assert changes(med(status="stopped", statusChanged="2026-08-01", authoredOn="2020")) == (
        "stopped 01-Aug-2026 (GP practice)",
    )
    assert changes(med(status="on-hold", statusChanged="2026-08-01", authoredOn="2020")) == (
        "status changed 01-Aug-2026 (GP practice)",
    )


def test_another_issue_of_the_same_is_no_change_and_a_giving_is():
    long_ago = med(authoredOn="2012")
    given = read("trust", "MedicationAdministration", "1", status="completed", effectiveDateTime="2026-07-18")

    assert changes(long_ago) == ()
    assert changes(given) == ("administered 18-Jul-2026 (Acute trust)",)


def test_what_has_no_date_may_have_changed():
    assert changes(med(authoredOn=None)) == ("no date recorded: may have changed (GP practice)",)


def test_only_what_says_when_it_ended_has_stopped_lately():
    def lately(**content):
        return stopped_since(by_source([copy(med(**content))])["gp"], seconds(SINCE, LONDON))

    assert lately(status="stopped", statusChanged="2026-08-01")
    assert lately(status="completed", dispenseRequest={"validityPeriod": {"end": "2026-07-01"}})
    assert not lately(status="stopped", statusChanged="2020")
    assert not lately(status="stopped")
    assert not lately(statusChanged="2026-08-01")
