"""Whom to look for, who was found where, and who is linked by hand."""
