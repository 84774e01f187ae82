"""What a review's report says, as plain data for the documents."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.template.loader import render_to_string

from delivery_chain.comparison_page import ComparisonPage, Row
from delivery_chain.enums import Rating
from delivery_chain.map_page import MapPage
from delivery_chain.models import ChainMap, Review
from delivery_chain.readiness import actions_by_stage, needs_of
from dorset_lsp.common.colours import mark_for
from dorset_lsp.common.days import in_full
from partnerships.models import Action, Person
from partnerships.posting import sender


class Report:
    """One review in full, for a reader who may see its comparison. A fixed number of queries."""

    def __init__(self, review: Review, reader: Person, on: date) -> None:
        self.review, self.on = review, on
        self.compared = ComparisonPage(review, reader, on)
        self.actions = actions_by_stage(review)
        maps = ChainMap.objects.visible_to(reader, on).filter(review=review).with_everything()
        self.maps = [MapPage(one) for one in maps.prefetch_related("links__actions__action__lead")]

    def data(self) -> dict[str, Any]:
        """Everything that the PDF is laid out from: texts and lists of texts."""
        review = self.review
        return {
            "title": review.title,
            "full_title": f"Review: {review}",
            "partnership": sender(),
            "made_on": self.on.isoformat(),
            "line": f"{review.version}, round {review.round} · {review.body} · as at {in_full(self.on)}",
            "illustrative": review.illustrative,
            "why_now": review.why_now,
            "summary": self.compared.summary,
            "reds": self.compared.red_sentence,
            "groups": [_group(group) for group in self.compared.groups],
            "names": [group.name for group in self.compared.in_time],
            "stages": [_stage(row) for row in self.compared.rows],
            "needs": [
                {
                    "stage": str(need.stage), "rating": _rating(need.rating.value), "reason": need.rating.reason,
                    "lacks": need.sentence, "actions": [_action(one, self.on) for one in need.actions],
                }
                for need in needs_of(review)
            ],
            "maps": [_map(page, f"map-{page.map.stage.number}.svg") for page in self.maps],
        }  # fmt: skip

    def pictures(self) -> dict[str, str]:
        """The drawings of the maps, by the names that the data gives them."""
        return {
            f"map-{page.map.stage.number}.svg": render_to_string(
                "delivery_chain/map.svg", {"map": page.map, "page": page}
            ).strip()
            for page in self.maps
            if page.actors
        }


def _rating(value: str) -> dict[str, str]:
    return {"word": mark_for(value).word, "style": mark_for(value).css}


def _group(group: Any) -> str:
    people = ", ".join(str(member.person) for member in group.members.all())
    if group.is_compared:
        return f"{group.name}: {people}. In on {in_full(group.submitted_on)}."
    late = f" Its sheet came on {in_full(group.submitted_on)}." if group.is_late else ""
    return f"{group.name}: {people}. Compared without: {group.absence_reason}.{late}"


def _stage(row: Row) -> dict[str, Any]:
    agreed = row.agreed
    return {
        "number": str(row.stage.number),
        "name": row.stage.short_name,
        "question": row.stage.question,
        "said": [{**_rating(one.value), "reason": one.reason} for one in row.ratings],
        "compared": row.comparison.words,
        "agreed": _rating(agreed.value) if agreed else {"word": "not agreed", "style": ""},
        "moved": row.moved.words if row.moved else "",
        "settled": agreed.get_settled_display() if agreed else "",
        "reason": agreed.reason if agreed else "",
        "dissents": [f"“{one.text}” {one.held_by}, {in_full(one.recorded_on)}." for one in row.dissents],
        "late": [f"{one.group.name}, late: {Rating(one.value).label}. {one.reason}" for one in row.late],
    }


def _action(action: Action, on: date) -> dict[str, str]:
    state = "late" if action.is_overdue(on) else action.get_state_display().lower()
    return {
        "title": action.title,
        "lead": f"{action.lead}, {action.organisation.label}",
        "due": in_full(action.due_on),
        "state": state,
    }


def _map(page: MapPage, picture: str) -> dict[str, Any]:
    reached = page.reach_lines
    return {
        "stage": str(page.map.stage),
        "lede": page.lede,
        "picture": picture if page.actors else "",
        "alternative": page.description,
        "answers": [
            *(f"{one.reach.beneficiary.name}: {'yes' if one.reach.is_reached else 'no'}. {one.words}" for one in reached),
            *page.point_words,
            page.silence_words,
            page.lever_words,
        ],
        "links": [
            [one.from_actor.name, one.get_kind_display(), one.to_actor.name, one.get_strength_display(), one.evidence]
            for one in page.links
        ],
    }  # fmt: skip
