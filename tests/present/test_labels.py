"""Labels in plain words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.present.labels import Labels, element_name


def label(path, extensions=(), many=()):
    return Labels(dict(extensions), set(many)).label(path)


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("clinicalStatus", "Clinical status"),
        ("valueQuantity", "Value"),
        ("onsetDateTime", "Onset"),
        ("birthDate", "Date of birth"),
        ("name[0].given[1]", "Name, given name"),
        ("code.coding[0]", "Code"),
        ("coding[0]", "Coding"),
        ("text.div", "Narrative"),
        ("text.status", "Narrative, status"),
        ("code.text", "Code, text"),
        ("doNotPerform", "DO NOT perform"),
        ("contained[2].code.text", "Contained record, code, text"),
        ("valueSet", "Value set"),
        ("binding.valueSet", "Binding, value set"),
        ("component[1].valueQuantity", "Component, value"),
        ("", "Value"),
        ("_", "'_'"),
    ],
)
def test_a_path_reads_in_words(path, words):
    assert label(path) == words


def test_the_items_of_a_list_are_numbered_where_there_are_several():
    assert label("name[0].given[1]", many={"name[0].given"}) == "Name, given name 2"
    assert label("component[3].code.coding[0]", many={"component"}) == "Component 4, code"
    assert label("a[1][2]", many={"a"}) == "A 2 3"


def test_an_extension_is_called_by_its_name():
    names = {"_birthDate.extension[0]": "Time of birth", "modifierExtension[0]": "Negated"}

    assert label("_birthDate.extension[0].valueDateTime", names) == "Date of birth, time of birth"
    assert label("modifierExtension[0].valueBoolean", names) == "Modifier: Negated"
    assert label("extension[1].valueCode") == "Extension"
    assert label("extension[0].valueCode", many={"extension"}) == "Extension"


@given(st.text())
def test_any_path_and_any_name_has_a_label(path):
    assert label(path).strip() or not path.strip()
    assert element_name(path).strip() or not path
