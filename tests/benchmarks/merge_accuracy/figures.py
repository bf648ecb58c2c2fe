"""How sure a share is: Wilson's interval, and the exact bound where nothing went wrong."""

from math import sqrt

_Z = 1.959963984540054
_TAIL = 0.025


def lower_bound(good: int, of: int) -> float:
    """Lower end of the two-sided 95 % interval: Wilson's; Clopper-Pearson's where all were good.

    >>> round(lower_bound(300, 300), 4), round(lower_bound(90, 100), 3), lower_bound(0, 0)
    (0.9878, 0.826, 0.0)
    """
    if not of:
        return 0.0
    if good == of:
        return _TAIL ** (1 / of)
    share, squared = good / of, _Z**2
    middle = share + squared / (2 * of)
    spread = _Z * sqrt(share * (1 - share) / of + squared / (4 * of * of))
    return max(0.0, (middle - spread) / (1 + squared / of))


def said(good: int, of: int) -> str:
    """``0.984 (0.971)``, the share and its bound; a dash where there was nothing to count."""
    return f"{rounded_down(good / of)} ({rounded_down(lower_bound(good, of))})" if of else "-"


def rounded_down(share: float) -> str:
    """Three digits that never round a failure to 1.000.

    >>> rounded_down(0.99996), rounded_down(1.0)
    ('0.999', '1.000')
    """
    return f"{int(share * 1000) / 1000:.3f}" if share < 1 else "1.000"
