"""What the screen, the print and the headless command say of a record, as values. Pure."""
