"""Where the next page is: followed within the source's own origin, or a reason why not (AUTH-02)."""

from collections.abc import Iterable
from urllib.parse import urlsplit

from viewer.fetch.faults import Fault
from viewer.fetch.page import Page
from viewer.source.address import origin_of, within
from viewer.source.answer import Outcome

BROKEN_LINK_ADVICE = "Tell the source's support desk that its page links are wrong."


def next_address(page: Page, asked: str, base: str, aliases: Iterable[str] = ()) -> str | Fault | None:
    """Return the address of the next page; None where a page is the last.

    ``asked`` is the address of this page, ``base`` the source's own. ``aliases`` are other origins under
    which the source names itself: path and query of such a link are asked for at the source's own origin.
    """
    if not page.next_links:
        return None
    if len(page.next_links) > 1:
        return _broken("it names two different next pages")
    here = within(asked, base, base) or base
    following = within(_at_home(page.next_links[0], base, aliases), base, here)
    if following is None:
        return _broken("its next page is at another address and was not followed, to keep the sign-in safe")
    return following


def _at_home(link: str, base: str, aliases: Iterable[str]) -> str:
    known = {origin_of(alias) for alias in aliases} - {None}
    if not known or origin_of(link) not in known:
        return link
    parts, home = urlsplit(link), urlsplit(base)
    rest = link[len(parts.scheme) + len("://") + len(parts.netloc) :]
    return f"{home.scheme}://{home.netloc}{rest}"


def _broken(why: str) -> Fault:
    return Fault(outcome=Outcome.TRUNCATED, why=why, advice=BROKEN_LINK_ADVICE)
