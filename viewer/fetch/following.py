"""The last rounds of a run: what answers refer to and what has not come is asked for, within bounds."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from viewer.fetch.desk import Desk
from viewer.fetch.plan import Step
from viewer.fetch.references import References, Target
from viewer.fetch.referred import Referred
from viewer.fetch.searches import Pairs, searches
from viewer.source.answer import Answer, Ended, Outcome, SourceEvent
from viewer.source.domain import domain_of
from viewer.source.gap import Gap, GapKind

MOST = 500
"""How many references are followed in one run."""

ROUNDS = 2
"""How often: a role is one step away from a row, the person and the place of the role are two."""

_BY_RULE = {
    **dict.fromkeys(("Patient", "Group", "Person"), "about another person"),
    "Binary": "contents of documents are read when opened",
}
_ANYBODYS = frozenset({"Device"})  # searched by patient as well, but mostly the ward's and not the patient's
_SUBJECT = frozenset({"patient", "subject"})


@dataclass(slots=True)
class Following:
    """Follows the references of one read of ``Patient/<patient_id>``.

    ``note`` takes every event of the run; ``steps`` gives the questions of the next round, none when all is
    done; ``left`` says, at the end, what was not followed and why. What only explains rows and was passed
    over by rule is a notice; what the bound cut off makes its domain incomplete.
    """

    desk: Desk
    patient_id: str
    aliases: tuple[str, ...] = ()
    most: int = MOST
    rounds: int = ROUNDS
    _references: References = field(init=False)
    _asked: dict[Target, None] = field(default_factory=dict)
    _cut: list[Target] = field(default_factory=list)
    _ends: dict[str, Outcome] = field(default_factory=dict)
    _round: int = 0

    def __post_init__(self) -> None:
        self._references = References(self.desk.origin.base, self.aliases)

    def note(self, event: SourceEvent) -> None:
        """Learn from an answer, and from how a search ended."""
        if isinstance(event, Answer):
            self._references.note(event.body, event.media_type, event.path)
        elif isinstance(event, Ended):
            self._ends[event.search] = event.outcome

    def steps(self) -> tuple[Step, ...]:
        """Return the next round, a step for each type; empty where nothing is left or may be asked."""
        if self._round >= self.rounds:
            return ()
        self._round += 1
        own = self._by_patient()
        wanted = [target for target in self._absent() if not self._why_not(target, own)]
        # First those that no search by patient could bring; the same ones in every run, for some are cut.
        wanted.sort(key=lambda target: (target.type in own, target.type, target.id, target.version))
        room = self.most - len(self._asked)
        self._cut = wanted[room:]
        self._asked.update(dict.fromkeys(wanted[:room]))
        return tuple(self._step(kind, wanted[:room], own) for kind in _types(wanted[:room]))

    def left(self) -> Iterator[Gap]:
        """Yield what was not followed, in words with counts."""
        cut = Counter(target.type for target in self._cut if not self._references.has(target))
        for kind, count in sorted(cut.items()):
            domain = domain_of(kind)
            why = f"more than {self.most} records are referred to; {count} references not followed"
            subject = f"{domain.label} ({kind} that others refer to)"
            yield self.desk.gap(GapKind.TRUNCATED, domain, subject, why)
        reasons = self._reasons()
        if reasons:
            yield self.desk.gap(GapKind.NOTICE, None, "What records refer to", "; ".join(reasons), "")

    def _reasons(self) -> list[str]:
        own = self._by_patient()
        passed: dict[str, Counter[str]] = {}
        for target in self._absent():
            if target not in self._cut:
                why = self._why_not(target, own) or "referred to only by what was itself referred to"
                passed.setdefault(why, Counter())[target.type] += 1
        named = [f"{_counted(kinds)} not followed: {why}" for why, kinds in sorted(passed.items())]
        others = sorted(self._references.elsewhere.items())
        return [*named, *(f"references not followed, {why}: {count}" for why, count in others)]

    def _absent(self) -> list[Target]:
        return [target for target in self._references.absent() if target not in self._asked]

    def _why_not(self, target: Target, own: dict[str, Pairs]) -> str:
        """Why a reference is passed over by rule; "" where it is followed."""
        kind, capability = target.type, self.desk.capability
        if kind in _BY_RULE:
            return _BY_RULE[kind]
        if capability.offered and kind not in capability.offered:
            return "not offered by the source"
        if self._ends.get(kind) is Outcome.DENIED:
            return "the source refuses this type"
        if kind in own and target.version and (kind, target.id) in self._references.came:
            return "an older version of what came"
        return "cannot be asked for by id" if kind in own and not self._by_id(kind) else ""

    def _by_id(self, kind: str) -> bool:
        named = self.desk.capability.parameters(kind)
        return self.desk.capability.offers(kind) and (not named or "_id" in named)

    def _by_patient(self) -> dict[str, Pairs]:
        """Map each type that is searched by patient to what says whose, as that search says it."""
        table = searches(self.desk.capability, self.patient_id, 1)
        return {
            search.type: tuple(pair for pair in search.must if pair[0] in _SUBJECT)
            for search, _ in table
            if search.type not in _ANYBODYS
        }

    def _step(self, kind: str, wanted: Iterable[Target], own: dict[str, Pairs]) -> Step:
        label = f"{kind} (referred to)" if self._round == 1 else f"{kind} (referred to, round {self._round})"
        who = own.get(kind, ())
        targets = [target for target in wanted if target.type == kind]
        if who:  # a version is not searched for; the newest stands for it, and the row says which it names
            targets = [Target(kind, name) for name in dict.fromkeys(target.id for target in targets)]
        asking = Referred(
            self.desk,
            label,
            tuple(targets),
            who=who,
            by_id=self._by_id(kind),
            whole=self._ends.get(kind) is Outcome.COMPLETE,
        )
        return Step(label, frozenset(), asking.events)


def _types(targets: Iterable[Target]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(target.type for target in targets))


def _counted(kinds: Counter[str]) -> str:
    return ", ".join(f"{count} {kind}" for kind, count in sorted(kinds.items()))
