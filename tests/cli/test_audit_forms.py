"""How acts are printed: days in the person's zone, and no cell that a spreadsheet would run."""

import csv
import json
from dataclasses import fields, replace
from datetime import UTC, date
from zoneinfo import ZoneInfo

import pytest

from viewer.cli.audit_forms import FORMS, between, table
from viewer.source.audit_line import AuditLine, AuditSource, Clinician

WHO = AuditSource(id="e" * 32, clinician=Clinician(user="Ada Okafor", role="Nurse"))
LINE = AuditLine(
    number=1, time="2026-06-30T23:30:00+00:00", action="open", user="ao", sources=(WHO,), patient="ab" * 16
)


@pytest.mark.parametrize(
    ("first", "last", "there"),
    [(None, None, True), (1, None, True), (2, None, False), (None, 1, True), (None, 0, False), (1, 1, True)],
)
def test_a_day_is_the_persons_day(first, last, there):
    def day(number):
        return date(2026, 6, 30) if number == 0 else date(2026, 7, number)

    found = between(
        [LINE],
        None if first is None else day(first),
        None if last is None else day(last),
        ZoneInfo("Europe/London"),
    )

    assert bool(found) is there


@pytest.mark.parametrize("time", ["", "2026-06-30T23:30:00", "yesterday"])
def test_a_line_whose_time_cannot_be_read_is_never_left_out(time):
    line = replace(LINE, time=time)

    assert between([line], date(2030, 1, 1), None, UTC) == [line]
    assert "not readable" in table([line], UTC, {})[1]


def test_a_row_names_the_source_and_who_was_signed_in():
    row = table([LINE], UTC, {"e" * 32: "GP practice"})[1]

    assert "30-Jun-2026 23:30:00" in row
    assert "ao; Ada Okafor, Nurse" in row
    assert "GP practice" in row
    assert "abababab" in row
    assert "ab" * 5 not in row


def test_a_cell_is_never_a_formula():
    rows = list(csv.reader(FORMS["csv"]([replace(LINE, user="=cmd()", what="@x, y")])))

    assert dict(zip(*rows, strict=True))["user"] == "'=cmd()"
    assert dict(zip(*rows, strict=True))["what"] == "'@x, y"
    assert dict(zip(*rows, strict=True))["signed_in"] == "Ada Okafor, Nurse"


def test_a_row_of_csv_says_where_each_source_is_and_for_whom_somebody_asked_it():
    gp = AuditSource(
        id="a" * 32,
        base="https://gp.example/fhir",
        clinician=Clinician(user="Ada Okafor", organisation="A81001"),
    )
    rows = list(csv.reader(FORMS["csv"]([replace(LINE, sources=(WHO, gp)), replace(LINE, sources=())])))
    lines = [dict(zip(rows[0], row, strict=True)) for row in rows[1:]]

    assert lines[0]["sources"] == f"{'e' * 32} {'a' * 32}"
    assert [one["bases"] for one in lines] == ["none https://gp.example/fhir", ""]
    assert [one["organisations"] for one in lines] == ["none A81001", ""]


def test_csv_leaves_out_no_value_of_a_line():
    """Each is there under its name, or joined from those of the sources."""
    (columns,) = csv.reader(FORMS["csv"]([]))
    joined = {"bases", "organisations", "signed_in"}

    assert {field.name for field in fields(AuditLine)} == set(columns) - joined
    assert joined <= set(columns)


def test_json_lines_hold_every_value():
    (line,) = FORMS["jsonl"]([LINE])

    assert json.loads(line)["sources"][0]["clinician"]["role"] == "Nurse"
