"""partnership.yaml: what the partnership is called and says of itself, its strategy and its agreement."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

import yaml

from dorset_lsp.site.loading.cells import DAY, EMAIL, SLUG, WHOLE, Kind, keepable, short, text
from dorset_lsp.site.loading.faults import Faults
from dorset_lsp.site.loading.formats import FORMAT

FILE: Final = "partnership.yaml"
MOST_BYTES: Final = 1024 * 1024
MONTHS: Final = range(1, 13)


@dataclass(frozen=True)
class StrategyWords:
    """The community strategy."""

    slug: str
    title: str
    vision: str
    from_on: date
    to_on: date
    source: str


@dataclass(frozen=True)
class VersionWords:
    """The agreement as signed, or as refreshed."""

    number: int
    title: str
    agreed_on: date
    reason: str


@dataclass(frozen=True)
class AgreementWords:
    """The agreement with its versions."""

    slug: str
    title: str
    area: str
    from_on: date
    to_on: date
    versions: tuple[VersionWords, ...]


@dataclass(frozen=True)
class DemoAccount:
    """Somebody whom visitors of a demonstration may sign in as, and what they will see."""

    email: str
    shows: str


@dataclass(frozen=True)
class Words:
    """All of partnership.yaml. ``today`` is the day that a demonstration stands at."""

    name: str
    short_name: str
    area: str
    today: date | None
    about: str
    note_on_figures: str
    people_note: str
    year_start_month: int
    strategy: StrategyWords | None
    agreement: AgreementWords | None
    demo_accounts: tuple[DemoAccount, ...]


# --- what stands in it, for reading and for writing ---------------------------------------------------------


@dataclass(frozen=True)
class Entry:
    """One name of the file with the kind of its value, and the field that it fills."""

    name: str
    kind: Kind
    field: str = ""
    required: bool = True
    default: Any = None

    @property
    def fills(self) -> str:
        return self.field or self.name


def _may(name: str, kind: Kind, default: Any = None) -> Entry:
    return Entry(name, kind, required=False, default=default)


_SPAN: Final = (Entry("from", DAY, "from_on"), Entry("to", DAY, "to_on"))

PARTNERSHIP: Final = (
    Entry("name", text(120)),
    _may("short_name", text(30)),
    Entry("area", SLUG),
    _may("today", DAY),
    _may("about", text()),
    _may("note_on_figures", text(300)),
    _may("people_note", text(200)),
    _may("year_start_month", WHOLE, 4),
)
STRATEGY: Final = (
    Entry("slug", SLUG),
    Entry("title", text(160)),
    _may("vision", text()),
    *_SPAN,
    _may("source", text(300)),
)
AGREEMENT: Final = (Entry("slug", SLUG), Entry("title", text(160)), Entry("area", SLUG), *_SPAN)
VERSION: Final = (
    Entry("number", WHOLE),
    Entry("title", text(120)),
    Entry("agreed", DAY, "agreed_on"),
    _may("reason", text()),
)
DEMO_ACCOUNT: Final = (Entry("email", EMAIL), Entry("shows", text(200)))


# --- reading ------------------------------------------------------------------------------------------------


def read_words(folder: Path, faults: Faults) -> Words | None:
    """Read partnership.yaml. None, with the reason among the faults, when it cannot be used."""
    path = folder / FILE
    if not path.is_file():
        faults.add(FILE, 0, "This file is missing. Every partnership folder has one.")
        return None
    if path.stat().st_size > MOST_BYTES:
        faults.add(FILE, 0, "It is larger than 1 MB, so it was not read.")
        return None
    try:
        content = yaml.load(path.read_text(encoding="utf-8-sig"), Loader=_Loader)  # noqa: S506 it is a SafeLoader
    except (yaml.YAMLError, ValueError, OverflowError, RecursionError) as error:
        sentence = " ".join(str(error).split()) or "it is nested too deeply"
        faults.add(FILE, 0, f"It cannot be read as YAML: {sentence[:300]}")
        return None
    before = len(faults)
    words = _Part(content, "", faults).words()
    return words if len(faults) == before else None


class _Loader(yaml.SafeLoader):
    """Reads plain values, and refuses what a person would not see: a name that stands twice."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:  # noqa: FBT001, FBT002 so PyYAML calls it
        names = [key.value for key, _ in node.value if isinstance(key, yaml.ScalarNode)]
        twice = next((name for name in names if names.count(name) > 1), None)
        if twice is not None:
            raise yaml.constructor.ConstructorError(None, None, f"“{twice}” stands twice", node.start_mark)
        return super().construct_mapping(node, deep)


class _Part:
    """One mapping of the file, which takes its entries and tells what is missing, wrong or unknown."""

    def __init__(self, content: Any, name: str, faults: Faults) -> None:
        self.name, self.faults = name, faults
        if not isinstance(content, Mapping):
            self.tell(f"{name or 'It'} should be a list of names with their values.")
            content = {}
        self.left = {str(key): value for key, value in content.items()}

    def tell(self, sentence: str) -> None:
        self.faults.add(FILE, 0, sentence)

    def label(self, key: str) -> str:
        return f"{self.name}: {key}" if self.name else key

    def take(self, entry: Entry) -> Any:
        """The value of one entry, or what stands for it when it is missing or wrong."""
        value = self.left.pop(entry.name, None)
        if value is None or value == "":
            if entry.required:
                self.tell(f"“{self.label(entry.name)}” is missing.")
            return entry.kind.empty if entry.default is None else entry.default
        if isinstance(value, list | dict | set | bytes):
            self.tell(f"“{self.label(entry.name)}” should be one value.")
            return entry.kind.empty
        try:
            return entry.kind.read(keepable(str(value).strip()))
        except ValueError as error:
            self.tell(f"“{self.label(entry.name)}”: {error}")
            return entry.kind.empty

    def all_of(self, entries: tuple[Entry, ...]) -> dict[str, Any]:
        """The values of these entries by the field that they fill; a life that ends before it begins is told."""
        found = {entry.fills: self.take(entry) for entry in entries}
        from_on, to_on = found.get("from_on"), found.get("to_on")
        if from_on and to_on and to_on <= from_on:
            self.tell(f"“{self.label('to')}” is the first day after it, so it comes after “from”.")
        return found

    def each(self, key: str) -> list[_Part]:
        value = self.left.pop(key, None) or []
        if not isinstance(value, list):
            self.tell(f"“{self.label(key)}” should be a list.")
            return []
        return [_Part(one, f"{self.label(key)} {place}", self.faults) for place, one in enumerate(value, 1)]

    def part(self, key: str) -> _Part | None:
        value = self.left.pop(key, None)
        return None if value is None else _Part(value, self.label(key), self.faults)

    def done(self) -> None:
        for key in self.left:
            self.tell(f"“{self.label(short(key))}” is not known here.")

    def words(self) -> Words:
        if self.left.pop("format", None) != FORMAT:
            self.tell(f"“format” should be {FORMAT}: this site reads no other.")
        strategy, agreement = self.part("strategy"), self.part("agreement")
        words = Words(
            **self.all_of(PARTNERSHIP),
            strategy=strategy.strategy() if strategy else None,
            agreement=agreement.agreement() if agreement else None,
            demo_accounts=tuple(part.demo_account() for part in self.each("demo_accounts")),
        )
        if words.year_start_month is not None and words.year_start_month not in MONTHS:
            self.tell("“year_start_month” is a month from 1 to 12.")
        self.done()
        return words

    def strategy(self) -> StrategyWords:
        words = StrategyWords(**self.all_of(STRATEGY))
        self.done()
        return words

    def agreement(self) -> AgreementWords:
        versions = tuple(part.version() for part in self.each("versions"))
        words = AgreementWords(**self.all_of(AGREEMENT), versions=versions)
        numbers = [version.number for version in versions]
        if numbers != list(range(1, len(numbers) + 1)):
            self.tell(f"“{self.label('versions')}” are numbered 1, 2, 3 and so on, in order.")
        self.done()
        return words

    def version(self) -> VersionWords:
        words = VersionWords(**self.all_of(VERSION))
        self.done()
        return words

    def demo_account(self) -> DemoAccount:
        account = DemoAccount(**self.all_of(DEMO_ACCOUNT))
        self.done()
        return account


# --- writing ------------------------------------------------------------------------------------------------


def text_of(words: Words) -> str:
    """The file that says these words; what is empty is left out. ValueError when a value cannot stand in it."""
    said: dict[str, Any] = {"format": FORMAT} | _said(words, PARTNERSHIP)
    if words.strategy:
        said["strategy"] = _said(words.strategy, STRATEGY)
    if words.agreement:
        versions = [_said(version, VERSION) for version in words.agreement.versions]
        said["agreement"] = _said(words.agreement, AGREEMENT) | {"versions": versions}
    if words.demo_accounts:
        said["demo_accounts"] = [_said(account, DEMO_ACCOUNT) for account in words.demo_accounts]
    return yaml.dump(said, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=110)


def _said(words: Any, entries: tuple[Entry, ...]) -> dict[str, Any]:
    values = {entry: getattr(words, entry.fills) for entry in entries}
    return {
        entry.name: entry.kind.text_of(value) if isinstance(value, str) else value
        for entry, value in values.items()
        if value is not None and entry.kind.text_of(value)
    }


class _Dumper(yaml.SafeDumper):
    """Writes every value where it belongs, without references from one to another."""

    def ignore_aliases(self, data: Any) -> bool:
        return True
