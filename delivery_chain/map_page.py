"""A chain map as its page shows it: the picture, what it answers in sentences, and the same map in words."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from delivery_chain.chain_picture import Drawing, draw
from delivery_chain.chain_questions import Node, Questions, Reach, Tie
from delivery_chain.enums import Level, LinkKind, Strength
from delivery_chain.models import Actor, ChainMap, Link
from delivery_chain.words import listed
from partnerships.models import Action
from performance.sentences import spell

WEAKEST_FIRST = {Strength.MISSING: 0, Strength.WEAK: 1, Strength.STRONG: 2}
FEW = 3


@dataclass(frozen=True, slots=True)
class ReachLine:
    """Whether one beneficiary is reached, with the path or the break in words."""

    reach: Reach
    words: str


class MapPage:
    """Everything on the page of one map; it was fetched with everything, so nothing more is asked of the database."""

    def __init__(self, drawn: ChainMap) -> None:
        self.map = drawn

    @cached_property
    def actors(self) -> list[Actor]:
        return list(self.map.actors.all())

    @cached_property
    def links(self) -> list[Link]:
        """The links, the weakest first."""
        return sorted(
            self.map.links.all(), key=lambda link: (WEAKEST_FIRST[Strength(link.strength)], link.pk)
        )

    @cached_property
    def asked(self) -> Questions:
        return Questions(
            [Node(one.pk, one.name, one.level, one.is_owner) for one in self.actors],
            [
                Tie(one.pk, one.from_actor_id, one.to_actor_id, one.kind, one.strength, one.rests_on_one)
                for one in sorted(self.links, key=lambda link: link.pk)
            ],
        )

    @cached_property
    def drawing(self) -> Drawing:
        return draw(self.asked)

    # --- what it answers --------------------------------------------------------------------------------------

    @property
    def lede(self) -> str:
        """The answer to the first question, in one sentence."""
        if not self.actors:
            return "Nothing is drawn yet: put the owner of the outcome, the beneficiaries and those between on the map."
        if self.asked.owner is None:
            return "Nobody on the map is marked as the owner of the outcome, so no path can be looked for."
        if not self.asked.reaches:
            return "No beneficiary is on the map yet, so no path can be looked for."
        firm = [one for one in self.asked.reaches if one.is_reached and not one.weak_count]
        weak = [one for one in self.asked.reaches if one.is_reached and one.weak_count]
        lost = [one for one in self.asked.reaches if not one.is_reached]
        parts = [f"it reaches {_who(firm)}"] if firm else []
        parts += [f"it reaches {_who(weak)} only through weak links"] if weak else []
        parts += [f"it does not reach {_who(lost)} at all"] if lost else []
        return f"The chain {'; '.join(parts).removeprefix('it ')}."

    @property
    def reach_lines(self) -> list[ReachLine]:
        return [ReachLine(reach, self._reach_words(reach)) for reach in self.asked.reaches]

    def _reach_words(self, reach: Reach) -> str:
        if reach.is_reached:
            weak = f", {reach.weak_count} weak" if reach.weak_count else ", all strong"
            return f"{listed([node.name for node in reach.nodes])}: {spell(len(reach.ties), 'link')}{weak}."
        if not reach.nodes:
            return "Nothing leads there, not even a link that is missing."
        return " ".join(
            f"It breaks between {self._name(tie.from_key)} and {self._name(tie.to_key)} ({tie.kind}, missing)."
            for tie in reach.breaks
        )

    @property
    def point_words(self) -> list[str]:
        """Each single point of failure, in words."""
        return [
            f"{node.name}: every walkable path to {listed([one.name for one in decided])} runs through it."
            for node, decided in self.asked.single_points
        ]

    @property
    def silence_words(self) -> str:
        """Who hears nothing back."""
        deaf, above = self.asked.hear_nothing, self.asked.above
        if not above:
            return "Nobody stands above the beneficiaries yet."
        if not deaf:
            return "Everybody above the beneficiaries is told something by somebody further down."
        among = listed([node.name for node in deaf[:FEW]])
        told = among if len(deaf) <= FEW else f"{among} and {len(deaf) - FEW} more"
        return (
            f"{len(deaf)} of the {len(above)} actors above the beneficiaries: {told}. "
            "No “informs” link reaches them from further down."
        )

    @property
    def lever_words(self) -> str:
        """How strong the owner's own levers are."""
        levers = self.asked.levers
        if not levers:
            return "The owner has no link to anybody that it could pull."
        counts = {strength: sum(tie.strength == strength for tie in levers) for strength in Strength}
        told = [f"{count} {strength.label}" for strength, count in counts.items() if count]
        return f"Of the owner’s {spell(len(levers), 'lever')}, {listed(told)}."

    @property
    def one_person_words(self) -> list[str]:
        """Links that rest on one person."""
        return [
            f"{self._name(tie.from_key)} {LinkKind(tie.kind).label} {self._name(tie.to_key)}"
            for tie in self.asked.resting_on_one
        ]

    def _name(self, key: int) -> str:
        return self.asked.nodes[key].name

    # --- the same in words ------------------------------------------------------------------------------------

    @property
    def count_words(self) -> str:
        """How much is on the map: "13 actors on six levels, 16 links: 1 missing, 9 weak, 6 strong"."""
        levels = len({actor.level for actor in self.actors})
        counts = [
            f"{sum(link.strength == strength for link in self.links)} {strength}"
            for strength in ("missing", "weak", "strong")
            if any(link.strength == strength for link in self.links)
        ]
        told = f": {', '.join(counts)}" if counts else ""
        actors, links = len(self.actors), len(self.links)
        return (
            f"{actors} actor{'' if actors == 1 else 's'} on {spell(levels, 'level')}, "
            f"{links} link{'' if links == 1 else 's'}{told}."
        )

    @property
    def description(self) -> str:
        """The picture for those who do not see it: how much is on it, and what it answers."""
        return f"{self.count_words} {self.lede} The table below says every link in words."

    @property
    def by_level(self) -> list[tuple[str, list[Actor]]]:
        """The actors under their levels, from the top."""
        rows = [(level.label, [one for one in self.actors if one.level == level]) for level in Level]
        return [(label, actors) for label, actors in rows if actors]

    @property
    def actions(self) -> list[Action]:
        """The actions that came from its links, by due date; they must have been fetched with the map."""
        found = [made.action for link in self.links for made in link.actions.all()]
        return sorted(found, key=lambda action: (action.due_on, action.pk))


def _who(reaches: list[Reach]) -> str:
    return listed([reach.beneficiary.name for reach in reaches])
