"""What a chain map answers: whether a path leads from the owner to each beneficiary and where it breaks, through whom
every path runs, who hears nothing back, and which of the owner's levers rest on weak links. Pure.

Missing links are drawn and never walked: they say where a path breaks.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Final

import networkx as nx

from delivery_chain.enums import Level, LinkKind, Strength

DEPTH: Final = {level: depth for depth, level in enumerate(Level)}
COST: Final = {Strength.STRONG: 100, Strength.WEAK: 101, Strength.MISSING: 100_000}
"""What a link costs to walk: fewest links first, among those the fewest weak; missing ones only to find a break."""


@dataclass(frozen=True, slots=True)
class Node:
    """An actor: its key, and where it stands."""

    key: int
    name: str
    level: str
    is_owner: bool = False


@dataclass(frozen=True, slots=True)
class Tie:
    """A link between two actors, by their keys."""

    key: int
    from_key: int
    to_key: int
    kind: str
    strength: str
    rests_on_one: bool = False

    @property
    def is_walkable(self) -> bool:
        return self.strength != Strength.MISSING


@dataclass(frozen=True, slots=True)
class Reach:
    """How one beneficiary is reached: the actors of the best path, its links, and those of them that are missing.

    ``nodes`` is empty where not even the missing links lead there.
    """

    beneficiary: Node
    nodes: tuple[Node, ...]
    ties: tuple[Tie, ...]

    @property
    def breaks(self) -> tuple[Tie, ...]:
        """The missing links on the way."""
        return tuple(tie for tie in self.ties if not tie.is_walkable)

    @property
    def is_reached(self) -> bool:
        return bool(self.nodes) and not self.breaks

    @property
    def weak_count(self) -> int:
        return sum(tie.strength == Strength.WEAK for tie in self.ties)


class Questions:
    """The answers for one map. ``owner`` is None while nobody is marked as the owner of the outcome."""

    def __init__(self, nodes: Sequence[Node], ties: Sequence[Tie]) -> None:
        self.nodes = {node.key: node for node in nodes}
        self.ties = list(ties)
        self.owner = next((node for node in nodes if node.is_owner), None)

    @property
    def beneficiaries(self) -> list[Node]:
        return [node for node in self.nodes.values() if node.level == Level.BENEFICIARY]

    @cached_property
    def walkable(self) -> nx.DiGraph:
        """The actors with the links that can be walked."""
        return self._graph([tie for tie in self.ties if tie.is_walkable])

    @cached_property
    def reaches(self) -> list[Reach]:
        """For each beneficiary the best path from the owner, missing links used only where nothing else leads there."""
        if self.owner is None:
            return []
        graph = self._graph(self.ties)
        return [self._reach(graph, self.owner, node) for node in self.beneficiaries]

    @property
    def single_points(self) -> list[tuple[Node, list[Node]]]:
        """Actors through whom every walkable path to a beneficiary runs, each with the beneficiaries it decides for."""
        if self.owner is None:
            return []
        above = nx.immediate_dominators(self.walkable, self.owner.key)
        found: dict[int, list[Node]] = {}
        for beneficiary in self.beneficiaries:
            for key in self._dominators(above, beneficiary.key):
                found.setdefault(key, []).append(beneficiary)
        return [(self.nodes[key], decided) for key, decided in sorted(found.items(), key=self._depth_first)]

    @property
    def hear_nothing(self) -> list[Node]:
        """Actors above the beneficiaries whom no walkable *informs* link reaches from anybody further down."""
        told = {
            tie.to_key
            for tie in self.ties
            if tie.is_walkable
            and tie.kind == LinkKind.INFORMS
            and self._depth(tie.from_key) > self._depth(tie.to_key)
        }
        return [node for node in self.above if node.key not in told]

    @property
    def above(self) -> list[Node]:
        """Everybody but the beneficiaries."""
        return [node for node in self.nodes.values() if node.level != Level.BENEFICIARY]

    @property
    def levers(self) -> list[Tie]:
        """The owner's own links to others, those that inform left aside: what it can pull."""
        if self.owner is None:
            return []
        return [tie for tie in self.ties if tie.from_key == self.owner.key and tie.kind != LinkKind.INFORMS]

    @property
    def resting_on_one(self) -> list[Tie]:
        """Links that rest on one person."""
        return [tie for tie in self.ties if tie.rests_on_one and tie.is_walkable]

    # --- how --------------------------------------------------------------------------------------------------

    def _graph(self, ties: Sequence[Tie]) -> nx.DiGraph:
        """The graph of some links; of two between the same actors the one that costs least is walked."""
        graph = nx.DiGraph()
        graph.add_nodes_from(self.nodes)
        for tie in ties:
            cost = COST[Strength(tie.strength)]
            known = graph.get_edge_data(tie.from_key, tie.to_key)
            if known is None or cost < known["cost"]:
                graph.add_edge(tie.from_key, tie.to_key, cost=cost, tie=tie)
        return graph

    def _reach(self, graph: nx.DiGraph, owner: Node, beneficiary: Node) -> Reach:
        try:
            keys = nx.dijkstra_path(graph, owner.key, beneficiary.key, weight="cost")
        except nx.NetworkXNoPath:
            return Reach(beneficiary, (), ())
        ties = tuple(graph.edges[pair]["tie"] for pair in pairwise(keys))
        return Reach(beneficiary, tuple(self.nodes[key] for key in keys), ties)

    def _dominators(self, above: dict[int, int], key: int) -> list[int]:
        """Everybody between the owner and an actor through whom each path runs; nobody where no path leads there."""
        found = []
        while key in above and self.owner is not None and above[key] not in (key, self.owner.key):
            key = above[key]
            found.append(key)
        return found

    def _depth(self, key: int) -> int:
        return DEPTH[Level(self.nodes[key].level)]

    def _depth_first(self, item: tuple[int, list[Node]]) -> tuple[int, int]:
        return self._depth(item[0]), item[0]
