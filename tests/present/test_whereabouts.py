"""What may say where a person is."""

import pytest

from viewer.present.whereabouts import says_where


@pytest.mark.parametrize(("path", "says"), [
    ("Patient.telecom[1].value", True), ("RelatedPerson.address[0].line[0]", True),
    ("Observation.contained[0].address.city", True), ("Composition.contained[2].text.div", True),
    ("Patient.name[0].family", False), ("Observation.text.div", False), ("Location.address.city", False),
])  # fmt: skip
def test_only_what_is_about_a_person_says_where_they_are(path, says):
    assert says_where(path) is says
