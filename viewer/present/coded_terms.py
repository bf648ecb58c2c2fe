"""What a coding without words means, where its code system is one of HL7's own that the reader gains by."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from viewer.fhir.concept import Coding, Concept
from viewer.present.code_words import spelled

_HOSTS = ("http://terminology.hl7.org/CodeSystem/", "http://hl7.org/fhir/")
_SPELLED = """
condition-clinical: active recurrence relapse inactive remission resolved unknown
condition-ver-status: unconfirmed provisional differential confirmed refuted entered-in-error
condition-category: problem-list-item encounter-diagnosis
allergyintolerance-clinical: active inactive resolved
allergyintolerance-verification: unconfirmed presumed confirmed refuted entered-in-error
allergy-intolerance-type: allergy intolerance
observation-category: social-history vital-signs imaging laboratory procedure survey exam therapy activity
goal-achievement: in-progress improving worsening no-change achieved sustaining not-achieved no-progress
 not-attainable
goal-priority: high-priority medium-priority low-priority
goal-category: dietary safety behavioral nursing physiotherapy
flag-category: diet drug lab admin contact clinical behavioral research advance-directive safety
communication-category: alert notification reminder instruction
medicationrequest-category: inpatient outpatient community discharge
medicationrequest-course-of-therapy: continuous acute seasonal
medication-statement-category: inpatient outpatient community patientspecified
medication-admin-category: inpatient outpatient community
diagnosis-role: AD DD CC CM pre-op post-op billing
admit-source: hosp-trans emd outp born gp mp nursing psych rehab other
discharge-disposition: home alt-home other-hcf hosp long aadvice exp psy rehab snf oth
immunization-recommendation-status: due overdue immune contraindicated complete
immunization-origin: provider record recall school jurisdiction
immunization-evaluation-dose-status: valid notvalid
consentscope: adr research patient-privacy treatment
risk-probability: negligible low moderate high certain
adverse-event-severity: mild moderate severe
adverse-event-seriousness: Non-serious Serious serious
adverse-event-outcome: resolved recovering ongoing resolvedWithSequelae fatal unknown
adverse-event-category: product-problem product-quality product-use-error wrong-dose
 incorrect-prescribing-information wrong-technique wrong-route-of-administration wrong-rate wrong-duration
 wrong-time expired-drug medical-device-use-error problem-different-manufacturer unsafe-physical-environment
location-physical-type: si bu wi wa lvl co ro bd ve ho ca rd area jdn vi
list-order: user system event-date entry-date priority alphabetic category patient
"""
_TERMS = """
v3-ObservationInterpretation: H=high | L=low | N=normal | A=abnormal | HH=critically high | LL=critically
 low | AA=critically abnormal | HU=significantly high | LU=significantly low | U=significant change up |
 D=significant change down | B=better | W=worse | S=susceptible | I=intermediate | R=resistant |
 SDD=susceptible, dose dependent | POS=positive | NEG=negative | IND=indeterminate | E=equivocal |
 DET=detected | ND=not detected | RR=reactive | NR=non-reactive | WR=weakly reactive | EXP=expected |
 UNE=unexpected | <=off scale low | >=off scale high | IE=insufficient evidence | NS=non-susceptible
v3-ActCode: AMB=outpatient contact | IMP=inpatient stay | ACUTE=acute inpatient stay | NONAC=non-acute
 inpatient stay | EMER=emergency attendance | HH=home visit | FLD=contact in the field | VR=virtual contact
 | SS=short stay | OBSENC=observation stay | OPTIN=opt in | OPTOUT=opt out | PRENC=before admission
v3-MaritalStatus: A=annulled | D=divorced | I=interlocutory | L=legally separated | M=married |
 P=polygamous | S=never married | T=domestic partner | U=unmarried | W=widowed | C=common law
v3-RoleCode: FAMMEMB=family member | CHILD=child | SON=son | DAU=daughter | NCHILD=natural child |
 PRN=parent | FTH=father | MTH=mother | NFTH=natural father | NMTH=natural mother | ADOPTP=adoptive parent
 | STPFTH=stepfather | STPMTH=stepmother | BRO=brother | SIS=sister | SIB=sibling | NBRO=natural brother |
 NSIS=natural sister | HBRO=half-brother | HSIS=half-sister | TWIN=twin | GRPRN=grandparent |
 GRFTH=grandfather | GRMTH=grandmother | MGRFTH=maternal grandfather | MGRMTH=maternal grandmother |
 PGRFTH=paternal grandfather | PGRMTH=paternal grandmother | UNCLE=uncle | AUNT=aunt | MUNCLE=maternal
 uncle | PUNCLE=paternal uncle | MAUNT=maternal aunt | PAUNT=paternal aunt | COUSN=cousin | MCOUSN=maternal
 cousin | PCOUSN=paternal cousin | NEPHEW=nephew | NIECE=niece | GRNDCHILD=grandchild | GRNDSON=grandson |
 GRNDDAU=granddaughter | SPS=spouse | HUSB=husband | WIFE=wife | DOMPART=domestic partner |
 SIGOTHR=significant other | FRND=friend | NBOR=neighbour | ONESELF=self | GUARD=guardian | POWATT=power of
 attorney
v3-ParticipationType: ADM=admitter | ATND=attender | CALLBCK=contact for calling back | CON=consultant |
 DIS=discharger | ESC=escort | REF=referrer | SPRF=secondary performer | PPRF=primary performer |
 PART=participant | AUT=author | ENT=entered by | INF=informant | TRANS=transcriber | VRF=verifier |
 WIT=witness
v3-Confidentiality: U=unrestricted | L=low | M=moderate | N=normal | R=restricted | V=very restricted
v2-0131: C=emergency contact | E=employer | F=federal agency | I=insurance company | N=next of kin |
 S=state agency | U=not known | BP=billing contact | CP=contact person | EP=emergency contact | PR=person
 preparing a referral
v2-0276: ROUTINE=routine | WALKIN=not booked before | CHECKUP=routine check | FOLLOWUP=follow up |
 EMERGENCY=emergency
diagnosis-role: AD=admission diagnosis | DD=discharge diagnosis | CC=presenting complaint | CM=comorbidity
 | pre-op=before the operation | post-op=after the operation | billing=for billing
admit-source: hosp-trans=another hospital | emd=emergency department | outp=outpatients | born=born in
 hospital | gp=general practitioner | mp=specialist | nursing=nursing home | psych=psychiatric hospital |
 rehab=rehabilitation | other=elsewhere
discharge-disposition: home=home | alt-home=other home | other-hcf=other health care facility |
 hosp=hospice | long=long-term care | aadvice=left against advice | exp=died | psy=psychiatric hospital |
 rehab=rehabilitation | snf=nursing home | oth=elsewhere
consentscope: adr=advance care directive | research=research | patient-privacy=privacy |
 treatment=treatment
flag-category: lab=laboratory | admin=administrative | behavioral=behaviour
medication-statement-category: patientspecified=stated by the patient
adverse-event-outcome: resolvedWithSequelae=resolved with lasting effects
location-physical-type: si=site | bu=building | wi=wing | wa=ward | lvl=level | co=corridor | ro=room |
 bd=bed | ve=vehicle | ho=house | ca=cabinet | rd=road | area=area | jdn=jurisdiction | vi=virtual
immunization-evaluation-dose-status: notvalid=not valid
"""
_SAME = {
    "v2-0078": "v3-ObservationInterpretation",
    "allergy-clinical-status": "allergyintolerance-clinical",
    "allergy-verification-status": "allergyintolerance-verification",
}
"""STU3's names of the same list."""


def _lists(table: str) -> Iterator[tuple[str, str]]:
    for line in table.replace("\n ", " ").strip().splitlines():
        name, _, codes = line.partition(": ")
        yield name, codes


def _read() -> dict[str, dict[str, str]]:
    tables = {name: {code: spelled(code) for code in codes.split()} for name, codes in _lists(_SPELLED)}
    for name, codes in _lists(_TERMS):
        pairs = (term.rpartition("=")[::2] for term in codes.split(" | "))
        tables.setdefault(name, {}).update(pairs)
    return tables


TERMS: Mapping[str, Mapping[str, str]] = MappingProxyType(_read())
"""Last part of a code system's address to the words of its codes, in small letters."""


def coding_words(coding: Coding) -> str:
    """What the code of an HL7 code system means; "" for a code or a system that is not known here.

    >>> coding_words(Coding(system="http://hl7.org/fhir/v2/0078", code="HH"))
    'critically high'
    >>> coding_words(Coding(system="http://example.org/list", code="H"))
    ''
    """
    for host in _HOSTS:
        if coding.system.startswith(host):
            name = coding.system.removeprefix(host).replace("/", "-")
            return TERMS.get(_SAME.get(name, name), {}).get(coding.code, "")
    return ""


def known_words(concept: Concept) -> str:
    """The first meaning that a concept without words of its own has; "" where it has none."""
    return next(filter(None, map(coding_words, concept.codings)), "")
