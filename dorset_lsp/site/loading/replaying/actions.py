"""Actions with their notes and ends. One that stands already, by title and the day it was raised, is left as it is."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from delivery_chain.changes import plans
from delivery_chain.enums import Strength
from delivery_chain.models import AgreedRating, Link
from dorset_lsp.common.changes import Refused
from dorset_lsp.site.loading.folder import Folder
from dorset_lsp.site.loading.replaying.steps import Step, Turn
from dorset_lsp.site.loading.rows import Row
from dorset_lsp.site.loading.writer import Writer
from partnerships.changes import actions, minutes, risks
from partnerships.models import Action
from performance.changes import exceptions
from performance.models import Result


class Actions:
    """Every move of the actions that are new here."""

    def __init__(self, folder: Folder, writer: Writer) -> None:
        self.writer = writer
        standing = set(Action.objects.values_list("title", "raised_on"))
        self.rows = [row for row in folder.tables["actions"] if (row["title"], row["raised"]) not in standing]
        new = {row["key"] for row in self.rows}
        self.notes = [row for row in folder.tables["action_notes"] if row["action"] in new]

    def steps(self) -> Iterator[Step]:
        for row in self.rows:
            yield Step(row["raised"], Turn.ACTION_IS_RAISED, row, self.propose)
            if row["agreed"] and not row["from_meeting"]:
                yield Step(row["agreed"], Turn.ACTION_IS_AGREED, row, self.agree)
            if row["ended"]:
                yield Step(row["ended"], Turn.ACTION_ENDS, row, self.end)
        for row in self.notes:
            yield Step(row["on"], Turn.ACTION_IS_NOTED, row, self.note)

    def propose(self, row: Row) -> None:
        """Raise it, from an exception where the row names one; then the outcome's group follows it."""
        common = {
            "title": row["title"],
            "description": row["description"],
            "organisation": self.writer.find("organisations", row["organisation"]),
            "lead": self.writer.find("people", row["lead"]),
            "due_on": row["due"],
            "is_illustrative": row["illustrative"],
            "by": self.writer.find("people", row["raised_by"]),
            "on": row["raised"],
        }
        if row["from_meeting"]:
            made = self.act_on_decision(row, common)
        elif row["from_review"]:
            made = self.act_on_review(row, common)
        elif row["from_risk"]:
            made = self.act_on_risk(row, common)
        elif row["from_indicator"]:
            made = self.act_on_exception(row, common)
        else:
            body, outcome = (
                self.writer.find("bodies", row["body"]),
                self.writer.find("outcomes", row["outcome"]),
            )
            made = actions.propose(body=body, outcome=outcome, **common)
        self.writer.records["actions", row["key"]] = made

    def act_on_decision(self, row: Row, common: dict[str, Any]) -> Action:
        """Raise it from a decision of a meeting."""
        decision = self.writer.find("decisions", row["from_meeting"], row["from_decision"])
        if decision.meeting.body.slug != row["body"]:
            raise Refused(
                f"{row['from_meeting']} was a meeting of {decision.meeting.body}, so its actions are."
            )
        outcome = self.writer.find("outcomes", row["outcome"])
        return minutes.ask_for_action(decision=decision, outcome=outcome, **common)

    def act_on_risk(self, row: Row, common: dict[str, Any]) -> Action:
        """Raise it to make a risk smaller."""
        risk = self.writer.find("risks", row["from_risk"])
        if risk.body.slug != row["body"]:
            raise Refused(f"{risk} is kept by {risk.body}, so its actions are followed there.")
        return risks.propose_action(risk=risk, **common)

    def act_on_exception(self, row: Row, common: dict[str, Any]) -> Action:
        """Raise it from an exception of a published round."""
        result = self.result(row)
        if result.outcome.body.slug != row["body"]:
            raise Refused(f"{row['from_indicator']} belongs to {result.outcome.body}, so its actions do.")
        return exceptions.propose_action(result=result, **common)

    def act_on_review(self, row: Row, common: dict[str, Any]) -> Action:
        """Raise it from a stage of a review, or from a link of that stage's map where the row names one."""
        review = self.writer.find("reviews", row["from_review"])
        if review.body.slug != row["body"]:
            raise Refused(
                f"{row['from_review']} is a review by {review.body}, so its actions are followed there."
            )
        if row["link_from"]:
            links = Link.objects.filter(map__review=review, map__stage__number=row["from_stage"])
            link = links.exclude(strength=Strength.STRONG).filter(
                from_actor__name=row["link_from"], to_actor__name=row["link_to"]
            )
            found = link.select_related("map__review__body").first()
            if found is None:
                raise Refused("There is no weak or missing link between these two on the map.")
            return plans.act_on_link(link=found, **common)
        ratings = AgreedRating.objects.filter(review=review, stage__number=row["from_stage"])
        rating = ratings.select_related("review__body", "review__outcome").first()
        if rating is None:
            raise Refused(f"Nothing was agreed on stage {row['from_stage']}.")
        return plans.act_on_stage(rating=rating, **common)

    def result(self, row: Row) -> Result:
        """What the round's newest edition says of the indicator."""
        indicator = self.writer.find("indicators", row["from_indicator"])
        found = Result.objects.filter(edition__round__slug=row["from_round"], indicator=indicator)
        result = found.select_related("outcome__body").order_by("-edition__number").first()
        if result is None:
            raise Refused(f"{row['from_round']} says nothing of {row['from_indicator']}.")
        return result

    def agree(self, row: Row) -> None:
        action, by = self.writer.find("actions", row["key"]), self.writer.find("people", row["agreed_by"])
        actions.agree(action=action, by=by, on=row["agreed"])

    def note(self, row: Row) -> None:
        action, by = self.writer.find("actions", row["action"]), self.writer.find("people", row["by"])
        actions.note(action=action, text=row["text"], by=by, on=row["on"])

    def end(self, row: Row) -> None:
        action, by = self.writer.find("actions", row["key"]), self.writer.find("people", row["ended_by"])
        if row["end"] == "done":
            actions.complete(action=action, by=by, on=row["ended"])
        else:
            actions.drop(action=action, reason=row["reason"], by=by, on=row["ended"])
