"""partnership.yaml: what the partnership is called and says of itself, its strategy and its agreement."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

import yaml

from dorset_lsp.site.loading.cells import DAY, EMAIL, SLUG, Kind, text
from dorset_lsp.site.loading.faults import Faults
from dorset_lsp.site.loading.formats import FORMAT

FILE: Final = "partnership.yaml"
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


def read_words(folder: Path, faults: Faults) -> Words | None:
    """Read partnership.yaml. None, with the reason among the faults, when it cannot be used."""
    path = folder / FILE
    if not path.is_file():
        faults.add(FILE, 0, "This file is missing. Every partnership folder has one.")
        return None
    try:
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        faults.add(FILE, 0, f"It cannot be read as YAML: {' '.join(str(error).split())}")
        return None
    before = len(faults)
    words = _Part(content, "", faults).words()
    return words if len(faults) == before else None


class _Part:
    """One mapping of the file, which takes its keys and tells what is missing, wrong or unknown."""

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

    def take(self, key: str, kind: Kind, *, required: bool = True) -> Any:
        value = self.left.pop(key, None)
        if value is None or value == "":
            if required:
                self.tell(f"“{self.label(key)}” is missing.")
            return kind.empty
        try:
            return kind.read(" ".join(str(value).split()))
        except ValueError as error:
            self.tell(f"“{self.label(key)}”: {error}")
            return kind.empty

    def number(self, key: str, default: int | None = None) -> int:
        value = self.left.pop(key, default)
        if not isinstance(value, int) or isinstance(value, bool):
            self.tell(f"“{self.label(key)}” should be a whole number.")
            return default or 0
        return value

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
            self.tell(f"“{self.label(key)}” is not known here.")

    def words(self) -> Words:
        if self.number("format") != FORMAT:
            self.tell(f"“format” should be {FORMAT}: this site reads no other.")
        strategy, agreement = self.part("strategy"), self.part("agreement")
        words = Words(
            name=self.take("name", text(120)),
            short_name=self.take("short_name", text(30), required=False),
            area=self.take("area", SLUG),
            today=self.take("today", DAY, required=False),
            about=self.take("about", text(), required=False),
            note_on_figures=self.take("note_on_figures", text(300), required=False),
            people_note=self.take("people_note", text(200), required=False),
            year_start_month=self.number("year_start_month", 4),
            strategy=strategy.strategy() if strategy else None,
            agreement=agreement.agreement() if agreement else None,
            demo_accounts=tuple(part.demo_account() for part in self.each("demo_accounts")),
        )
        if words.year_start_month not in MONTHS:
            self.tell("“year_start_month” is a month from 1 to 12.")
        self.done()
        return words

    def span(self) -> tuple[date, date]:
        from_on, to_on = self.take("from", DAY), self.take("to", DAY)
        if from_on and to_on and to_on <= from_on:
            self.tell(f"“{self.label('to')}” is the first day after it, so it comes after “from”.")
        return from_on, to_on

    def strategy(self) -> StrategyWords:
        from_on, to_on = self.span()
        words = StrategyWords(
            slug=self.take("slug", SLUG),
            title=self.take("title", text(160)),
            vision=self.take("vision", text(), required=False),
            from_on=from_on,
            to_on=to_on,
            source=self.take("source", text(300), required=False),
        )
        self.done()
        return words

    def agreement(self) -> AgreementWords:
        from_on, to_on = self.span()
        words = AgreementWords(
            slug=self.take("slug", SLUG),
            title=self.take("title", text(160)),
            area=self.take("area", SLUG),
            from_on=from_on,
            to_on=to_on,
            versions=tuple(part.version() for part in self.each("versions")),
        )
        numbers = [version.number for version in words.versions]
        if numbers != list(range(1, len(numbers) + 1)):
            self.tell(f"“{self.label('versions')}” are numbered 1, 2, 3 and so on, in order.")
        self.done()
        return words

    def version(self) -> VersionWords:
        words = VersionWords(
            number=self.number("number"),
            title=self.take("title", text(120)),
            agreed_on=self.take("agreed", DAY),
            reason=self.take("reason", text(), required=False),
        )
        self.done()
        return words

    def demo_account(self) -> DemoAccount:
        account = DemoAccount(email=self.take("email", EMAIL), shows=self.take("shows", text(200)))
        self.done()
        return account
