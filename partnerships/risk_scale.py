"""The scale of risks: score, the layer that looks at one, and the matrix. Pure.

A risk is kept by a group of one layer. While its score is within the appetite of that layer it stays there; above it,
the next layer up looks at it, and so on. What no layer bears is for the strategic layer to act on.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from partnerships.enums import Layer

UPWARDS: Final = (Layer.OPERATIONAL, Layer.EXECUTIVE, Layer.STRATEGIC)
SCALE: Final = range(1, 6)
MOST: Final = 25

LIKELIHOODS: Final = {1: "rare", 2: "unlikely", 3: "possible", 4: "likely", 5: "almost certain"}
IMPACTS: Final = {1: "negligible", 2: "minor", 3: "moderate", 4: "serious", 5: "severe"}

Appetites = Mapping[str, int]
"""The highest score that a layer bears, by layer; a layer that is left out bears everything."""


def layer_of(*, home: str, score: int, appetites: Appetites) -> Layer:
    """The layer that looks at a risk: the lowest one, from its group's own upwards, that bears the score; else the top."""
    above = UPWARDS[UPWARDS.index(Layer(home)) :]
    return next((layer for layer in above if score <= appetites.get(layer, MOST)), UPWARDS[-1])


def is_above_all(*, score: int, appetites: Appetites) -> bool:
    """Whether not even the strategic layer bears the score."""
    return score > appetites.get(UPWARDS[-1], MOST)


def rise(*, home: str, score: int, appetites: Appetites) -> int:
    """By how many layers a risk is looked at above its group's own."""
    layer = layer_of(home=home, score=score, appetites=appetites)
    return UPWARDS.index(layer) - UPWARDS.index(Layer(home))


@dataclass(frozen=True, slots=True)
class Cell:
    """One field of the matrix: how likely, how bad, their product, and the risks that stand there."""

    likelihood: int
    impact: int
    risks: list[Any]
    band: str

    @property
    def score(self) -> int:
        return self.likelihood * self.impact


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the matrix: a likelihood, its word, and its five fields by impact."""

    likelihood: int
    word: str
    cells: list[Cell]


def band(score: int, appetites: Appetites) -> str:
    """The lowest layer that bears a score; "above" where none does. It says who has to look."""
    return next((layer for layer in UPWARDS if score <= appetites.get(layer, MOST)), "above")


def matrix(risks: Iterable[Any], appetites: Appetites, *, before: bool = False) -> list[Line]:
    """Five rows, the likeliest first, each of five fields. ``before`` places risks by their marks without controls."""
    standing: dict[tuple[int, int], list[Any]] = {}
    for risk in risks:
        place = (risk.likelihood_before, risk.impact_before) if before else (risk.likelihood, risk.impact)
        standing.setdefault(place, []).append(risk)
    return [
        Line(
            likelihood,
            LIKELIHOODS[likelihood],
            [
                Cell(
                    likelihood,
                    impact,
                    standing.get((likelihood, impact), []),
                    band(likelihood * impact, appetites),
                )
                for impact in SCALE
            ],
        )
        for likelihood in reversed(SCALE)
    ]
