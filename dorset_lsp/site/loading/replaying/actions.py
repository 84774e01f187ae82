"""Actions with their notes and ends. One that stands already, by title and the day it was raised, is left as it is."""

from __future__ import annotations

from collections.abc import Iterator

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
        body = self.writer.find("bodies", row["body"])
        if row["from_risk"]:
            risk = self.writer.find("risks", row["from_risk"])
            if risk.body != body:
                raise Refused(f"{risk} is kept by {risk.body}, so its actions are followed there.")
            self.writer.records["actions", row["key"]] = risks.propose_action(risk=risk, **common)
            return
        if row["from_meeting"]:
            decision = self.writer.find("decisions", row["from_meeting"], row["from_decision"])
            if decision.meeting.body != body:
                raise Refused(
                    f"{row['from_meeting']} was a meeting of {decision.meeting.body}, so its actions are."
                )
            outcome = self.writer.find("outcomes", row["outcome"])
            made = minutes.ask_for_action(decision=decision, outcome=outcome, **common)
            self.writer.records["actions", row["key"]] = made
            return
        if not row["from_indicator"]:
            outcome = self.writer.find("outcomes", row["outcome"])
            self.writer.records["actions", row["key"]] = actions.propose(body=body, outcome=outcome, **common)
            return
        result = self.result(row)
        if result.outcome.body != body:
            raise Refused(f"{row['from_indicator']} belongs to {result.outcome.body}, so its actions do.")
        self.writer.records["actions", row["key"]] = exceptions.propose_action(result=result, **common)

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
