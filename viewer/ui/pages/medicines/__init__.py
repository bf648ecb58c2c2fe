"""The medicines board on screen: a table that stands still, and the choices above it."""
