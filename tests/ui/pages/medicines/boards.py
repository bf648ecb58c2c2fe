"""Boards for the window's tests, made by the engine's own room from a few medicines."""

from tests.record.pages.medicines.samples import board, listed_under, med, read
from viewer.engine.messages import PageGiven


def given(page, *, settled=True):
    return PageGiven(page="medicines", body=page, settled=settled)


def sample(**asked):
    """Five medicines of two sources: one differs, one is the same, one suspended, one past, one given."""
    return board(
        med("gp", "1", "Apixaban 5mg tablets", dose="One twice a day"),
        med(
            "trust",
            "1",
            "Apixaban 2.5mg tablets",
            category=listed_under("discharge"),
            authoredOn="2026-07-25",
        ),
        med("gp", "2", "Bisoprolol", authoredOn="2020"),
        med("trust", "2", "Bisoprolol", authoredOn="2020"),
        med("gp", "3", "Codeine 30mg tablets", status="on-hold", authoredOn="2019"),
        med("gp", "4", "Digoxin", status="stopped", authoredOn="2018"),
        read(
            "trust",
            "MedicationAdministration",
            "5",
            status="completed",
            medicationCodeableConcept={"text": "Enoxaparin"},
        ),
        **asked,
    )
