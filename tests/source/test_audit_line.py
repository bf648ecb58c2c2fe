"""Who is signed in, in one line."""

from viewer.source.audit_line import Clinician


def test_a_clinician_is_a_name_and_a_role():
    assert Clinician(user="Ada Okafor", role="Nurse", organisation="X26").words == "Ada Okafor, Nurse"
    assert Clinician(role="Nurse").words == "Nurse"
    assert Clinician().words == ""
