"""Reading FHIR of STU3, R4, R4B and R5: bytes to resources, dates, codes, quantities, references. Pure.

Nothing here throws on bad content but ``ResourceError``; a wrong type in a field reads as absent to the
typed readers and still stands in the full detail, which works on the source tokens.
"""
