"""The engine's sign-ins: one for all its sources, each asked with its own transport."""

from viewer.auth.sign_ins import SignIns
from viewer.fetch.options_for import options_for
from viewer.fetch.web import SafeWeb
from viewer.source.protocols import SecretStore


def signs_for(secrets: SecretStore) -> SignIns:
    """Return sign-ins that keep their secrets there and reach addresses as each endpoint is reached."""
    return SignIns(secrets, lambda endpoint: SafeWeb(endpoint, options_for(endpoint, secrets)))
