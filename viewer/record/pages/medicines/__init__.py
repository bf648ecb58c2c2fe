"""The medicines board: one row per medicine, one column per source, every cell in words."""
