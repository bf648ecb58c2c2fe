"""An empty list of what may not be read is no empty list."""

from types import SimpleNamespace

import pytest

from viewer.auth.authorise import Anonymous
from viewer.auth.scopes import scope_lines
from viewer.source.answer import Outcome
from viewer.source.signed_in import SignedIn
from viewer.source.state import SourceState

TYPES = ["AllergyIntolerance", "Condition"]
ASKED = "user/AllergyIntolerance.read user/Condition.read"


class Signed(Anonymous):
    """A sign-in to which a source granted what a test says."""

    def __init__(self, granted):
        shown = SignedIn(scopes=scope_lines(ASKED, granted))
        self.session = SimpleNamespace(shown=lambda: shown)


@pytest.mark.parametrize("ids", [(), ("1",)])
@pytest.mark.parametrize("everything", [False, True])
def test_what_came_empty_without_the_right_to_read_it_is_denied_in_words(fetching, site, ids, everything):
    operation = {
        "name": "everything",
        "definition": "http://hl7.org/fhir/OperationDefinition/Patient-everything",
    }
    more = {"operation": [operation]} if everything else {}
    site.on("metadata", fetching.capability(TYPES, **more))
    site.on("Patient/1/$everything", fetching.Said(body=fetching.bundle("1", kind="Patient")))
    for kind in TYPES:
        site.on(kind, fetching.Said(body=fetching.bundle(*ids, total=len(ids), kind=kind)))

    result = fetching.read(site, Signed("user/AllergyIntolerance.read"))

    assert result.ended("AllergyIntolerance").outcome is Outcome.COMPLETE
    assert result.ended("Condition").outcome is (Outcome.COMPLETE if ids else Outcome.DENIED)
    assert result.end.state is (SourceState.COMPLETE if ids else SourceState.PARTIAL)
    assert ids or "was asked for and not granted" in result.why("Condition")


def test_what_is_counted_as_none_without_the_right_is_denied_too(fetching, site):
    operation = {
        "name": "everything",
        "definition": "http://hl7.org/fhir/OperationDefinition/Patient-everything",
    }
    site.on("metadata", fetching.capability(["Goal"], operation=[operation]))
    site.on("Patient/1/$everything", fetching.Said(body=fetching.bundle("1", kind="Patient")))
    site.on("Goal", fetching.Said(body=fetching.bundle(total=0, kind="Goal")))
    sign_in = Signed(ASKED)
    sign_in.session.shown = lambda: SignedIn(scopes=scope_lines("user/Goal.read", ""))

    assert fetching.read(site, sign_in).ended("Goal").outcome is Outcome.DENIED


@pytest.mark.parametrize("granted", [None, ASKED])
def test_a_right_that_was_granted_makes_an_empty_list_empty(fetching, site, granted):
    site.on("Condition", fetching.Said(body=fetching.bundle(total=0)))

    assert fetching.read(site, Signed(granted)).ended("Condition").outcome is Outcome.COMPLETE
