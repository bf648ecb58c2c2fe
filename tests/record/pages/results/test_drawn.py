from tests.record.pages.results.builders import encoded, observation, quantity
from viewer.record.pages.results.drawn import unit_key
from viewer.record.pages.results.figures import figures_of


def key(**given):
    sent = {**quantity("4", "mmol/L"), **given}
    return unit_key(
        figures_of(encoded(observation(value=None, valueQuantity={k: v for k, v in sent.items() if v})))[0]
    )


def test_the_ucum_code_is_the_unit_whatever_it_is_called():
    assert key(unit="millimoles per litre") == "mmol/L"


def test_without_ucum_the_words_are_and_are_no_ucum_code():
    assert key(system="", code="") == " mmol/L"
    assert key(system="urn:x", code="mmol/L") == "urn:x mmol/L"
