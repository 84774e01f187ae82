"""Allocations, projects, claims and what partners align. What stands already is left as it is."""

from __future__ import annotations

from collections.abc import Iterator

from dorset_lsp.site.loading.folder import Folder
from dorset_lsp.site.loading.replaying.steps import Step, Turn
from dorset_lsp.site.loading.rows import Row
from dorset_lsp.site.loading.writer import Writer
from partnerships.changes import claims, funding, projects
from partnerships.models import AlignedMoney, Allocation, Project


class Funding:
    """Every move of money that is new here."""

    def __init__(self, folder: Folder, writer: Writer) -> None:
        self.writer, tables = writer, folder.tables
        made = {(one.stream.slug, one.title): one for one in Allocation.objects.select_related("stream")}
        for key, allocation in made.items():
            writer.records["allocations", *key] = allocation
        self.allocations = [row for row in tables["allocations"] if (row["stream"], row["title"]) not in made]
        begun = set(Project.objects.values_list("title", "begun_on"))
        self.projects = [row for row in tables["projects"] if (row["title"], row["begun"]) not in begun]
        new = {row["key"] for row in self.projects}
        self.claims = [row for row in tables["claims"] if row["project"] in new]
        declared = set(AlignedMoney.objects.values_list("organisation__slug", "title", "from_on"))
        self.aligned = [
            row
            for row in tables["aligned_money"]
            if row.key(("organisation", "title", "from")) not in declared
        ]

    def steps(self) -> Iterator[Step]:
        for row in self.allocations:
            yield Step(row["made"], Turn.MONEY_IS_ALLOCATED, row, self.allocate)
        for row in self.aligned:
            yield Step(row["declared"], Turn.MONEY_IS_ALLOCATED, row, self.declare)
        for row in self.projects:
            yield Step(row["begun"], Turn.PROJECT_IS_BEGUN, row, self.begin)
            for day, turn, do in (
                ("applied", Turn.PROJECT_IS_APPLIED_FOR, self.apply),
                ("decided", Turn.PROJECT_IS_DECIDED, self.decide),
                ("accepted", Turn.PROJECT_IS_ACCEPTED, self.accept),
                ("withdrawn", Turn.PROJECT_ENDS, self.withdraw),
                ("finished", Turn.PROJECT_ENDS, self.finish),
            ):
                if row[day]:
                    yield Step(row[day], turn, row, do)
        for row in self.claims:
            yield Step(row["on"], Turn.CLAIM_IS_MADE, row, self.claim)
            if row["settled"]:
                yield Step(row["settled"], Turn.CLAIM_IS_SETTLED, row, self.settle)

    def allocate(self, row: Row) -> None:
        stream = self.writer.find("streams", row["stream"])
        self.writer.records["allocations", row["stream"], row["title"]] = funding.allocate(
            stream=stream,
            title=row["title"],
            organisation=self.writer.find("organisations", row["organisation"]),
            amount_pence=row["amount"],
            delegated_pence=row["delegated"] or 0,
            source=row["source"],
            is_illustrative=row["illustrative"],
            by=self.writer.find("people", row["by"]),
            on=row["made"],
        )

    def declare(self, row: Row) -> None:
        funding.declare(
            organisation=self.writer.find("organisations", row["organisation"]),
            title=row["title"],
            kind=row["kind"],
            amount_pence=row["amount"],
            from_on=row["from"],
            to_on=row["to"],
            outcome=self.writer.find("outcomes", row["outcome"]),
            is_illustrative=row["illustrative"],
            by=self.writer.find("people", row["by"]),
            on=row["declared"],
        )

    def begin(self, row: Row) -> None:
        self.writer.records["projects", row["key"]] = projects.begin(
            allocation=self.writer.find("allocations", row["stream"], row["allocation"]),
            organisation=self.writer.find("organisations", row["organisation"]),
            title=row["title"],
            description=row["description"],
            area=self.writer.find("areas", row["area"]),
            outcome=self.writer.find("outcomes", row["outcome"]),
            asked_pence=row["asked"],
            own_pence=row["own"] or 0,
            is_illustrative=row["illustrative"],
            by=self.writer.find("people", row["begun_by"]),
            on=row["begun"],
        )

    def project(self, row: Row) -> Project:
        """The project of a row, as it stands by now."""
        pk = self.writer.find("projects", row["key"]).pk
        return Project.objects.select_related("allocation", "organisation", "applied_by").get(pk=pk)

    def apply(self, row: Row) -> None:
        by = self.writer.find("people", row["applied_by"])
        projects.apply(project=self.project(row), by=by, on=row["applied"])

    def decide(self, row: Row) -> None:
        project, by = self.project(row), self.writer.find("people", row["decided_by"])
        said = {"decision": row["decision"], "authority": row["authority"], "by": by, "on": row["decided"]}
        if row["decided_as"] == "refused":
            projects.refuse(project=project, **said)
            return
        projects.offer(
            project=project, amount_pence=row["offered"], claim_by_on=row["claim_by"], report_due_on=row["report_due"],
            **said,
        )  # fmt: skip

    def accept(self, row: Row) -> None:
        by = self.writer.find("people", row["applied_by"])
        projects.accept(project=self.project(row), by=by, on=row["accepted"])

    def withdraw(self, row: Row) -> None:
        by = self.writer.find("people", row["begun_by"])
        projects.withdraw(
            project=self.project(row), reason=row["withdraw_reason"], by=by, on=row["withdrawn"]
        )

    def finish(self, row: Row) -> None:
        projects.finish(
            project=self.project(row), what_changed=row["what_changed"], people_helped=row["people_helped"],
            lesson=row["lesson"], by=self.writer.find("people", row["applied_by"]), on=row["finished"],
        )  # fmt: skip

    def claim(self, row: Row) -> None:
        pk = self.writer.find("projects", row["project"]).pk
        self.writer.records["claims", row.number] = claims.make(
            project=Project.objects.select_related("organisation").get(pk=pk),
            amount_pence=row["amount"],
            spent_on_what=row["spent_on_what"],
            by=self.writer.find("people", row["by"]),
            on=row["on"],
        )

    def settle(self, row: Row) -> None:
        claim, by = self.writer.find("claims", row.number), self.writer.find("people", row["settled_by"])
        if row["settled_as"] == "paid":
            claims.pay(claim=claim, by=by, on=row["settled"])
        else:
            claims.refuse(claim=claim, reason=row["reason"], by=by, on=row["settled"])
