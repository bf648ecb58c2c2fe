from hypothesis import given
from hypothesis import strategies as st

from viewer.entries.traits.register import TRAITS, traits_of

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)
ELEMENTS = [
    "value",
    "valueQuantity",
    "component",
    "bodySite",
    "dosage",
    "dosageInstruction",
    "dispenseRequest",
    "reaction",
    "stage",
    "content",
    "protocolApplied",
    "class",
    "period",
    "location",
    "specimen",
    "hasMember",
    "conclusion",
    "masterIdentifier",
    "lotNumber",
]


@given(st.sampled_from(sorted(TRAITS)), st.dictionaries(st.sampled_from(ELEMENTS), JSON))
def test_no_content_breaks_the_reading_of_traits(kind, content):
    assert traits_of(kind, content) == tuple(sorted(traits_of(kind, content)))


def test_a_type_without_traits_has_none():
    assert traits_of("Basic", {"code": {"text": "x"}}) == ()
