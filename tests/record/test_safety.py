from dataclasses import replace

from tests.merge.builders import allergy, entry, medicine, nka, plan, problem
from tests.record.builders import LONDON, domain_row, record, source_row
from viewer.entries.entry import Flag, Standing
from viewer.record.model import Quarantined
from viewer.record.safety import MOST, plan_entries, safety_lines
from viewer.source.domain import Domain
from viewer.source.state import DomainState


def lines(*entries, **given):
    return safety_lines(record(*entries, **given), LONDON)


def both_plans(**given):
    return plan("gp", **given), plan("trust", **given)


def test_resuscitation_comes_first_in_full_whoever_is_newer():
    care = plan("gp", "2", title="Diabetes care plan", when="2024-01-01", detail="long", status="Active")
    decision = plan("trust", when="2019-03-04", detail="decided by the team", status="Active")

    assert lines(care, decision) == (
        "Not for attempted CPR, decided by the team, Active (Acute trust, 04-Mar-2019)",
        "Diabetes care plan, Active (GP practice, 01-Jan-2024)",
    )


def test_a_long_text_is_never_cut_but_said_to_be_there():
    (line, _) = lines(plan("gp", title="ReSPECT plan", detail="x" * 300))

    assert line == "ReSPECT plan, open for its whole text (GP practice, 04-Mar-2019)"


def test_that_no_plan_came_is_said_with_who_has_not_answered():
    rows = (domain_row("gp", Domain.PLANS), domain_row("trust", Domain.PLANS, DomainState.FAILED))

    assert lines() == ("No plan received from 2 of 2 sources",)
    assert lines(rows=rows) == ("No plan received from 2 of 2 sources (not answered in full by Acute trust)",)
    offered = (domain_row("gp", Domain.PLANS, DomainState.NOT_SUPPORTED), rows[1])
    assert lines(rows=offered) == (
        "No plan received from 2 of 2 sources (not offered by GP practice; not answered in full by Acute trust)",
    )
    assert lines(plan("gp"), rows=())[1] == (
        "No plan received from 1 of 2 sources (not answered in full by Acute trust)"
    )


def test_that_no_plan_came_from_where_nobody_was_found_is_said_as_that():
    linked = record()
    silent = replace(linked, sources=(*linked.sources, source_row("mh")))

    assert safety_lines(silent, LONDON) == (
        "No plan received from 3 of 3 sources (no Patient found at Community trust)",
    )


def test_an_ended_statement_on_resuscitation_is_shown_as_ended_and_a_withdrawn_one_is_not_shown():
    assert lines(*both_plans(standing=Standing.PAST))[0].startswith("Ended: Not for attempted CPR")
    assert plan_entries([plan(flags=[Flag.IN_ERROR])], LONDON) == []
    assert plan_entries([plan(title="Care plan", standing=Standing.PAST)], LONDON) == []
    assert lines(*both_plans(flags=[Flag.UNCONFIRMED]))[0].startswith("Unconfirmed: Not for attempted CPR")


def test_documents_that_are_plans_count_and_goals_do_not_take_the_line():
    letter = entry("gp", "DocumentReference/1", title="End of life care plan", category="Documents")
    other = entry("gp", "DocumentReference/2", title="Clinic letter", category="Documents")
    goal = entry("gp", "Goal/1", title="Walk more", category="Plan", standing=Standing.CURRENT)

    assert plan_entries([letter, other], LONDON) == [letter]
    assert len(plan_entries([goal], LONDON)) == 1
    assert not any("Walk more" in line for line in lines(goal))


def test_what_was_held_back_as_another_patients_is_loud():
    held = (Quarantined(source="gp", reference="Observation/9", why="another patient"),)

    assert lines(*both_plans(), quarantined=held)[2] == (
        "1 received about another patient, not shown in this record: GP practice"
    )


def test_every_urgent_conflict_stands_in_full_and_the_others_are_counted_by_domain():
    plans = both_plans()
    second = [
        allergy("gp", "2", title="Latex", code="7"),
        allergy("trust", "2", title="Latex", code="7", flags=[Flag.REFUTED]),
    ]
    drugs = [medicine("gp"), medicine("trust", standing=Standing.PAST)]

    problems = [problem("gp"), problem("trust", standing=Standing.PAST)]

    assert lines(*plans, *drugs)[-1] == "Medicines: sources disagree on 1, marked in the list"
    told = lines(*plans, nka("gp"), allergy("trust"), *second, *drugs)
    assert told[2].startswith("Allergies: sources disagree. GP practice: no known allergies")
    assert told[3].startswith("Latex: sources disagree")
    assert told[4:] == ("Medicines: sources disagree on 1, marked in the list",)
    more = lines(*plans, nka("gp"), allergy("trust"), *second, *drugs, *problems)
    assert more[:4] == told[:4]
    assert more[4:] == (f"{told[4]}. Problems: sources disagree on 1, marked in the list",)
    assert lines(*plans, nka("gp"), allergy("trust"))[-1].endswith(
        "Acute trust: Penicillin recorded (04-Mar-2019)"
    )


def test_there_are_never_more_than_five_lines_and_the_rest_is_counted():
    plans = [plan("gp", str(n), title=f"Care plan {n}", code=str(n)) for n in range(8)]

    some = lines(*plans)
    assert len(some) == MOST
    assert some[-1].endswith(". 3 more plans or warnings. No plan received from 1 of 2 sources")

    held = (Quarantined(source="gp", reference="Observation/9", why="another patient"),)
    with_alerts = lines(*plans, nka("gp"), allergy("trust"), quarantined=held)
    assert len(with_alerts) == MOST
    assert "5 more plans" in with_alerts[2]
    assert with_alerts[3].startswith("1 received about another patient")
    assert "disagree" in with_alerts[4]


def test_urgent_conflicts_that_do_not_fit_share_a_line_in_full_and_leave_room_for_plans():
    plans = [plan("gp", str(n), title=f"Care plan {n}", code=str(n)) for n in range(4)]
    urgent = [
        allergy(
            source, str(n), title=f"Thing {n}", code=str(n), flags=[Flag.REFUTED] if source == "gp" else []
        )
        for n in range(5)
        for source in ("gp", "trust")
    ]
    told = lines(*plans, *urgent)

    assert len(told) == MOST
    assert told[1].startswith("Care plan")
    assert "2 more plans" in told[1]
    assert all(f"Thing {n}: sources disagree" in " ".join(told[2:]) for n in range(5))


def test_one_plan_too_many_shares_its_line_with_where_none_came_from():
    plans = [plan("gp", str(n), title=f"Care plan {n}", code=str(n)) for n in range(5)]

    assert lines(*plans)[-1].endswith("). No plan received from 1 of 2 sources")
    fits = lines(
        *plans[:2], nka("gp"), allergy("trust"), quarantined=(Quarantined(source="gp", reference="", why=""),)
    )
    assert len(fits) == MOST
    assert fits[2] == "No plan received from 1 of 2 sources"


def test_a_warning_that_is_no_plan_does_not_hide_that_no_plan_came():
    dog = plan("gp", type="Flag", title="Dog in the yard", code="1")
    shares = plan("trust", type="Consent", title="Consent: Privacy", code="2")
    decision = plan("trust", type="Flag")

    assert lines(dog, shares) == (
        "Dog in the yard (GP practice, 04-Mar-2019)",
        "No plan received from 2 of 2 sources",
    )
    assert lines(dog, decision)[-1] == "No plan received from 1 of 2 sources"


def test_a_shared_line_names_first_what_it_is_about():
    urgent = [
        allergy(
            source, str(n), title=f"Thing {n}", code=str(n), flags=[Flag.REFUTED] if source == "gp" else []
        )
        for n in range(5)
        for source in ("gp", "trust")
    ]
    drugs = [medicine("gp"), medicine("trust", standing=Standing.PAST)]

    assert lines(*both_plans(), *urgent, *drugs)[-1].startswith(
        "More on Thing 2, Thing 3, Thing 4, Medicines. Thing 2: sources disagree. "
    )


def test_how_the_record_was_opened_stands_in_the_safety_lines():
    said = lines(alerts=("NHS number replaced: it was",), access=("Emergency access: it is",))

    assert said[-2:] == ("NHS number replaced: it was", "Emergency access: it is")
