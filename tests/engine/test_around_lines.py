"""What stands around an entry travels inside its detail, and is nothing where nobody has worked it out."""

from tests.ui.sample_messages import detail
from viewer.engine.around_lines import Around, AroundStep, AroundWay
from viewer.engine.frames import HEADER, from_engine, pack


def test_it_comes_over_as_it_was_sent():
    ways = (AroundWay(kind="near", label="Within 7 days (31)", targets=(("e", ""),)),)
    around = Around(
        ways=ways, steps=(AroundStep(later=True, words="7 mmol/L", entry="o"),), notes=("Nothing",)
    )
    said = detail(around=around)
    assert from_engine(pack(said)[HEADER:]).around == around
    assert detail().around == Around()
