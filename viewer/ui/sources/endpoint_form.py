"""The fields of one source: only what its kind and its way to sign in need; a secret is never shown."""

from collections.abc import Collection
from dataclasses import replace
from uuid import uuid4

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget
from typing_extensions import override

from viewer.engine.messages import Endpoints
from viewer.source.connection import OAuth
from viewer.source.endpoint import Endpoint, Kind, Marking, SignIn
from viewer.source.secret import Purpose, secret_name
from viewer.store.endpoints import not_allowed, problem
from viewer.store.kind_rules import KINDS, SIMULATOR
from viewer.ui.look.labels import button, label
from viewer.ui.sources import endpoint_fields as table
from viewer.ui.sources.field_group import FieldGroup

LIVE_REFUSED = (
    "A live source is refused: Tributary is not assured for live clinical use. "
    "An administrator can allow it by policy."
)
OFF = "Off on this computer: an administrator has to enable this kind by policy."
_NHS_ALGORITHM = "RS512"  # AUTH-13: the only one that the platform takes


class EndpointForm(QWidget):
    """Signals: ``changed()`` when a field changed."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("One source")
        self._shown = _new()
        self._kind = Kind.FHIR
        self._enabled: frozenset[str] | None = None  # national kinds that policy has on; None: not known
        self.basic = FieldGroup("What it is", table.BASIC)
        self.national = FieldGroup("National service", table.NATIONAL)
        self.sign_in = FieldGroup("Signing in", table.SIGN_IN)
        self.advanced = FieldGroup("Advanced", table.ADVANCED)
        self.groups = (self.basic, self.national, self.sign_in, self.advanced)
        self.kind_words = label("", "notice")
        self.more = button("Advanced: certificates, proxy, manner of asking", "link")
        self.more.setCheckable(True)
        self.more.toggled.connect(self._show_advanced)
        self._lay_out()
        widest = max(group.label_width() for group in self.groups)
        for group in self.groups:
            group.set_label_width(widest)
            group.changed.connect(self._follow)
        self.show_endpoint(None)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(8)
        for part in (self.basic, self.kind_words, self.national, self.sign_in):
            column.addWidget(part)
        column.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.advanced)
        column.addStretch(1)

    @override
    def minimumSizeHint(self) -> QSize:
        """Whole fields: where there is no room for them the form scrolls, and nothing is squeezed."""
        wanted = max(self.sizeHint().height(), self.heightForWidth(self.width()))
        return QSize(super().minimumSizeHint().width(), wanted)

    def show_endpoint(self, endpoint: Endpoint | None, endpoints: Endpoints | None = None) -> None:
        """Fill the fields; those of secrets stay empty whatever is stored."""
        self._shown = endpoint or _new()
        self._kind = self._shown.kind
        self._enabled = frozenset(endpoints.kinds) if endpoints else None
        self._fill(self._shown, _stored(endpoint, endpoints) if endpoint and endpoints else {})
        self._show_rows()
        self._show_rows()  # rows that only a value in another row calls for
        self.more.setChecked(self._is_special())
        self._show_advanced(self.more.isChecked())
        self._as_filled = self.endpoint()

    @property
    def is_changed(self) -> bool:
        """Whether something was filled in or typed since a source was put on screen."""
        return self.endpoint() != self._as_filled or bool(self.typed_secrets())

    def _is_special(self) -> bool:
        """Whether something stands in the advanced part."""
        blank = _new()
        return any(
            value != table.value_of(blank, key)
            for key, value in self.advanced.values().items()
            if self.advanced.is_shown(key)
        )

    def _fill(self, endpoint: Endpoint, stored: dict[str, str]) -> None:
        self._offer_all_ways()
        for group in self.groups:
            values: dict[str, object] = {
                key: stored.get(key, "") if key in set(Purpose) else table.value_of(endpoint, key)
                for key in group.fields
            }
            group.show_values(values)

    def _follow(self) -> None:
        """A choice decides which other fields there are."""
        kind = Kind(str(self.basic.values()["kind"]))
        if kind is not self._kind:
            self._take_defaults(self._kind, kind)
            self._kind = kind
        self._show_rows()
        self.changed.emit()

    def _take_defaults(self, before: Kind, kind: Kind) -> None:
        """Another kind brings its own care setting, sign-in and algorithm where nothing else was chosen."""
        shown, facts = self.endpoint(), KINDS[kind]
        setting = shown.care_setting
        if setting in {"", KINDS[before].care_setting}:
            shown = replace(shown, care_setting=facts.care_setting)
        if shown.sign_in not in facts.sign_ins:
            shown = replace(shown, sign_in=facts.sign_ins[0])
        if (before is Kind.FHIR) != (kind is Kind.FHIR):
            algorithm = OAuth().algorithm if kind is Kind.FHIR else _NHS_ALGORITHM
            shown = replace(shown, oauth=replace(shown.oauth, algorithm=algorithm))
        self._offer_all_ways()
        for group in (self.basic, self.sign_in):
            values = {key: table.value_of(shown, key) for key in group.fields if key not in set(Purpose)}
            group.show_values(values)

    def _show_rows(self) -> None:
        self._offer_ways()
        shown = self.endpoint()
        self.sign_in.show_only(table.sign_in_keys(shown.sign_in))
        self.national.show_only(table.national_keys(shown.kind, directory=bool(shown.nhs.directory)))
        self.national.setVisible(shown.kind is not Kind.FHIR)
        self.advanced.show_only(table.advanced_keys(shown))
        words = "" if shown.kind is Kind.FHIR else f"{KINDS[shown.kind].must_hold}\n{SIMULATOR}"
        self.kind_words.setText(f"{OFF}\n{words}" if self._is_off(shown) else words)
        self.kind_words.setVisible(bool(words))

    def _is_off(self, shown: Endpoint) -> bool:
        """Whether policy keeps this kind out, which is said at once and not when it is saved."""
        exempt = shown.kind is Kind.FHIR or shown.marking is Marking.DEMO
        return self._enabled is not None and not exempt and shown.kind not in self._enabled

    def _offer_all_ways(self) -> None:
        """Offer every way, before one is filled in."""
        self._offer(list(table.SIGN_IN_WORDS))

    def _offer_ways(self) -> None:
        """Offer the kind's own ways to sign in; one that is set stays, so that it is seen to be wrong."""
        ways = KINDS[Kind(str(self.basic.values()["kind"]))].sign_ins
        chosen = self.sign_in.values()["sign_in"]
        self._offer([way for way in table.SIGN_IN_WORDS if way in ways or way == chosen])

    def _offer(self, wanted: list[SignIn]) -> None:
        box = self.sign_in.fields["sign_in"]
        if isinstance(box, QComboBox) and wanted != [box.itemData(row) for row in range(box.count())]:
            chosen = box.currentData()
            box.blockSignals(True)  # noqa: FBT003  # Qt's own signature
            box.clear()
            for way in wanted:
                box.addItem(table.SIGN_IN_WORDS[way], way)
            box.setCurrentIndex(wanted.index(chosen))
            box.blockSignals(False)  # noqa: FBT003  # as above

    def _show_advanced(self, shown: bool) -> None:  # noqa: FBT001  # the signal's own shape
        self.advanced.setVisible(shown)
        self.more.setText(
            "Advanced: hide" if shown else "Advanced: certificates, proxy, manner of asking ..."
        )
        self.more.setAccessibleName(self.more.text())

    def endpoint(self) -> Endpoint:
        """What the fields on screen say; what another kind or way to sign in needed is not kept."""
        blank = _new()
        values = {key: table.value_of(blank, key) for group in self.groups for key in group.values()}
        for group in self.groups:
            values |= {key: value for key, value in group.values().items() if group.is_shown(key)}
        flat: dict[str, object] = {}
        nested: dict[str, dict[str, object]] = {}
        for key, value in values.items():
            place, _, name = key.rpartition(".")
            (nested.setdefault(place, {}) if place else flat)[name] = value
        parts = {place: replace(getattr(self._shown, place), **found) for place, found in nested.items()}
        flat["base_url"] = str(flat["base_url"]).rstrip("/")
        flat |= {name: kind(str(flat[name])) for name, kind in _WORDS.items()}
        return replace(self._shown, **flat, **parts)  # type: ignore[arg-type]  # the table names our own fields

    def typed_secrets(self) -> dict[Purpose, str]:
        """What was typed, by what it is for; "" removes the stored one."""
        found: dict[Purpose, str] = {}
        for group in (self.national, self.sign_in, self.advanced):
            found |= group.secrets()
        return found

    def clear_secrets(self) -> None:
        """Nothing typed stays on screen."""
        for group in self.groups:
            group.clear_secrets()

    def focus_sign_in(self) -> None:
        """Put the keyboard where a missing secret is typed."""
        self.sign_in.fields[
            Purpose.SIGN_IN if self.sign_in.is_shown(Purpose.SIGN_IN) else "sign_in"
        ].setFocus()

    def fault(self, *, allow_live: bool, kinds: Collection[str] = ()) -> str:
        """What has to be filled in differently, "" if nothing."""
        filled = self.endpoint()
        if filled.marking is Marking.LIVE and not allow_live:
            return LIVE_REFUSED
        wrong = problem(filled)
        why = not_allowed(filled, allow_live=allow_live, kinds=[Kind(kind) for kind in kinds])
        if not wrong and why:
            wrong = f"{why}: an administrator has to enable it by policy"
        return f"{wrong[0].upper()}{wrong[1:]}." if wrong else ""


_WORDS = {"kind": Kind, "marking": Marking, "sign_in": SignIn}


def _new() -> Endpoint:
    return Endpoint(id=uuid4().hex, name="", care_setting="", base_url="")


def _stored(endpoint: Endpoint, endpoints: Endpoints) -> dict[str, str]:
    """What to say of each stored secret, by its purpose."""
    names = {purpose: secret_name(endpoint.id, purpose) for purpose in Purpose}
    return {
        purpose: "held for this session only" if name in endpoints.session_only else "stored in the keyring"
        for purpose, name in names.items()
        if name in endpoints.secrets
    }
