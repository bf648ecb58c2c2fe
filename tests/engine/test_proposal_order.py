"""Who leads stands first, likely ones before unlikely ones, and PDS's people where PDS put them."""

from dataclasses import replace

from tests.merge.builders import patient
from viewer.engine.proposal_order import in_order

LEAD = patient("gp")
MISSPELT = (patient("trust", number=None, name=[{"family": "Smyth", "given": ["Jane"]}]),)
STRANGER = (patient("trust", number=None, name=[{"family": "Okonkwo"}], birthDate="1988-07-02"),)
UNLIKELY = (patient("pds", number=None, name=[{"family": "Fox"}], birthDate="1999-01-01"),)
LIKELY = (patient("pds", number=None),)


def is_pds(facts):
    return facts.key.source == "pds"


def nobody(_facts):
    return False


def test_the_more_alike_comes_first_and_the_leading_one_before_all():
    assert in_order([STRANGER, MISSPELT, (LEAD,)], LEAD, nobody, nobody) == [(LEAD,), MISSPELT, STRANGER]


def test_a_service_that_orders_its_own_answer_keeps_that_order_and_its_places():
    given = [(LEAD,), UNLIKELY, STRANGER, LIKELY, MISSPELT]

    assert in_order(given, LEAD, is_pds, nobody) == [(LEAD,), UNLIKELY, MISSPELT, LIKELY, STRANGER]


def test_whoever_was_not_asked_for_comes_last_however_alike():
    twin = (replace(MISSPELT[0], nhs_number="9990018448"),)

    assert in_order([(LEAD,), twin, STRANGER], LEAD, nobody, lambda one: bool(one.nhs_number)) == [
        (LEAD,),
        STRANGER,
        twin,
    ]


def test_of_a_person_in_several_sources_the_most_alike_record_counts():
    both = (STRANGER[0], LIKELY[0])

    assert in_order([(LEAD,), MISSPELT, both], LEAD, nobody, nobody) == [(LEAD,), both, MISSPELT]
