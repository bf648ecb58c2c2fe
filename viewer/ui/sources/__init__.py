"""Setting up sources and signing in to them; the strip and the grid that say how each of them answered."""
