"""Values that all stages share: what a source is, what it gave, and what is missing. Pure."""
