"""What compose fills in fits the protocols, and a query that names nobody says so."""

import threading

from viewer.source.protocols import Cancel, PatientQuery


def test_a_threading_event_is_a_cancel():
    cancel: Cancel = threading.Event()

    assert not cancel.is_set()
    assert not cancel.wait(0)


def test_a_query_that_names_nobody_equals_the_empty_one():
    assert PatientQuery() == PatientQuery(nhs_number="")
    assert PatientQuery(reference="Patient/1") != PatientQuery()
