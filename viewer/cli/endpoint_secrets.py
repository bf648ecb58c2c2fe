"""``tributary endpoint secret``: a secret is typed unseen or piped in; kept, or said not to be."""

import getpass

from viewer.cli.streams import Streams
from viewer.engine.setting import Setting
from viewer.errors import UsageError
from viewer.source.endpoint import Endpoint
from viewer.source.secret import Purpose, secret_name
from viewer.store.endpoint_rules import purposes_of

NOT_KEPT = 1
_ASKED_FOR = {
    Purpose.SIGN_IN: "Secret",
    Purpose.KEY: "Passphrase of the private key, empty for none",
    Purpose.CERTIFICATE: "Passphrase of the client certificate, empty for none",
    Purpose.PROXY: "Password at the proxy",
    Purpose.DIRECTORY: "API key of the directory",
}
_MAY_BE_EMPTY = frozenset({Purpose.KEY, Purpose.CERTIFICATE})


def asked_secret(purpose: Purpose, streams: Streams) -> str:
    """Read a secret: unseen at a terminal, or one line of what is piped in; never from the command line."""
    what = _ASKED_FOR[purpose]
    secret = getpass.getpass(f"{what} (not shown): ") if streams.answers.isatty() else streams.ask()
    if not secret and purpose not in _MAY_BE_EMPTY:
        raise UsageError(f"{what}: a line on standard input is needed", "Nothing was saved.")
    return secret


def kept_words(name: str, setting: Setting, streams: Streams) -> int:
    """Say where the secret is; returns 1 where no keyring took it: it ends with this command (PRIV-08)."""
    if setting.secrets.vault.lasting:
        streams.say(setting.secrets.vault.words)
        return 0
    streams.say(
        "The secret was NOT kept: there is no keyring on this computer that can be used. The source itself "
        f"is set up. Once there is a keyring: tributary endpoint secret {name!r}; until then type the secret "
        "in the window, for one session."
    )
    return NOT_KEPT


def store(endpoint: Endpoint, streams: Streams, setting: Setting) -> int:
    """Ask for every secret of a source and store it anew. Raises UsageError, VaultError."""
    wanted = [purpose for purpose in purposes_of(endpoint) if purpose is not Purpose.REFRESH]
    if not wanted:
        raise UsageError(f"{endpoint.name} is set up without a secret", "Nothing was done.")
    typed = {purpose: asked_secret(purpose, streams) for purpose in wanted}
    for purpose, secret in typed.items():
        name = secret_name(endpoint.id, purpose)
        if secret:
            setting.secrets.store(name, secret)
        else:
            setting.secrets.forget(name)
    return kept_words(endpoint.name, setting, streams)
