"""Which domains of a record words are about: a medicine, a test, a problem; all where that is unclear."""

from collections.abc import Iterable
from types import MappingProxyType

from viewer.source.domain import Domain
from viewer.timeline.folding import fold, wanted_words

_MEDICINES = (Domain.MEDICINES, Domain.ALLERGIES)
_TESTS = (Domain.RESULTS,)
_PROBLEMS = (Domain.PROBLEMS, Domain.PLANS)
_WRITTEN = (Domain.DOCUMENTS,)
"""A letter may name anything."""

_LEAST = 6
"""Letters: the ending of a shorter word says little."""
_ENDINGS_LISTED = MappingProxyType(
    {
        _MEDICINES: "cillin mycin micin oxacin azole cycline vir pril sartan olol dipine statin gliptin "
        "gliflozin glutide setron triptan prazole profen caine pam barbital parin xaban grel mab nib lukast "
        "tidine semide thiazide coxib dronate sone solone terol tropium codone morfine azepine tadine "
        "oxetine pramine triptyline formin glitazone zosin",
        _PROBLEMS: "itis osis oma emia pathy algia plegia paresis thorax ectasis iasis penia uria pnea",
    }
)
_ENDINGS = MappingProxyType(
    {domains: tuple(map(fold, words.split())) for domains, words in _ENDINGS_LISTED.items()}
)
_TEST_WORDS = """
potassium sodium creatinine urea egfr haemoglobin hb hba1c platelets wbc neutrophils lymphocytes crp esr inr
glucose cholesterol hdl ldl triglycerides tsh t3 t4 ferritin folate b12 troponin bnp ddimer d-dimer psa
bilirubin alt ast alp ggt albumin globulin calcium phosphate magnesium lactate ph bicarbonate urate amylase
lipase cortisol prolactin testosterone oestradiol pth vitamin-d fev1 fvc spo2 temperature pulse bp weight
height bmi news2 ecg xray x-ray ct mri ultrasound echocardiogram spirometry biopsy
"""
_MEDICINE_WORDS = """
paracetamol ibuprofen aspirin warfarin digoxin insulin metformin morphine codeine tramadol fentanyl lithium
clozapine methotrexate azathioprine ciclosporin tacrolimus amiodarone phenytoin carbamazepine valproate
lamotrigine levothyroxine prednisolone hydrocortisone dexamethasone salbutamol furosemide spironolactone
nitrofurantoin trimethoprim co-amoxiclav gentamicin vancomycin metronidazole aciclovir heparin adrenaline
naloxone ketamine gabapentin pregabalin quinine penicillin latex nuts peanut
"""
_PROBLEM_WORDS = """
asthma copd diabetes hypertension stroke tia mi angina epilepsy cancer dementia depression anxiety psychosis
schizophrenia pregnancy fracture copd af dvt pe ckd ibs ibd gord heart-failure psoriasis eczema gout
"""
_KNOWN = MappingProxyType(
    {
        fold(word): domains
        for domains, words in (
            (_MEDICINES, _MEDICINE_WORDS),
            (_TESTS, _TEST_WORDS),
            (_PROBLEMS, _PROBLEM_WORDS),
        )
        for word in words.split()
    }
)


def domains_sought(typed: str, found_in: Iterable[Domain] = ()) -> tuple[Domain, ...]:
    """Return the domains that words are about and where letters stand; () where that is unclear.

    ``found_in``: of rows that hold the words somewhere in this record.

    >>> [domain.value for domain in domains_sought("amoxicillin 500")]
    ['allergies', 'medicines', 'documents']
    >>> domains_sought("Mrs Holroyd's cat")
    ()
    """
    meant = {domain for names in wanted_words(typed) for name in names for domain in _of(name)}
    if not meant:
        return ()
    every = {*meant, *_WRITTEN, *found_in}
    return tuple(domain for domain in Domain if domain in every)


def _of(word: str) -> tuple[Domain, ...]:
    if word in _KNOWN:
        return _KNOWN[word]
    if len(word) < _LEAST or not word.isalpha():
        return ()
    found = (domains for domains, endings in _ENDINGS.items() if word.endswith(endings))
    return next(found, ())
