"""Which headers a question to a GP practice carries through the Spine Secure Proxy (GPC-10).

Source: GP Connect, "Retrieve a patient's structured record", "Search for a patient's documents", "Retrieve a
document". Through the proxy the provider's whole address follows the proxy's: ``https://proxy/https://provider/base``.
"""

from dataclasses import dataclass
from enum import StrEnum
from uuid import uuid4

TRACE_ID = "Ssp-TraceID"
FROM = "Ssp-From"
TO = "Ssp-To"
INTERACTION = "Ssp-InteractionID"
MEDIA_TYPE = "application/fhir+json"
_SERVICES = "urn:nhs:names:services:gpconnect"


class Interaction(StrEnum):
    """What is asked, as the proxy and the directory know it."""

    STRUCTURED = f"{_SERVICES}:fhir:operation:gpc.getstructuredrecord-1"
    FIND_PATIENT = f"{_SERVICES}:documents:fhir:rest:search:patient-1"
    SEARCH_DOCUMENTS = f"{_SERVICES}:documents:fhir:rest:search:documentreference-1"
    READ_DOCUMENT = f"{_SERVICES}:documents:fhir:rest:read:binary-1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """How one practice is reached: its address, by itself or behind the proxy's, and both sides' ASIDs."""

    base: str
    from_asid: str
    to_asid: str

    def address(self, path: str) -> str:
        """Return the whole address of a path: joining would take one slash out of the proxy's form."""
        return f"{self.base.rstrip('/')}/{path}"

    def own(self, link: str) -> str:
        """Return a link of the provider's own as it is reached: through the proxy where there is one."""
        proxy, found, provider = self.base.rstrip("/").partition("/https://")
        inside = bool(found) and link.startswith(f"https://{provider}")
        return f"{proxy}/{link}" if inside else link

    def headers(self, interaction: Interaction) -> dict[str, str]:
        """Return the headers of one question; call it once a question, never once an attempt."""
        return {
            "Accept": MEDIA_TYPE,
            TRACE_ID: str(uuid4()),
            FROM: self.from_asid,
            TO: self.to_asid,
            INTERACTION: interaction.value,
        }
