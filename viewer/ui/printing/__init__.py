"""How a record leaves the window: on paper, as PDF, as a file."""
