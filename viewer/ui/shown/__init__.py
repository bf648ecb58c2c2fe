"""What was on the screen when, as a dialog."""
