"""Everything about one entry."""
