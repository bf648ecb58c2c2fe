"""The pages of the record as values: each answers one question over all sources, in words."""
