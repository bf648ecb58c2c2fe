"""Questions as addresses: nothing typed can become another question."""

from urllib.parse import parse_qsl, urlsplit

from hypothesis import given
from hypothesis import strategies as st

from viewer.fetch.question import address_of, literal, operation_address, read_address


@given(st.text(min_size=1), st.text(min_size=1))
def test_every_value_comes_back_as_it_was(one, other):
    parts = urlsplit(address_of("Patient", [("family", one), ("given", other)]))

    if not {"<", "=", ">"} & set(one + other):  # fhirclient leaves these as they are
        assert parse_qsl(parts.query, keep_blank_values=True) == [("family", one), ("given", other)]
    assert parts.path == "Patient"
    assert parts.fragment == ""


@given(st.text())
def test_an_id_never_leaves_its_place_in_the_path(name):
    address = read_address(f"Patient/{name}")

    assert address.count("/") == 1
    assert "?" not in address
    assert "#" not in address


def test_signs_of_search_are_taken_literally():
    assert literal("a,b|c$d\\e") == r"a\,b\|c\$d\\e"


def test_a_name_may_come_twice():
    address = address_of("Condition", [("date", "ge2019"), ("patient", "1"), ("date", "lt2020")])

    query = parse_qsl(urlsplit(address).query)
    assert sorted(query) == [("date", "ge2019"), ("date", "lt2020"), ("patient", "1")]


@given(st.text().filter(lambda name: "/" not in name))
def test_an_id_never_changes_an_operation(name):
    address = operation_address(f"Patient/{name}/$everything", [])

    assert address.startswith("Patient/")
    assert address.endswith("/$everything")
    assert address.count("/") == 2
    assert not set("?#") & set(address)
