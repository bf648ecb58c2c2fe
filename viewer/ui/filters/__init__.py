"""What stands beside the lists: the filter panel, saved filters, why something is not shown."""
