"""What is new in a record: against a former state of it, and against a date. Pure."""
