"""What is said of a PIN that was wrong, or not looked at: how many tries are left, and who helps then."""

from viewer.store.pins import Judged

IS_NOT = "This is not the PIN."
_THEN = {
    False: "only the end of the session is left",
    True: "only unlocking the workstation, where policy lets it, or your IT support helps",
}
_NO_TRY = {
    False: "No more tries: end the session. Sign in to the sources again afterwards.",
    True: "No more tries: if nothing else is offered here, ask your IT support to reset the PIN.",
}


def no_try(*, personal: bool) -> str:
    """Return what is left where no try is; ``personal``: the PIN is that of one person's account."""
    return _NO_TRY[personal]


def judged_words(judged: Judged, *, personal: bool) -> str:
    """Return what to say of a try, "" for the right PIN.

    >>> judged_words(Judged(ok=False, judged=False, tries_left=2, wait_s=9.6), personal=False)
    'Not looked at: wait 10 s, then type it again. 2 tries left.'
    """
    if judged.ok:
        return ""
    if not judged.tries_left:
        return no_try(personal=personal)
    seconds, tries = max(1, round(judged.wait_s)), "try" if judged.tries_left == 1 else "tries"
    if not judged.judged:
        return f"Not looked at: wait {seconds} s, then type it again. {judged.tries_left} {tries} left."
    wait = f"Wait {seconds} s before the next try." if judged.wait_s else ""
    return f"{IS_NOT} {judged.tries_left} more {tries}, then {_THEN[personal]}. {wait}".strip()
