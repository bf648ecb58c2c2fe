"""The support bundle on the screen."""
