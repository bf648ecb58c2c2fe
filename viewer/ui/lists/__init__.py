"""Lists of rows that keep still: the timeline and every list like it."""
