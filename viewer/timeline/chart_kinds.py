"""What a number of a chart is besides its value: the bits of a byte, known without loading numpy."""

BELOW, ABOVE, OPEN = 1, 2, 4
"""Sent as less than, as more than; not final, or with a mark: drawn hollow."""
