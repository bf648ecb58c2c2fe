"""How things look and wrap: theme, labels, focus ring, the words of a row."""
