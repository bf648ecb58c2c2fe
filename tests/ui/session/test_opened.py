"""What is kept of an open record names it and holds nothing of it."""

from viewer.engine.messages import Find, OpenFiles, OpenPatient
from viewer.source.protocols import PatientQuery
from viewer.ui.session.opened import Opened, with_link, without_link

LEAD, OTHER = ("gp", "Patient/1", False), ("trust", "Patient/2", False)


def test_a_link_by_hand_is_added_and_its_source_is_undone_no_more():
    opened = OpenPatient(patients=(LEAD,), undone=("trust",))
    linked = with_link(opened, "trust", "Patient/2")
    assert linked.patients == (LEAD, ("trust", "Patient/2", True))
    assert linked.undone == ()


def test_undoing_a_link_leaves_the_leading_patient():
    opened = OpenPatient(patients=(LEAD, OTHER))
    undone = without_link(opened, "trust")
    assert undone.patients == (LEAD,)
    assert undone.undone == ("trust",)
    assert without_link(undone, "gp").patients == (LEAD,)


def test_files_know_what_was_undone_and_a_search_nothing():
    assert without_link(OpenFiles(paths=("/a",)), "b").undone == ("b",)
    assert with_link(OpenFiles(paths=("/a",), undone=("b",)), "b", "Patient/1").undone == ()
    find = Find(query=PatientQuery())
    assert with_link(find, "b", "x") is without_link(find, "b") is find
    assert with_link(None, "b", "x") is None


def test_printing_it_says_nothing_of_whom_it_is():
    opened = Opened(OpenPatient(patients=(LEAD,)), None, PatientQuery(nhs_number="9990000018"), None)
    assert "9990000018" not in repr(opened)
    assert "Patient/1" not in repr(opened)
