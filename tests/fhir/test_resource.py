"""Identity of a resource, and the values that carry it."""

from viewer.fhir.resource import Number, ResourceKey


def test_a_reference_is_type_and_id_and_the_type_alone_without_an_id():
    assert ResourceKey(source="gp", type="Flag", id="7", version="1").reference == "Flag/7"
    assert ResourceKey(source="gp", type="Flag", id="", version="").reference == "Flag"


def test_equal_ids_at_two_sources_are_two_resources():
    keys = {ResourceKey(source=source, type="Flag", id="7", version="") for source in ("gp", "trust")}

    assert len(keys) == 2


def test_a_number_is_its_text():
    assert Number("0.010") == "0.010"
