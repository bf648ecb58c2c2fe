"""The results of all sources by time: a grid of tests, a trend of those chosen, a report in full."""
