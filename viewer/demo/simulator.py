"""Decides what a simulator of a national service is: a site, and how its answers are made."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from viewer.demo.answers import Answers
from viewer.demo.shelf import Shelf
from viewer.demo.sign_in import Guard
from viewer.demo.sites import Site, SiteKey


@dataclass(frozen=True, slots=True)
class Simulator:
    """``answers`` gets the site, what the four endpoints hold (the same patients) and the sign-in."""

    site: Site
    answers: Callable[[Site, Mapping[SiteKey, Shelf], Guard], Answers]
