"""A choice is known again by who chose and by what tells the two apart; by nothing else."""

from dataclasses import replace

import pytest

from tests.engine.test_conversation import settled
from viewer.engine import choice_names
from viewer.engine.choice_names import clinician, link_choice, pair_choice
from viewer.errors import ResourceError, SettingsError
from viewer.fhir.dates import parse_date
from viewer.source.endpoint import SignIn
from viewer.source.signed_in import SignedIn
from viewer.store.account import os_user
from viewer.store.kept_choices import Kind


@pytest.fixture
def record(talk, demo):
    talk.open(demo)
    talk.until(settled)
    return talk.conversation.record


def test_a_link_is_another_one_once_anything_that_tells_a_person_is_another(record):
    one, other = (link.patient for link in record.links[:2])
    choice = link_choice(("anna",), record.found, one, other)

    assert choice.kind is Kind.LINK
    for changed in (
        replace(other, nhs_number="9990000018"),
        replace(other, nhs_status="Traced, not verified"),
        replace(other, born=parse_date("1950", "born")),
        replace(other, born=None),
        replace(other, gender="other"),
        replace(other, superseded_by="Patient/2"),
        replace(other, family="Other"),
        replace(other, given=()),
    ):
        assert link_choice(("anna",), record.found, one, changed) != choice
    assert link_choice(("anna",), record.found, one, replace(other, address="moved")) == choice


def test_two_stay_apart_whatever_they_say_and_are_together_only_as_long_as_both_say_the_same(
    record, monkeypatch
):
    merged = next(entry for entry in record.entries.values() if len(entry.members) > 1)
    copies = dict(zip(("1", "2"), merged.members[:2], strict=True))
    named = {kind: pair_choice((), record, kind, copies) for kind in (Kind.APART, Kind.TOGETHER)}

    def unreadable(_place):
        raise ResourceError("gone")

    for raw in (lambda _place: b"{}", unreadable):
        monkeypatch.setattr(type(record.load), "raw", lambda _self, place, raw=raw: raw(place))
        assert pair_choice((), record, Kind.APART, copies) == named[Kind.APART]
        assert pair_choice((), record, Kind.TOGETHER, copies) != named[Kind.TOGETHER]


def test_who_chooses_is_the_account_and_whoever_is_signed_in_for_certain(talk, demo, record, monkeypatch):
    desk = talk.conversation.desk
    assert clinician(desk) == (os_user(),)

    monkeypatch.setattr(choice_names, "INTERACTIVE", set(SignIn))
    people = {one.id: SignedIn(person=f"person-{number % 2}") for number, one in enumerate(desk.in_use)}
    monkeypatch.setattr(type(desk.setting.signs), "signed_in", lambda _self, key: people.get(key))
    assert clinician(desk) == (os_user(), "person-0", "person-1")
    people[desk.in_use[0].id] = SignedIn(user="Dr A")
    with pytest.raises(SettingsError, match="does not say who signed in"):
        clinician(desk)
