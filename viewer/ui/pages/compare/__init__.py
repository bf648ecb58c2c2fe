"""The page that puts two sources, or two dates, side by side."""
