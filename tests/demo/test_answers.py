import pytest

from viewer.demo.answers import Answers, Request, request_from
from viewer.demo.faults import WHOLE
from viewer.demo.sign_in import Guard
from viewer.demo.sites import SITES

GP, ACUTE = SITES[:2]


@pytest.fixture
def acute(files):
    return Answers(ACUTE, files[ACUTE.key], Guard())


def asked(path, *query, method="GET", body=b""):
    return Request(method=method, path=path, query=query, body=body)


@pytest.mark.parametrize(
    ("request_", "status"),
    [
        (asked("metadata"), 200),
        (asked("Patient/NM700142"), 200),
        (asked("Patient/nobody"), 404),
        (asked("Binary/NM700142-bin-discharge"), 200),
        (asked("Condition", ("patient", "NM700142")), 200),
        (asked("Condition"), 400),
        (asked("Substance", ("patient", "NM700142")), 404),
        (asked("", ("_getpages", "gone")), 410),
        (asked("Patient/$gpc.getstructuredrecord", method="POST"), 404),
        (asked("Condition/_search", method="POST", body=b"patient=NM700142"), 200),
    ],
)
def test_a_request_gets_the_status_that_fhir_wants(acute, request_, status):
    assert acute.reply(request_).status == status


def test_a_read_is_the_bytes_of_the_file(acute, files):
    assert (
        acute.reply(asked("Observation/NM700142-tsh")).body
        == files[ACUTE.key].one("Observation", "NM700142-tsh").body
    )


def test_the_operation_is_answered_at_the_gp_endpoint_only(files):
    gp = Answers(GP, files[GP.key], Guard())

    assert gp.reply(asked("Patient/$gpc.getstructuredrecord", method="POST", body=b"{}")).status == 400


def test_a_fault_is_labelled_by_type_operation_or_metadata(acute):
    assert acute.label(asked("Condition", ("patient", "x"))) == ("Condition", 1)
    assert acute.label(asked("metadata")) == ("metadata", 1)
    assert acute.label(asked("Patient/$gpc.getstructuredrecord")) == ("$gpc.getstructuredrecord", WHOLE)
    assert acute.label(asked("", ("_getpages", "gone"))) == ("", 2)


def test_a_request_outside_the_base_is_no_request():
    assert request_from("GET", "/", "/fhir/R4", b"") is None
    assert request_from("GET", "/fhir/R4x/Patient", "/fhir/R4", b"") is None
    assert request_from("GET", "/fhir/R4?a=b", "/fhir/R4", b"") == asked("", ("a", "b"))
