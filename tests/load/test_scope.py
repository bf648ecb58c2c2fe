"""Whose a resource is decides whether it is ours, another's, or no business of this record."""

import pytest

from viewer.load.scope import Scope, Whose

OURS = frozenset({"Patient/1"})


@pytest.mark.parametrize(
    ("scope", "subject", "whose"),
    [
        (Scope(subjects=OURS), "Patient/1", Whose.OURS),
        (Scope(subjects=OURS), "Patient/2", Whose.OTHERS),
        (Scope(subjects=OURS), "", Whose.OURS),
        (Scope(), "Patient/2", Whose.OTHERS),
        (Scope(foreign=True), "", Whose.OTHERS),
        (Scope(subjects=OURS, alone=True), "Patient/1", Whose.OURS),
        (Scope(subjects=OURS, alone=True), "Patient/2", Whose.NOT_COUNTED),
        (Scope(subjects=OURS, alone=True), "", Whose.NOT_COUNTED),
        (Scope(alone=True), "", Whose.OURS),
        (Scope(alone=True), "Patient/2", Whose.NOT_COUNTED),
    ],
)
def test_whose(scope, subject, whose):
    assert scope.judge(subject) is whose
