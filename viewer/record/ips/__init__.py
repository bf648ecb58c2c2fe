"""What an International Patient Summary is made of: shapes of R4, ways there, sections, references. Pure."""
