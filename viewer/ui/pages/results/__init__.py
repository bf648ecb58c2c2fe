"""The page of results: the grid of tests by time, and below it a trend or one report in full."""
