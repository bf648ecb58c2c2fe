"""What STU3 calls otherwise than R4 and means the same: by resource type, from the definitions of both."""

from types import MappingProxyType

from viewer.fhir.resource import Json
from viewer.fhir.typed import obj, objects, text
from viewer.record.ips.renames import (
    Made,
    as_concept,
    as_list,
    drop_false,
    encounter_of_context,
    objects_of,
    rename,
    steps,
    within,
)

_CODES = "http://terminology.hl7.org/CodeSystem"
_OF_STU3 = "http://hl7.org/fhir/3.0/StructureDefinition/extension-"
"""FHIR's own way to carry an element of another version ("Extensions for converting between versions")."""
_TAKEN = f"{_OF_STU3}MedicationStatement.taken"
"""``n`` is not carried by it: that a medicine is not taken must not stand in an extension."""
_ON_BEHALF = f"{_OF_STU3}MedicationRequest.requester.onBehalfOf"


def _doses(made: Made) -> None:
    """Dose and rate stand in ``doseAndRate`` in R4."""
    names = ("doseQuantity", "doseRange", "rateQuantity", "rateRange", "rateRatio")
    found = {name: made.pop(name) for name in names if name in made}
    if found:
        made["doseAndRate"] = [found]


def _requester(made: Made) -> None:
    """R4's requester is the agent alone: on whose behalf it acted goes into FHIR's own extension."""
    requester, agent = obj(made.get("requester")), obj(obj(made.get("requester")).get("agent"))
    if not agent or not set(requester) <= {"agent", "onBehalfOf"}:
        return
    made["requester"] = dict(agent)
    if "onBehalfOf" in requester:
        behalf: Json = {"url": _ON_BEHALF, "valueReference": requester["onBehalfOf"]}
        made["requester"] = {**agent, "extension": [*objects_of(agent.get("extension")), behalf]}


def _performers(made: Made) -> None:
    """A DiagnosticReport's performer is a plain reference in R4: a role would be lost."""
    given = objects(made.get("performer"))
    if given and all(set(one) == {"actor"} for one in given):
        made["performer"] = [one["actor"] for one in given]


def _comment(made: Made) -> None:
    if isinstance(made.get("comment"), str) and "_comment" not in made:
        made["note"] = [{"text": made.pop("comment")}]


_RELATED = {"has-member": "hasMember", "derived-from": "derivedFrom"}


def _related(made: Made) -> None:
    given = objects(made.get("related"))
    if not given or any(
        text(one.get("type")) not in _RELATED or set(one) != {"type", "target"} for one in given
    ):
        return
    del made["related"]
    for one in given:
        found: Json = made.setdefault(_RELATED[text(one.get("type"))], [])
        if isinstance(found, list):  # pragma: no branch - STU3 has no element of that name
            found.append(one["target"])


def _taken(made: Made) -> None:
    if text(made.get("taken")) in {"y", "unk", "na"} and "_taken" not in made:
        extension: Json = {"url": _TAKEN, "valueCode": made.pop("taken")}
        made["extension"] = [*objects_of(made.get("extension")), extension]


def _substitution(made: Made) -> None:
    inner = made.get("substitution")
    if isinstance(inner, dict):
        rename("allowed", "allowedBoolean")(inner)


def _explanation(made: Made) -> None:
    if set(obj(made.get("explanation"))) == {"reason"}:
        made["reasonCode"] = obj(made.pop("explanation"))["reason"]


_dosage = within("dosageInstruction", _doses)
_not_done = steps(drop_false("notDone"), encounter_of_context)

FROM_STU3 = MappingProxyType(
    {
        "AllergyIntolerance": steps(
            as_concept("clinicalStatus", f"{_CODES}/allergyintolerance-clinical", "active inactive resolved"),
            as_concept(
                "verificationStatus",
                f"{_CODES}/allergyintolerance-verification",
                "unconfirmed confirmed refuted entered-in-error",
            ),
            rename("assertedDate", "recordedDate"),
        ),
        "Condition": steps(
            as_concept(
                "clinicalStatus",
                f"{_CODES}/condition-clinical",
                "active recurrence inactive remission resolved",
            ),
            as_concept(
                "verificationStatus",
                f"{_CODES}/condition-ver-status",
                "provisional differential confirmed refuted entered-in-error",
            ),
            rename("assertedDate", "recordedDate"),
            encounter_of_context,
            as_list("stage"),
        ),
        "Observation": steps(_comment, encounter_of_context, as_list("interpretation"), _related),
        "DiagnosticReport": steps(
            as_list("category"),
            encounter_of_context,
            rename("codedDiagnosis", "conclusionCode"),
            rename("image", "media"),
            _performers,
        ),
        "MedicationRequest": steps(
            encounter_of_context, _requester, as_list("category"), _dosage, _substitution
        ),
        "MedicationStatement": steps(_taken, within("dosage", _doses)),
        "MedicationDispense": steps(drop_false("notDone"), _dosage),
        "MedicationAdministration": steps(
            drop_false("notGiven"),
            rename("prescription", "request"),
            rename("reasonNotGiven", "statusReason"),
        ),
        "Immunization": steps(
            drop_false("notGiven"),
            rename("date", "occurrenceDateTime"),
            rename("practitioner", "performer"),
            within("performer", rename("role", "function")),
            _explanation,
        ),
        "Procedure": steps(_not_done, within("performer", rename("role", "function"))),
        "Medication": within("ingredient", rename("amount", "strength")),
        "Device": rename("model", "modelNumber"),
        "CarePlan": encounter_of_context,
        "Flag": as_list("category"),
        "Location": as_list("type"),
        "DeviceUseStatement": rename("indication", "reasonCode"),
    }
)
"""Changes a copy of the resource in place."""
