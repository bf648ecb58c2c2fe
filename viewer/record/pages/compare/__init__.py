"""Two sources, or two dates, side by side. Pure."""
