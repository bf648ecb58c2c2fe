import pytest

from tests.merge.builders import SNOMED, entry
from viewer.entries.entry import Flag, Standing
from viewer.fhir.concept import Coding
from viewer.merge.sameness import codes_contradict, contradictions, keys_of


def coded(*codings, title="x"):
    return entry(code="", title=title, codings=tuple(Coding(system=s, code=c) for s, c in codings))


@pytest.mark.parametrize(
    ("ours", "theirs", "contradict"),
    [
        (coded((SNOMED, "1")), coded((SNOMED, "1"), ("local", "9")), False),
        (coded((SNOMED, "1")), coded((SNOMED, "2")), True),
        (coded((SNOMED, "1"), ("local", "9")), coded((SNOMED, "1"), ("local", "8")), True),
        (coded((SNOMED, "1")), coded(("local", "9")), False),
        (coded((SNOMED, "1")), coded(("local", "9"), title="y"), True),
        (coded(), coded((SNOMED, "1")), False),
        (coded((SNOMED, "")), coded((SNOMED, "1")), False),
        (coded(), coded(title="y"), True),
    ],
)
def test_codes_contradict_where_one_system_tells_them_apart_or_the_words_do(ours, theirs, contradict):
    assert codes_contradict(ours, theirs) is contradict
    assert codes_contradict(theirs, ours) is contradict


def test_a_dose_that_is_not_stated_contradicts_nothing_but_a_value_does():
    assert contradictions(entry(detail="x"), entry(detail="")) == ()
    assert contradictions(entry(value="x"), entry(value="")) == ("value",)
    assert contradictions(entry(when="2019"), entry(when=None)) == ("date",)
    assert contradictions(entry(status="Final"), entry(status="Amended")) == ("status",)


def test_the_same_instant_sent_in_two_zones_is_the_same_date():
    assert contradictions(entry(when="2024-07-01T01:10:00Z"), entry(when="2024-07-01T02:10:00+01:00")) == ()


def test_keys_need_both_system_and_value_and_content_needs_code_and_date():
    assert keys_of(entry(identifiers=(("", "1"), ("s", "")))).loose == ()
    assert len(keys_of(entry(identifiers=(("s", "1"),), content="c")).tight) == 2
    assert len(keys_of(entry(identifiers=(("s", "1"),), content="c", when=None)).tight) == 1
    assert keys_of(entry(identifiers=(("s", "1"),), flags=[Flag.NOT_UNDERSTOOD])).tight == ()


def test_a_standing_that_differs_gives_another_tight_key():
    one, other = entry(content="c"), entry(content="c", standing=Standing.CURRENT)

    assert keys_of(one).loose == keys_of(other).loose
    assert keys_of(one).tight != keys_of(other).tight


@pytest.mark.parametrize(
    ("reference", "meets"), [("Immunization/1", True), ("Observation/1", False), ("Flag/1", False)]
)
def test_only_a_vaccination_may_share_a_tight_key_and_no_loose_one(reference, meets):
    one = entry("gp", reference, when="2019-03", traits=(("batch", "B1"), ("number", "5")))
    other = entry("trust", reference, when="2019-03-04", traits=(("batch", "B1"), ("number", "5")))

    assert not set(keys_of(one).loose) & set(keys_of(other).loose)
    assert bool(set(keys_of(one).tight) & set(keys_of(other).tight)) is meets
    assert keys_of(one).tight_may_meet_alone is meets
