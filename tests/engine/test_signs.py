"""The engine's sign-ins reach a sign-in service as its endpoint is reached."""

from viewer.demo.authority.proofs import Client
from viewer.demo.authority.server import Authority
from viewer.engine.signs import signs_for
from viewer.source.connection import OAuth
from viewer.source.endpoint import Endpoint, SignIn
from viewer.store.vault import MemoryVault


def test_a_program_s_own_sign_in_is_had_over_the_endpoint_s_transport():
    vault = MemoryVault()
    vault.store("a" * 32, "s3cret")
    with Authority(Client("program", secret="s3cret")) as authority:
        endpoint = Endpoint(
            id="a" * 32, name="A", care_setting="", base_url=authority.fhir, sign_in=SignIn.CLIENT,
            oauth=OAuth(client_id="program"),
        )  # fmt: skip
        headers = signs_for(vault).authoriser(endpoint).headers(endpoint)

        assert authority.service.lets_in(headers["Authorization"])
