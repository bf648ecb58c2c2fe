"""The table of key elements holds every must-support and every modifying element that the tables know."""

from tests.definitions.tables import all_modifiers, all_must_support
from viewer.present.key_elements import KEY_ELEMENTS

_BANNER = {"subject", "patient", "beneficiary"}
_BODY = {"entry", "section", "text", "series", "item"}


def element(path):
    return path if path.startswith("meta.") else path.partition(".")[0]


def test_every_must_support_element_is_among_the_key_elements():
    missing = {
        f"{kind}.{path}"
        for (_, kind), paths in all_must_support().items()
        for path in map(element, paths)
        if path not in {*KEY_ELEMENTS[kind], *_BANNER, *_BODY}
    }

    assert missing == set()


def test_every_modifier_of_every_version_is_among_the_key_elements():
    paths = (one.path.partition(".") for one in all_modifiers())
    missing = {
        f"{kind}.{path}"
        for kind, _, path in paths
        if kind in KEY_ELEMENTS and element(path) not in {*KEY_ELEMENTS[kind], *_BODY}
    }

    assert missing == set()
