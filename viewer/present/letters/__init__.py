"""Bytes of a letter or report to what a reader can be shown; every byte is taken for hostile (NAR-01..07)."""
