"""One sign-in while it lasts: its tokens, who signed in, in which role; and what of it the screen may see."""

from dataclasses import dataclass, replace

from viewer.auth.scopes import denied_types, scope_lines
from viewer.auth.tokens import Tokens
from viewer.source.signed_in import Role, SignedIn


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Session:
    """``asked``: the scopes that were asked for, "" for none. ``role``: the chosen one's code, "" for none.

    ``roles`` empty: this sign-in knows no roles. ``issued_at`` is the token URL that gave it, "" for one by a
    program, which has no refresh token. ``repr`` says nothing, as the tokens' does not.
    """

    tokens: Tokens
    asked: str = ""
    user: str = ""
    person: str = ""
    roles: tuple[Role, ...] = ()
    role: str = ""
    notes: tuple[str, ...] = ()
    issued_at: str = ""

    @property
    def needs_role(self) -> bool:
        """Whether the person has to choose a role before anything is asked (AUTH-16)."""
        return bool(self.roles) and not self.role

    def in_role(self, wanted: str) -> "Session":
        """Return the sign-in in a role: the wanted one, or the only one there is; else in none yet."""
        codes = [role.code for role in self.roles]
        only = codes[0] if len(codes) == 1 else ""
        return replace(self, role=wanted if wanted in codes else only)

    def after(self, tokens: Tokens) -> "Session":
        """Return the sign-in with renewed tokens; the launch context stays what it was (AUTH-19)."""
        old = self.tokens
        kept = replace(
            tokens,
            refresh=tokens.refresh or old.refresh,
            refresh_expires=tokens.refresh_expires or old.refresh_expires,
            scope=old.scope if tokens.scope is None else tokens.scope,
            patient=tokens.patient or old.patient,
            encounter=tokens.encounter or old.encounter,
            need_banner=tokens.need_banner and old.need_banner,
            hub_url=tokens.hub_url or old.hub_url,
            hub_topic=tokens.hub_topic or old.hub_topic,
            notes=tokens.notes or old.notes,
        )
        return replace(self, tokens=kept)

    def shown(self) -> SignedIn:
        """Return what the screen may see."""
        lines = scope_lines(self.asked, self.tokens.scope)
        chosen = next((role.words for role in self.roles if role.code == self.role), "")
        return SignedIn(
            user=self.user,
            person=self.person,
            role=chosen,
            roles=self.roles,
            scopes=lines,
            patient=self.tokens.patient,
            encounter=self.tokens.encounter,
            need_banner=self.tokens.need_banner,
            hub_url=self.tokens.hub_url,
            hub_topic=self.tokens.hub_topic,
            expires=self.tokens.expires,
            notes=(*self._remarks(denied_types(lines)), *self.notes, *self.tokens.notes),
        )

    def _remarks(self, denied: int) -> list[str]:
        remarks = []
        if denied:
            word = "type of record" if denied == 1 else "types of record"
            remarks.append(
                f"The source did not grant {denied} {word}: they may be missing, and will be marked."
            )
        if self.asked and self.tokens.scope is None:
            remarks.append("The source did not say which rights it granted; they are taken to be as asked.")
        if self.needs_role:
            remarks.append("You have several roles: choose the one you work in now.")
        return remarks
