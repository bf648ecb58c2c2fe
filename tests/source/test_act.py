"""Which act requests belong to, and whose reference a source is told: never another patient's."""

from viewer.source.act import CurrentAct


def test_a_reference_is_told_of_the_patient_whose_record_is_open_and_of_nobody_else():
    act = CurrentAct()
    assert act.reference("9990000018", "gp") == ""

    act.opened("9990000018", {"gp": "Patient/1"})

    assert act.reference("9990000018", "gp") == "Patient/1"
    assert act.reference("9990000018", "trust") == ""
    assert act.reference("9990000026", "gp") == ""
    act.opened("", {"gp": "Patient/2"})
    assert act.reference("", "gp") == ""
    assert act.reference("9990000018", "gp") == ""


def test_a_source_that_is_read_later_is_told_of_its_own_and_one_that_has_left_of_nobody():
    patients = {"gp": "Patient/1"}
    act = CurrentAct()
    act.opened("9990000018", patients)

    act.read("trust", {"trust": "Patient/7"})
    assert act.reference("9990000018", "trust") == "Patient/7"
    assert act.reference("9990000018", "gp") == "Patient/1"

    act.read("gp", {})
    assert act.reference("9990000018", "gp") == ""
    assert patients == {"gp": "Patient/1"}
