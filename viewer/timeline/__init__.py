"""Order, group, count: the record as one line of time in which everything has a place. Pure."""
