"""What a screen reader is told of the place of an entry: its lane with counts, the crowd it stands in."""

from viewer.record.pages.lanes import RANGE
from viewer.ui.pages.lanes.lane_layout import Stripe

_KEYS = "Arrows go along a lane and to the next, plus and minus zoom, Enter opens."


def described(stripe: Stripe | None, item: int) -> str:
    """Return a sentence for the lane; how many stand in one bar or one place of a chart with this entry."""
    if stripe is None:
        return _KEYS
    sent = stripe.held.sent
    kind = "Chart" if stripe.held.chart is not None else "Lane"
    crowds = [one.items for one in stripe.laid.bars] + [one.items for one in stripe.plotted.spots]
    crowd = next((len(items) for items in crowds if item in items), 1)
    together = f" It stands with {crowd - 1:,} others in one place: Enter zooms in." if crowd > 1 else ""
    began = f" It {_began(stripe, item)} before what is in view." if stripe.began_earlier(item) else ""
    folded = " Folded: Space unfolds it." if stripe.held.folded else ""
    return f"{kind} {sent.title}: {', '.join(stripe.counts)}.{together}{began}{folded}"


def _began(stripe: Stripe, item: int) -> str:
    """Of a day or a year that is known alone it is not certain that it lies before the edge."""
    return "may have begun" if int(stripe.held.shapes[item]) == RANGE else "began"
