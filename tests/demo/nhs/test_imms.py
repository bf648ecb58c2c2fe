"""The simulated immunisation history: by disease, what may not be seen is left out and said."""

import pytest

OLIVER = "https://fhir.nhs.uk/Id/nhs-number|9990024103"


def ask(imms, targets, who=OLIVER, path="Immunization"):
    return imms(path, ("patient.identifier", who), ("-immunization.target", targets))


def test_completed_vaccinations_of_the_diseases_asked_for(imms):
    status, found = ask(imms, "6IN1,MMRV")
    given = [entry["resource"] for entry in found["entry"] if entry["search"]["mode"] == "match"]

    assert (status, found["total"], len(given)) == (200, 4, 4)
    assert {one["status"] for one in given} == {"completed"}
    assert all(one["patient"]["reference"].startswith("urn:uuid:") for one in given)


def test_the_patient_is_a_number_alone(imms):
    (who,) = [
        entry["resource"] for entry in ask(imms, "MMR")[1]["entry"] if entry["search"]["mode"] == "include"
    ]

    assert set(who) == {"resourceType", "id", "identifier"}


def test_a_disease_that_may_not_be_seen_is_left_out_and_said(imms):
    _, found = ask(imms, "MMR,HPV")

    assert found["entry"][-1]["resource"]["issue"][0]["code"] == "unauthorized"
    assert found["link"][0]["url"].endswith("immunization.target=MMR")


def test_nobody_s_history_has_no_patient(imms):
    _, found = ask(imms, "MMR", who="https://fhir.nhs.uk/Id/nhs-number|9990077002")

    assert (found["total"], found["entry"]) == (0, [])


@pytest.mark.parametrize(
    ("targets", "who", "status"),
    [("MMR", "urn:x|1", 400), ("", OLIVER, 400), ("MEASLES", OLIVER, 400), ("HPV", OLIVER, 403)],
)
def test_a_wrong_question_is_refused(imms, targets, who, status):
    assert ask(imms, targets, who)[0] == status


def test_nothing_else_is_offered(imms, code):
    assert code(ask(imms, "MMR", path="Patient")[1]) == "RESOURCE_NOT_FOUND"
