"""Finding in a record: what was asked, the index of its words, what each entry says of itself."""
