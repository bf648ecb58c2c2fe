"""Which headers every request to a national service carries beside the sign-in (NHS-03).

Source: the PDS FHIR API's specification (X-Request-ID, X-Correlation-ID, NHSD-Session-URID,
NHSD-End-User-Organisation-ODS); the Summary Care Record's and the Record Locator's name the same ones.
"""

from dataclasses import dataclass, field
from uuid import uuid4

from viewer.source.connection import Nhs
from viewer.source.endpoint import Endpoint, SignIn

REQUEST_ID = "X-Request-ID"
CORRELATION_ID = "X-Correlation-ID"
ROLE = "NHSD-Session-URID"
ORGANISATION = "NHSD-End-User-Organisation-ODS"


def new_id() -> str:
    """Return a UUID as the services want it: lower case, with hyphens."""
    return str(uuid4())


def acts_for_user(endpoint: Endpoint) -> bool:
    """Whether a person signs in there; an application that signs for itself has no user (NHS-04)."""
    return endpoint.sign_in is not SignIn.SIGNED_JWT


@dataclass(frozen=True, slots=True, kw_only=True)
class Letterhead:
    """Writes the headers of one run: the correlation id is the run's, the request id each question's.

    A question that is sent again must be sent with the same mapping: ``Desk.get`` and ``Desk.post`` do so.
    ``user``: whether a person is signed in, whose chosen role is named then.
    """

    nhs: Nhs
    user: bool = True
    correlation: str = field(default_factory=new_id)

    def headers(self) -> dict[str, str]:
        """Return the headers of one question; call it once a question, never once an attempt."""
        sent = {
            REQUEST_ID: new_id(),
            CORRELATION_ID: self.correlation,
            ROLE: self.nhs.role if self.user else "",
            ORGANISATION: self.nhs.organisation,
        }
        return {name: value for name, value in sent.items() if value}


def letterhead(endpoint: Endpoint, act: str = "") -> Letterhead:
    """Return the headers' writer for one run at an endpoint; ``act`` is its id in the audit trail."""
    return Letterhead(nhs=endpoint.nhs, user=acts_for_user(endpoint), correlation=act or new_id())
