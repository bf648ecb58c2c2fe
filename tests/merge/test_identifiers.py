"""Identifiers side by side: labelled by system and use, compared only where that tells something."""

from tests.merge.builders import NHS, patient
from viewer.merge.identifiers import identifiers_compared

CHI, HC = "https://fhir.hl7.org.uk/Id/chi-number", "https://fhir.hl7.org.uk/Id/health-and-care-number"
LOCAL = "https://fhir.nhs.uk/Id/local-patient-identifier"


def of(source, *identifiers):
    return patient(
        source, identifier=[dict(zip(("system", "value", "use"), one, strict=False)) for one in identifiers]
    )


def shown(ours, theirs):
    return {f.label: (f.ours, f.theirs, f.agrees) for f in identifiers_compared(ours, theirs)}


def test_a_chi_or_health_and_care_number_is_labelled_by_its_system_and_never_called_an_nhs_number():
    found = shown(of("gp", (CHI, "9990000018")), of("trust", (HC, "9990000018")))

    assert found == {
        "CHI number (Scotland)": ("9990000018", "", None),
        "Health and Care number (Northern Ireland)": ("", "9990000018", None),
    }


def test_of_national_numbers_a_person_has_but_one():
    assert shown(of("gp", (CHI, "9990000018")), of("trust", (CHI, "999 000 0018"))) == {
        "CHI number (Scotland)": ("9990000018", "999 000 0018", True)
    }
    assert shown(of("gp", (CHI, "9990000018")), of("trust", (CHI, "9990000026"))) == {
        "CHI number (Scotland)": ("9990000018", "9990000026", False)
    }


def test_numbers_that_each_place_gives_for_itself_agree_or_are_not_comparable():
    assert shown(of("gp", (LOCAL, "A1")), of("trust", (LOCAL, "B2"))) == {
        "Local patient number": ("A1", "B2", None)
    }
    assert shown(of("gp", (LOCAL, "A1")), of("trust", (LOCAL, "a1"))) == {
        "Local patient number": ("A1", "a1", True)
    }


def test_old_and_temporary_numbers_say_so_and_are_compared_with_nothing():
    ours = of("gp", (NHS, "9990000018"), (NHS, "9990061114", "old"))
    theirs = of("trust", (NHS, "9990000018"), (NHS, "9990061114", "old"), (LOCAL, "T9", "temp"))

    assert shown(ours, theirs) == {
        "NHS number (old number, not to match by)": ("9990061114", "9990061114", None),
        "Local patient number (temporary, not to match by)": ("", "T9", None),
    }


def test_a_number_that_is_no_nhs_number_still_stands_under_its_system_and_an_unknown_system_as_sent():
    ours = patient(
        identifier=[{"system": NHS, "value": "12"}, {"system": "urn:hospital", "type": {"text": "MRN"}}]
    )

    assert shown(ours, of("trust", ("", "77"))) == {
        "NHS number": ("12", "", None),
        "MRN, urn:hospital": ("value not stated", "", None),
        "Identifier": ("", "77", None),
    }


def test_the_number_that_leads_is_not_told_twice():
    assert identifiers_compared(patient(), patient("trust")) == ()


def test_of_a_system_that_we_do_not_know_the_address_stands_as_it_was_sent():
    found = identifiers_compared(
        of("gp", ("https://trust.example/mrn", "1")), patient("trust", identifier=[])
    )

    assert [field.label for field in found] == ["Identifier, https://trust.example/mrn"]
