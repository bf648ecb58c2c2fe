"""A link is signed once: by the person where a hand made it, by the program where the rule did."""

from datetime import UTC, datetime

from tests.engine.window import settled
from tests.merge.builders import patient
from tests.record.builders import record
from viewer.engine.link_words import signed, signing, unsigned
from viewer.engine.messages import LinkPatient, UnlinkSource
from viewer.merge.person import Link
from viewer.merge.persons import BY_HAND, BY_RULE, CHOSEN
from viewer.store.account import os_user

NOW = datetime(2026, 7, 1, 2, 2, 3, tzinfo=UTC)
SIGN = signing(lambda source: f"Dr A at {source}", lambda: NOW)


def test_a_hand_s_link_is_the_person_s_and_a_rule_s_the_program_s():
    made = [SIGN(Link(patient=patient(), linked_by=by)) for by in (CHOSEN, BY_HAND, BY_RULE)]

    assert [link.who for link in made] == ["Dr A at gp", "Dr A at gp", "Tributary"]
    assert {link.when for link in made} == {NOW}


def test_what_is_signed_stays_and_what_nobody_signs_has_no_name():
    link = Link(patient=patient(), linked_by=BY_HAND)
    later = signing(lambda _: "Dr B", lambda: datetime(2030, 1, 1, tzinfo=UTC))

    assert later(SIGN(link)) == SIGN(link)
    assert (unsigned(link).who, unsigned(link).when) == ("", None)


def test_every_link_of_a_record_is_signed_and_a_record_of_nobody_has_none():
    whole = record()
    assert [link.who for link in signed(whole, SIGN).person.links] == ["Dr A at gp", "Dr A at trust"]
    nobody = record(person=None)
    assert signed(nobody, SIGN) == nobody


def test_each_source_on_screen_says_its_link_and_after_undoing_nothing_of_it_is_left(talk, demo):
    found = talk.open(demo, "9990062781")
    glance = talk.until(settled)
    lead = next(one for one in glance.sources if one.id == found.candidates[0].source)
    assert lead.linked.startswith(f"Chosen as the leading record, by {os_user()}, ")
    other = next(row for row in found.candidates if row.group != 0)
    assert next(one for one in glance.sources if one.id == other.source).linked == ""

    talk.send(LinkPatient(generation=2, source=other.source, reference=other.reference))
    linked = talk.until(lambda m: settled(m) and any(s.linked.startswith("Linked") for s in m.sources))
    said = next(one.linked for one in linked.sources if one.id == other.source)
    assert said.startswith(f"Linked: linked by the clinician, by {os_user()}, 22-Nov-2026 12:00:00")
    banner = talk.said[-2]
    assert any(other.source_name in words for words in getattr(banner, "differences", ()))

    talk.send(UnlinkSource(generation=2, source=other.source))
    after = talk.until(lambda m: settled(m) and all(not s.linked.startswith("Linked") for s in m.sources))
    record = talk.conversation.record.load.record()
    assert all(m.key.source != other.source for entry in record.entries for m in entry.members)
    assert all(item.source != other.source for item in (*record.supporting, *record.quarantined))
    assert all(link.patient.key.source != other.source for link in record.person.links)
    assert all(other.source_name not in conflict.what for conflict in record.conflicts)
    assert not any(other.source_name in row.sources for panel in after.lists for row in panel.rows)
