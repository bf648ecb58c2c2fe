import pytest

from tests.entries.builders import coded
from viewer.entries.traits.immunisations import immunisation_traits


@pytest.mark.parametrize(
    "protocol",
    [
        {"protocolApplied": [{"doseNumberPositiveInt": 2}]},
        {"protocolApplied": [{"doseNumberString": "2"}]},
        {"protocolApplied": [{"doseNumber": "2"}]},
        {"vaccinationProtocol": [{"doseSequence": 2}]},
    ],
)
def test_the_dose_of_a_course_is_read_in_every_version(protocol):
    assert dict(immunisation_traits(protocol)) == {"dose of the course": "2"}


def test_batch_site_and_route():
    traits = dict(immunisation_traits({"lotNumber": " AB1 ", "site": coded("1"), "route": coded("2")}))
    assert traits["batch"] == "ab1"
    assert {"site", "route"} <= traits.keys()
    assert immunisation_traits({"protocolApplied": [{"series": "x"}]}) == ()
