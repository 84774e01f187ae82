"""Scrutiny as it went: topics, reviews with all that belongs to them, answers, progress, members' questions.

A review that stands already, by its short name, is left as it is with everything that belongs to it.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from delivery_chain.models import AgreedRating
from dorset_lsp.common.references import Reference
from dorset_lsp.site.loading.folder import Folder
from dorset_lsp.site.loading.replaying.steps import Step, Turn
from dorset_lsp.site.loading.rows import Row
from dorset_lsp.site.loading.writer import JOB, Writer
from scrutiny.changes import (
    challenges,
    evidence,
    progress,
    receipts,
    recommendations,
    responses,
    reviews,
    topics,
)
from scrutiny.changes.passages import Access
from scrutiny.changes.responses import Answer
from scrutiny.models import Challenge, ScrutinyReview, Topic


class Topics:
    """Every suggestion that is new here, and what became of it."""

    def __init__(self, folder: Folder, writer: Writer) -> None:
        self.writer = writer
        standing = {(topic.title, topic.asked_on): topic for topic in Topic.objects.all()}
        self.rows = []
        for row in folder.tables["topics"]:
            found = standing.get((row["title"], row["asked"]))
            if found is None:
                self.rows.append(row)
            else:
                writer.records["topics", row["key"]] = found

    def steps(self) -> Iterator[Step]:
        for row in self.rows:
            yield Step(row["asked"], Turn.TOPIC_IS_SUGGESTED, row, self.suggest)
            if row["decision"]:
                yield Step(row["decided"], Turn.TOPIC_IS_DECIDED, row, self.decide)

    def suggest(self, row: Row) -> None:
        """A suggestion, or a councillor's call for action."""
        common = {
            "title": row["title"], "why": row["why"], "committee": self.writer.find("bodies", row["committee"]),
            "is_illustrative": row["illustrative"], "by": self.writer.find("people", row["asked_by"]), "on": row["asked"],
        }  # fmt: skip
        if row["source"] == "call_for_action":
            topic = topics.call_for_action(
                **common,
                ward=row["ward"],
                steps_tried=row["steps_tried"],
                resolution_sought=row["resolution"],
            )
        else:
            common["by"] = common["by"] or JOB  # the public has no account
            topic = topics.suggest(**common, source=row["source"], asker_name=row["asker_name"])
        self.writer.records["topics", row["key"]] = topic

    def decide(self, row: Row) -> None:
        """What the committee decided, with its reason. What the public sent is put on the list first."""
        topic, by = self.writer.find("topics", row["key"]), self.writer.find("people", row["decided_by"])
        if topic.state == "held":
            topics.admit(topic=topic, committee=topic.committee, by=by, on=row["decided"])
        common = {"topic": topic, "reason": row["reason"], "by": by, "on": row["decided"]}
        marks = {self.writer.find("criteria", slug): True for slug in row["criteria"]}
        if row["decision"] == "taken_up":
            topics.take_up(**common, planned_on=row["planned"], marks=marks)
        elif row["decision"] == "merged":
            topics.merge(**common, into=self.writer.find("topics", row["into"]))
        else:
            topics.reject(**common, marks=marks)


class ScrutinyReviews:
    """Every review that is new here, from its proposal to the last claim."""

    def __init__(self, folder: Folder, writer: Writer) -> None:
        self.writer = writer
        self.tables = folder.tables
        standing = set(ScrutinyReview.objects.values_list("slug", flat=True))
        self.rows = [row for row in folder.tables["scrutiny_reviews"] if row["slug"] not in standing]
        self.by_slug = {row["slug"]: row for row in self.rows}
        of_addressee = {row["key"]: row["review"] for row in folder.tables["addressees"]}
        self.of_ask = {row["key"]: of_addressee.get(row["addressee"]) for row in folder.tables["asks"]}
        for one in ScrutinyReview.objects.all():
            writer.records["scrutiny_reviews", one.slug] = one

    def steps(self) -> Iterator[Step]:
        for row in self.rows:
            yield Step(row["proposed"], Turn.REVIEW_IS_PROPOSED, row, self.propose)
            moves = (
                ("scoped", Turn.REVIEW_IS_SCOPED, self.scope),
                ("gathered", Turn.REVIEW_GATHERS, self.gather),
                ("drafted", Turn.REVIEW_IS_DRAFTED, self.draft),
                ("approved", Turn.REVIEW_IS_APPROVED, self.approve),
                ("issued", Turn.REVIEW_IS_ISSUED, self.issue),
                ("monitored", Turn.REVIEW_IS_MONITORED, self.monitor),
            )
            for name, turn, do in moves:
                if row[name]:
                    yield Step(row[name], turn, row, do)
        yield from self._of_reviews()
        yield from self._of_asks()

    def _of_reviews(self) -> Iterator[Step]:
        """What belongs to a review, on its own day or on one of the review's."""
        for row in self._new("lines_of_enquiry"):
            yield Step(self._day(row, "proposed"), Turn.REVIEW_IS_SET_OUT, row, self.add_line)
        for row in self._new("review_councils"):
            yield Step(self._day(row, "proposed"), Turn.REVIEW_IS_SET_OUT, row, self.join)
            if row["adopted"]:
                yield Step(row["adopted"], Turn.REPORT_IS_ADOPTED, row, self.adopt)
        for row in self._new("evidence"):
            yield Step(row["recorded"], Turn.EVIDENCE_IS_TAKEN, row, self.take)
        for row in self._new("scrutiny_findings"):
            yield Step(row["on"], Turn.FINDING_IS_WRITTEN, row, self.conclude)
        for row in self._new("recommendations"):
            yield Step(row["on"], Turn.RECOMMENDATION_IS_WRITTEN, row, self.recommend)
            if row["made"]:
                yield Step(row["judged"], Turn.OUTCOME_IS_JUDGED, row, self.judge)
        for row in self._new("addressees"):
            yield Step(row["named"], Turn.ADDRESSEE_IS_NAMED, row, self.name)
            if row["recorded"]:
                yield Step(row["recorded"], Turn.REPORT_IS_RECEIVED, row, self.receive)

    def _of_asks(self) -> Iterator[Step]:
        """Each ask is drafted on the day on which its addressee was named, after its recommendation was written."""
        addressees = {row["key"]: row for row in self.tables["addressees"]}
        for row in self.tables["asks"]:
            if self.of_ask[row["key"]] not in self.by_slug:
                continue
            yield Step(addressees[row["addressee"]]["named"], Turn.ASK_IS_ADDRESSED, row, self.address)
            if row["closed"]:
                yield Step(row["closed"], Turn.ASK_IS_CLOSED, row, self.close)
        for row in self._new_of_asks("responses"):
            yield Step(row["on"], Turn.ASK_IS_ANSWERED, row, self.answer)
            if row["published"]:
                yield Step(row["published"], Turn.ANSWER_IS_PUBLISHED, row, self.publish)
        for row in self._new_of_asks("recommendation_actions"):
            yield Step(row["on"], Turn.ACTION_IS_ATTACHED, row, self.attach)
        for row in self._new_of_asks("progress_claims"):
            yield Step(row["on"], Turn.PROGRESS_IS_CLAIMED, row, self.claim)
            if row["decided"]:
                yield Step(row["decided"], Turn.CLAIM_IS_DECIDED, row, self.decide)

    def _new(self, name: str) -> list[Row]:
        return [row for row in self.tables[name] if row["review"] in self.by_slug]

    def _new_of_asks(self, name: str) -> list[Row]:
        return [row for row in self.tables[name] if self.of_ask.get(row["ask"]) in self.by_slug]

    def _day(self, row: Row, step: str) -> date:
        day: date = self.by_slug[row["review"]][step]
        return day

    # --- the review itself ------------------------------------------------------------------------------------

    def propose(self, row: Row) -> None:
        find = self.writer.find
        self.writer.records["scrutiny_reviews", row["slug"]] = reviews.propose(
            slug=row["slug"], title=row["title"], form=row["form"], committee=find("bodies", row["committee"]),
            group=find("bodies", row["group"]), parent=find("scrutiny_reviews", row["parent"]),
            topic=find("topics", row["topic"]),
            background=row["background"], mandated_on=row["mandated"], is_illustrative=row["illustrative"],
            by=find("people", row["proposed_by"]), on=row["proposed"],
        )  # fmt: skip

    def _move(self, row: Row, day: str) -> dict[str, Any]:
        """The review, by whoever runs it, on the day of a step."""
        review = self.writer.find("scrutiny_reviews", row["slug"])
        return {"review": review, "by": self.writer.find("people", row["run_by"]), "on": row[day]}

    def scope(self, row: Row) -> None:
        reviews.scope(**self._move(row, "scoped"), purpose=row["purpose"], report_by=row["report_by"])

    def gather(self, row: Row) -> None:
        reviews.gather(**self._move(row, "gathered"))

    def draft(self, row: Row) -> None:
        reviews.draft(**self._move(row, "drafted"))

    def approve(self, row: Row) -> None:
        moved = self._move(row, "approved")
        reviews.approve(**moved | {"by": self.writer.find("people", row["approved_by"])})

    def issue(self, row: Row) -> None:
        reviews.issue(**self._move(row, "issued"))

    def monitor(self, row: Row) -> None:
        reviews.monitor(**self._move(row, "monitored"))

    # --- what belongs to it -----------------------------------------------------------------------------------

    def _whole(self, row: Row) -> tuple[Any, Any]:
        """The review of a row, and whoever runs it."""
        return self.writer.find("scrutiny_reviews", row["review"]), self.writer.find(
            "people", self.by_slug[row["review"]]["run_by"]
        )

    def add_line(self, row: Row) -> None:
        review, by = self._whole(row)
        made = reviews.add_line(review=review, question=row["question"], by=by, on=self._day(row, "proposed"))
        self.writer.records["lines_of_enquiry", row["review"], row["number"]] = made

    def join(self, row: Row) -> None:
        review, by = self._whole(row)
        organisation = self.writer.find("organisations", row["organisation"])
        self.writer.records["review_councils", row["review"], row["organisation"]] = reviews.join_council(
            review=review, organisation=organisation, role=row["role"], by=by, on=self._day(row, "proposed")
        )

    def adopt(self, row: Row) -> None:
        review, by = self._whole(row)
        council = self.writer.find("review_councils", row["review"], row["organisation"])
        council.review = review
        reviews.record_adoption(council=council, adopted_on=row["adopted"], by=by, on=row["adopted"])

    def take(self, row: Row) -> None:
        review, _ = self._whole(row)
        self.writer.records["evidence", row["review"], row["number"]] = evidence.take(
            review=review, kind=row["kind"], label=row["label"], given_by=row["given_by"], words=row["words"],
            received_on=row["received"], lines=self._several("lines_of_enquiry", row, "lines"),
            indicator=self.writer.find("indicators", row["indicator"]), access=self._access(row),
            by=self.writer.find("people", row["recorded_by"]), on=row["recorded"],
        )  # fmt: skip

    def conclude(self, row: Row) -> None:
        review, _ = self._whole(row)
        self.writer.records["scrutiny_findings", row["review"], row["number"]] = evidence.conclude(
            review=review, line=self.writer.find("lines_of_enquiry", row["review"], row["line"]), words=row["words"],
            evidence=self._several("evidence", row, "evidence"), access=self._access(row),
            by=self.writer.find("people", row["by"]), on=row["on"],
        )  # fmt: skip

    def recommend(self, row: Row) -> None:
        review, _ = self._whole(row)
        self.writer.records["recommendations", row["review"], row["number"]] = recommendations.recommend(
            review=review, label=row["label"], words=row["words"], reason=row["reason"], different=row["different"],
            different_by=row["different_by"], indicator=self.writer.find("indicators", row["indicator"]),
            stage=self._stage(row), findings=self._several("scrutiny_findings", row, "findings"), access=self._access(row),
            by=self.writer.find("people", row["by"]), on=row["on"],
        )  # fmt: skip

    def judge(self, row: Row) -> None:
        recommendation = self.writer.find("recommendations", row["review"], row["number"])
        recommendation.refresh_from_db()
        recommendations.judge(
            recommendation=recommendation, made=row["made"], because=row["because"],
            by=self.writer.find("people", row["judged_by"]), on=row["judged"],
        )  # fmt: skip

    def name(self, row: Row) -> None:
        review, by = self._whole(row)
        find = self.writer.find
        addressee = recommendations.name_addressee(
            review=review, organisation=find("organisations", row["organisation"]), body=find("bodies", row["body"]),
            needs_notice=row["needs_notice"], by=by, on=row["named"],
        )  # fmt: skip
        self.writer.records["addressees", row["key"]] = addressee
        for email in row["responders"]:
            recommendations.name_responder(
                addressee=addressee, person=find("people", email), by=by, on=row["named"]
            )

    def receive(self, row: Row) -> None:
        _, by = self._whole(row)
        addressee = self.writer.find("addressees", row["key"])
        addressee.review.refresh_from_db()
        receipts.receive(
            addressee=addressee, report_received_on=row["report_received"], notice_received_on=row["notice_received"],
            by=by, on=row["recorded"],
        )  # fmt: skip

    # --- asks -------------------------------------------------------------------------------------------------

    def address(self, row: Row) -> None:
        addressee = self.writer.find("addressees", row["addressee"])
        slug = str(self.of_ask[row["key"]])
        self.writer.records["asks", row["key"]] = recommendations.address(
            recommendation=self.writer.find("recommendations", slug, row["recommendation"]), addressee=addressee,
            basis=row["basis"], asked_for_on=row["asked_for"], on=self._named(row),
            by=self.writer.find("people", self.by_slug[slug]["run_by"]),
        )  # fmt: skip

    def _named(self, row: Row) -> date:
        day: date = next(one["named"] for one in self.tables["addressees"] if one["key"] == row["addressee"])
        return day

    def _ask(self, key: str) -> Any:
        """An ask as it stands now: others have moved it since it was drafted."""
        return type(self.writer.find("asks", key)).objects.select_related(
            "recommendation__review", "addressee__review"
        ).get(pk=self.writer.find("asks", key).pk)  # fmt: skip

    def answer(self, row: Row) -> None:
        given = Answer(
            verdict=row["verdict"], reasons=row["reasons"], action=row["action"], lead_name=row["lead_name"],
            act_by=row["act_by"],
        )  # fmt: skip
        by = self.writer.find("people", row["by"])
        ask = self._ask(row["ask"])
        self.writer.records["responses", row["ask"]] = responses.answer(
            ask=ask, answer=given, by=by, on=row["on"]
        )

    def attach(self, row: Row) -> None:
        responses.attach_action(
            ask=self._ask(row["ask"]), action=self.writer.find("actions", row["action"]),
            by=self.writer.find("people", row["by"]), on=row["on"],
        )  # fmt: skip

    def publish(self, row: Row) -> None:
        response = self.writer.find("responses", row["ask"])
        review = self.by_slug[str(self.of_ask[row["ask"]])]
        response.ask = self._ask(row["ask"])
        responses.publish(
            response=response, by=self.writer.find("people", review["run_by"]), on=row["published"]
        )

    def claim(self, row: Row) -> None:
        self.writer.records["progress_claims", row["ask"], row["on"]] = progress.claim(
            ask=self._ask(row["ask"]), progress=row["progress"], text=row["claim"],
            by=self.writer.find("people", row["by"]), on=row["on"],
        )  # fmt: skip

    def decide(self, row: Row) -> None:
        claim = self.writer.find("progress_claims", row["ask"], row["on"])
        claim.ask = self._ask(row["ask"])
        progress.decide(
            claim=claim, is_accepted=row["accepted"], note=row["note"],
            by=self.writer.find("people", row["decided_by"]), on=row["decided"],
        )  # fmt: skip

    def close(self, row: Row) -> None:
        progress.close(
            ask=self._ask(row["key"]), reason=row["close_reason"], by=self.writer.find("people", row["closed_by"]),
            on=row["closed"],
        )  # fmt: skip

    # --- cells ------------------------------------------------------------------------------------------------

    def _stage(self, row: Row) -> AgreedRating | None:
        """The stage that is to show it, as it was agreed by then."""
        chain = self.writer.find("reviews", row["chain"])
        return AgreedRating.objects.get(review=chain, stage__number=row["stage"]) if chain else None

    def _several(self, file: str, row: Row, column: str) -> list[Any]:
        """What a list of numbers names, of the same review."""
        return [self.writer.find(file, row["review"], _number(item)) for item in row[column]]

    def _access(self, row: Row) -> Access:
        return Access(
            audience=row["audience"] or "public", paragraph=self.writer.find("exempt_paragraphs", row["paragraph"]),
            ground=row["ground"], resolved_on=row["resolved"], until_on=row["until"], summary=row["summary"],
            readers=tuple(self.writer.find("people", email) for email in row["readers"]),
        )  # fmt: skip


class Questions:
    """Members' questions that are new here, with their answers."""

    def __init__(self, folder: Folder, writer: Writer) -> None:
        self.writer = writer
        standing = set(Challenge.objects.values_list("question", "asked_on"))
        self.rows = [
            row
            for row in folder.tables["member_questions"]
            if (row["question"], row["asked"]) not in standing
        ]

    def steps(self) -> Iterator[Step]:
        for row in self.rows:
            yield Step(row["asked"], Turn.QUESTION_IS_ASKED, row, self.put)
            if row["answered"]:
                yield Step(row["answered"], Turn.QUESTION_IS_ANSWERED, row, self.answer)
            if row["settled"]:
                yield Step(row["settled"], Turn.QUESTION_IS_SETTLED, row, self.settle)

    def put(self, row: Row) -> None:
        indicator = self.writer.find("indicators", row["indicator"])
        self.writer.records["member_questions", row["indicator"], row["asked"]] = challenges.put(
            about=Reference.to(indicator), name=str(indicator), question=row["question"],
            put_to=self.writer.find("people", row["put_to"]), wanted_on=row["wanted"],
            is_illustrative=row["illustrative"], by=self.writer.find("people", row["asked_by"]), on=row["asked"],
        )  # fmt: skip

    def answer(self, row: Row) -> None:
        challenge = self.writer.find("member_questions", row["indicator"], row["asked"])
        by = self.writer.find("people", row["put_to"])
        challenges.answer(challenge=challenge, text=row["answer"], by=by, on=row["answered"])

    def settle(self, row: Row) -> None:
        challenge = self.writer.find("member_questions", row["indicator"], row["asked"])
        challenges.close(
            challenge=challenge, by=self.writer.find("people", row["asked_by"]), on=row["settled"]
        )


def _number(item: str) -> int:
    """A number in a list. ValueError, with a sentence, for what is none."""
    if not item.isdigit():
        raise ValueError(f"“{item}” is not a whole number.")
    return int(item)
