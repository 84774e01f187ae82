"""Changes to chain maps: drawn, copied from an earlier one, actors and links put on and taken off."""

from __future__ import annotations

from datetime import date
from typing import Any

from delivery_chain.models import Actor, AgreedRating, ChainMap, Link, Review, Stage
from dorset_lsp.common.changes import Actor as Doer
from dorset_lsp.common.changes import Refused, change, nothing_to_change, record, require, save_fields
from partnerships.models import Person

COPIED = ("name", "level", "kind", "controls", "is_owner", "takes_part", "position")


@change
def draw(
    *,
    review: Review,
    stage: Stage,
    copy_from: ChainMap | None = None,
    is_illustrative: bool = False,
    by: Person,
    on: date,
) -> ChainMap:
    """Begin the map of a stage, empty or with what another map holds. Raises Refused where there is one already."""
    require(by, "delivery_chain.draw_map", review)
    if ChainMap.objects.filter(review=review, stage=stage).exists():
        raise Refused(f"The map of {stage} has been begun already.")
    if not AgreedRating.objects.filter(review=review, stage=stage).exists():
        raise Refused(f"Nothing has been agreed on {stage}.")
    drawn = ChainMap.objects.create(
        review=review, stage=stage, drawn_on=on, drawn_by=by, changed_on=on, copied_from=copy_from,
        is_illustrative=is_illustrative,
    )  # fmt: skip
    if copy_from is not None:
        _copy(copy_from, drawn)
    record(
        "chainmap.draw",
        drawn,
        by=by,
        on=on,
        difference={"copied from": (None, copy_from)} if copy_from else {},
    )
    return drawn


@change
def put_actor(
    *, drawn: ChainMap, actor: Actor | None = None, values: dict[str, Any], by: Doer, on: date
) -> Actor:
    """Put an actor on the map, or change one. Raises Refused for a name twice, a second owner, or a beneficiary as owner."""
    require(by, "delivery_chain.draw_map", drawn.review)
    others = drawn.actors.exclude(pk=actor.pk if actor else 0)
    if others.filter(name=values["name"]).exists():
        raise Refused(f"{values['name']} stands on this map already.")
    owner = others.filter(is_owner=True).first() if values.get("is_owner") else None
    if owner is not None:
        raise Refused(f"{owner} owns the outcome on this map. A map has one owner.")
    if values.get("is_owner") and values["level"] == "beneficiary":
        raise Refused("A beneficiary cannot own the outcome.")
    if actor is None:
        actor = Actor.objects.create(map=drawn, **values)
        difference: dict[str, tuple[Any, Any]] = {"level": (None, actor.level)}
        verb = "actor.add"
    else:
        difference, verb = save_fields(actor, values), "actor.change"
    _tell(verb, actor, drawn, difference, by=by, on=on)
    return actor


@change
def remove_actor(*, actor: Actor, by: Doer, on: date) -> None:
    """Take an actor off the map. Raises Refused while a link leads to or from it."""
    drawn = actor.map
    require(by, "delivery_chain.draw_map", drawn.review)
    if actor.links_in.exists() or actor.links_out.exists():
        raise Refused(f"Take the links of {actor} off first.")
    _tell("actor.remove", actor, drawn, {"name": (actor.name, None)}, by=by, on=on)
    actor.delete()


@change
def put_link(
    *, drawn: ChainMap, link: Link | None = None, values: dict[str, Any], by: Doer, on: date
) -> Link:
    """Draw a link, or change one. Raises Refused for one to itself, one that stands already, or one across maps."""
    require(by, "delivery_chain.draw_map", drawn.review)
    from_actor, to_actor = values["from_actor"], values["to_actor"]
    if from_actor == to_actor:
        raise Refused("A link leads to another actor.")
    if {from_actor.map_id, to_actor.map_id} != {drawn.pk}:
        raise Refused("Both ends of a link stand on its map.")
    same = drawn.links.filter(from_actor=from_actor, to_actor=to_actor, kind=values["kind"])
    if same.exclude(pk=link.pk if link else 0).exists():
        raise Refused("A link of this kind stands between them already.")
    if link is None:
        link = Link.objects.create(map=drawn, **values)
        difference: dict[str, tuple[Any, Any]] = {"strength": (None, link.strength)}
        verb = "link.add"
    else:
        difference, verb = save_fields(link, values), "link.change"
    _tell(verb, link, drawn, difference, by=by, on=on)
    return link


@change
def remove_link(*, link: Link, by: Doer, on: date) -> None:
    """Take a link off the map. Raises Refused for one that actions came from."""
    drawn = link.map
    require(by, "delivery_chain.draw_map", drawn.review)
    if link.actions.exists():
        raise Refused("An action came from this link, so it stays.")
    _tell("link.remove", link, drawn, {"strength": (link.strength, None)}, by=by, on=on)
    link.delete()


def _tell(
    verb: str,
    target: Actor | Link,
    drawn: ChainMap,
    difference: dict[str, tuple[Any, Any]],
    *,
    by: Doer,
    on: date,
) -> None:
    if not difference:
        nothing_to_change()
        return
    record(verb, target, by=by, on=on, difference=difference)
    save_fields(drawn, {"changed_on": on})


def _copy(source: ChainMap, drawn: ChainMap) -> None:
    """Actors and links as they stand on another map; its actions stay with it."""
    copies = {
        actor.pk: Actor.objects.create(map=drawn, **{name: getattr(actor, name) for name in COPIED})
        for actor in source.actors.all()
    }
    Link.objects.bulk_create(
        Link(
            map=drawn, from_actor=copies[link.from_actor_id], to_actor=copies[link.to_actor_id], kind=link.kind,
            strength=link.strength, evidence=link.evidence, rests_on_one=link.rests_on_one,
        )
        for link in source.links.all()
    )  # fmt: skip
