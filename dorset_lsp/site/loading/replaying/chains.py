"""Reviews of delivery chains from set-up to closed. One that stands already is left as it is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from delivery_chain.answers import Answer
from delivery_chain.changes import agreeing, maps, reviews, sheets
from delivery_chain.enums import IndividualMode, Subject
from delivery_chain.models import Review, ReviewGroup, Stage
from dorset_lsp.common.changes import Refused
from dorset_lsp.site.loading.folder import Folder
from dorset_lsp.site.loading.replaying.steps import Step, Turn
from dorset_lsp.site.loading.rows import Row
from dorset_lsp.site.loading.writer import Writer
from partnerships.models import Person
from performance.periods import add_months


class Reviews:
    """Every move of the reviews that are new here."""

    def __init__(self, folder: Folder, writer: Writer) -> None:
        self.writer = writer
        tables = folder.tables
        self.rows = [row for row in tables["reviews"] if not self.stands(row)]
        new = {row["slug"]: row for row in self.rows}
        self.new = new
        self.groups = [row for row in tables["review_groups"] if row["review"] in new]
        self.agreed = [row for row in tables["agreed_ratings"] if row["review"] in new]
        self.dissents = [row for row in tables["dissents"] if row["review"] in new]
        self.maps = [row for row in tables["chain_maps"] if row["review"] in new]
        self.said = _by(tables["ratings"], "review", "group")
        self.actors = _by(tables["chain_actors"], "review", "stage")
        self.links = _by(tables["chain_links"], "review", "stage")

    def stands(self, row: Row) -> bool:
        """Whether the review is here already; then it is remembered for what refers to it."""
        found = Review.objects.filter(
            version__framework__slug=row["framework"], body__slug=row["body"], set_up_on=row["set_up"],
            outcome__slug=row["outcome"] or None,
        ).first()  # fmt: skip
        if found is not None:
            self.writer.records["reviews", row["slug"]] = found
        return found is not None

    def steps(self) -> Iterator[Step]:
        for row in self.rows:
            yield from self.moves(row)
        for row in self.groups:
            yield from self.sheet(row)
        for rows, day, turn, do in (
            (self.agreed, "on", Turn.STAGE_IS_SETTLED, self.settle),
            (self.dissents, "on", Turn.DISSENT_IS_KEPT, self.dissent),
            (self.maps, "drawn", Turn.MAP_IS_DRAWN, self.draw),
        ):
            for row in rows:
                yield Step(row[day], turn, row, do)

    def moves(self, row: Row) -> Iterator[Step]:
        """A review from set-up as far as it has come."""
        for name, turn, do in (
            ("set_up", Turn.REVIEW_IS_SET_UP, self.set_up),
            ("opened", Turn.REVIEW_OPENS, self.open_),
            ("agreed", Turn.REVIEW_IS_AGREED, self.agree),
            ("planned", Turn.REVIEW_IS_PLANNED, self.plan),
            ("closed", Turn.REVIEW_CLOSES, self.close),
        ):
            if row[name]:
                yield Step(row[name], turn, row, do)

    def sheet(self, row: Row) -> Iterator[Step]:
        """A group from its forming until its sheet is in; one that has only written something keeps that."""
        yield Step(self.new[row["review"]]["set_up"], Turn.GROUP_IS_FORMED, row, self.form)
        if row["left_out"]:
            yield Step(row["left_out"], Turn.GROUP_IS_LEFT_OUT, row, self.leave_out)
        if row["submitted"]:
            yield Step(row["submitted"], Turn.SHEET_COMES_IN, row, self.submit)
        elif row.key(("review", "number")) in self.said:
            yield Step(self.opened(row), Turn.SHEET_COMES_IN, row, self.keep)

    def opened(self, row: Row) -> Any:
        """The day on which a group's review opened."""
        return self.new[row["review"]]["opened"]

    # --- the review ---

    def set_up(self, row: Row) -> None:
        version = self.writer.find("frameworks", row["framework"], row["version"])
        common = {
            "version": version,
            "facilitator": self.person(row, "facilitator"),
            "why_now": row["why_now"],
            "individual_mode": row["individual"] or IndividualMode.NONE,
            "workshop_on": row["workshop"],
            "sheets_due_on": row["sheets_due"],
            "illustrative": row["illustrative"],
            "by": self.person(row, "set_up_by"),
            "on": row["set_up"],
        }
        if row["previous"]:
            previous = self.review(row, "previous")
            made = reviews.repeat(review=previous, **common)
        else:
            is_of_strategy = version.framework.subject == Subject.STRATEGY
            made = reviews.set_up(
                body=self.writer.find("bodies", row["body"]),
                outcome=self.writer.find("outcomes", row["outcome"]),
                strategy=self.writer.find("strategy", "the only one") if is_of_strategy else None,
                assessor=row["assessor"],
                **common,
            )
        self.writer.records["reviews", row["slug"]] = made

    def form(self, row: Row) -> None:
        review = self.review(row)
        people = [self.writer.find("people", email) for email in row["people"]]
        reviews.put_group(
            review=review, number=row["number"], name=row["name"], people=people, by=review.set_up_by,
            on=review.set_up_on,
        )  # fmt: skip

    def open_(self, row: Row) -> None:
        reviews.open_(review=self.review(row, "slug"), by=self.person(row, "facilitator"), on=row["opened"])

    def agree(self, row: Row) -> None:
        reviews.agree(review=self.review(row, "slug"), by=self.person(row, "facilitator"), on=row["agreed"])

    def plan(self, row: Row) -> None:
        reviews.plan(review=self.review(row, "slug"), by=self.person(row, "facilitator"), on=row["planned"])

    def close(self, row: Row) -> None:
        review = self.review(row, "slug")
        months = review.version.framework.months_between_rounds
        reviews.close(
            review=review, next_round_on=row["next_round"] or add_months(row["closed"], months),
            by=self.person(row, "facilitator"), on=row["closed"],
        )  # fmt: skip

    # --- its groups ---

    def keep(self, row: Row) -> None:
        """What a group has written so far."""
        group = self.group(row)
        by = self.writer.find("people", row["people"][0])
        sheets.keep(group=group, version=group.version, answers=self.answers(row), by=by, on=self.opened(row))

    def submit(self, row: Row) -> None:
        group, by = self.group(row), self.person(row, "submitted_by")
        if row["paper"]:
            sheets.type_in(group=group, answers=self.answers(row), by=by, on=row["submitted"])
        else:
            sheets.submit(
                group=group, version=group.version, answers=self.answers(row), by=by, on=row["submitted"]
            )

    def leave_out(self, row: Row) -> None:
        review = self.review(row)
        sheets.leave_out(
            group=self.group(row), reason=row["reason"], by=review.facilitator, on=row["left_out"]
        )

    def answers(self, row: Row) -> dict[int, Answer]:
        review = self.review(row)
        said = self.said[row.key(("review", "number"))]
        return {self.stage(review, one).pk: Answer(one["rating"], one["reason"]) for one in said}

    # --- what was agreed, and what came of it ---

    def settle(self, row: Row) -> None:
        review = self.review(row)
        agreeing.settle(
            review=review, stage=self.stage(review, row), value=row["rating"], reason=row["reason"],
            by=review.facilitator, on=row["on"],
        )  # fmt: skip

    def dissent(self, row: Row) -> None:
        review = self.review(row)
        agreeing.dissent(
            review=review, stage=self.stage(review, row), held_by=row["held_by"], text=row["text"],
            by=self.person(row, "by"), on=row["on"],
        )  # fmt: skip

    def draw(self, row: Row) -> None:
        """The whole map, as it was when it was drawn."""
        review, by, on = self.review(row), self.person(row, "by"), row["drawn"]
        stage = self.stage(review, row)
        drawn = maps.draw(review=review, stage=stage, is_illustrative=row["illustrative"], by=by, on=on)
        actors = {}
        for place, one in enumerate(self.actors[row.key(("review", "stage"))]):
            values = {
                "name": one["name"], "level": one["level"], "kind": one["kind"], "controls": one["controls"],
                "is_owner": one["owner"], "takes_part": not one["outside"], "position": place,
            }  # fmt: skip
            actors[one["name"]] = maps.put_actor(drawn=drawn, values=values, by=by, on=on)
        for one in self.links[row.key(("review", "stage"))]:
            values = {
                "from_actor": actors[one["from_actor"]], "kind": one["kind"], "to_actor": actors[one["to_actor"]],
                "strength": one["strength"], "evidence": one["evidence"], "rests_on_one": one["one_person"],
            }  # fmt: skip
            maps.put_link(drawn=drawn, values=values, by=by, on=on)

    # --- finding ---

    def review(self, row: Row, column: str = "review") -> Review:
        """The review as it stands now."""
        remembered: Review = self.writer.find("reviews", row[column])
        return Review.objects.with_names().get(pk=remembered.pk)

    def group(self, row: Row) -> ReviewGroup:
        return ReviewGroup.objects.select_related("review__body").get(
            review=self.review(row), number=row["number"]
        )

    def stage(self, review: Review, row: Row) -> Stage:
        found = Stage.objects.filter(version=review.version_id, number=row["stage"]).first()
        if found is None:
            raise Refused(f"{review.version} has no stage {row['stage']}.")
        return found

    def person(self, row: Row, column: str) -> Person:
        found: Person = self.writer.find("people", row[column])
        return found


def _by(rows: list[Row], *columns: str) -> defaultdict[tuple[Any, ...], list[Row]]:
    found: defaultdict[tuple[Any, ...], list[Row]] = defaultdict(list)
    for row in rows:
        found[row.key(columns)].append(row)
    return found
