"""Changes to reviews: proposed, scoped, moved from gathering to issue, followed, closed; councils, lines, interests."""

from __future__ import annotations

from datetime import date

from django.utils.text import slugify

from dorset_lsp.common import states
from dorset_lsp.common.changes import Actor, Refused, change, nothing_to_change, record, require, save_fields
from partnerships.enums import SCRUTINY_KINDS
from partnerships.models import Body, Organisation, Person
from scrutiny import emails
from scrutiny.changes import passages, reports
from scrutiny.changes.passages import PUBLIC, Access
from scrutiny.enums import ASK_MOVES, REVIEW_MOVES, AskState, CouncilRole, ReviewState, TopicState
from scrutiny.models import (
    Ask,
    Interest,
    LineOfEnquiry,
    ParticipatingCouncil,
    ScopeVersion,
    ScrutinyReview,
    Topic,
)


@change
def propose(
    *,
    title: str,
    form: str,
    committee: Body,
    group: Body,
    background: str = "",
    mandated_on: date | None = None,
    parent: ScrutinyReview | None = None,
    topic: Topic | None = None,
    slug: str = "",
    is_illustrative: bool = False,
    by: Person,
    on: date,
) -> ScrutinyReview:
    """Propose a review by a committee, with the group that is to do it.

    Raises Refused for a group that is none of scrutiny, for a topic that was not taken up, and for a name in use.
    """
    require(by, "scrutiny.propose_review", committee)
    if group.kind not in SCRUTINY_KINDS:
        raise Refused("A review is done by a task and finish group, or by the committee itself.")
    if topic is not None and topic.state != TopicState.TAKEN_UP:
        raise Refused("Take the suggestion up first.")
    slug = slug or slugify(title)[:80].strip("-")
    if ScrutinyReview.objects.filter(slug=slug).exists():
        raise Refused("There is a review of this name. Give it another.")
    review = ScrutinyReview.objects.create(
        slug=slug, title=title, form=form, committee=committee, group=group, background=background, parent=parent,
        topic=topic, mandated_on=mandated_on, proposed_on=on, proposed_by=by, is_illustrative=is_illustrative,
    )  # fmt: skip
    record("review.propose", review, by=by, on=on, difference={"group": (None, group)})
    return review


# --- what it looks at -------------------------------------------------------------------------------------------


@change
def scope(
    *, review: ScrutinyReview, purpose: str, report_by: date | None = None, by: Person, on: date
) -> ScopeVersion:
    """Set the scope. From now on it changes only with the committee's agreement. Raises Refused without a line of enquiry."""
    require(by, "scrutiny.run_review", review)
    if not review.lines.exists():
        raise Refused("Enter at least one line of enquiry first.")
    states.move(review, "scope", REVIEW_MOVES, by=by, on=on)
    return _write_scope(review, 1, purpose=purpose, report_by=report_by, by=by, on=on)


@change
def change_scope(
    *,
    review: ScrutinyReview,
    purpose: str,
    report_by: date | None,
    reason: str,
    committee_agreed_on: date,
    by: Person,
    on: date,
) -> ScopeVersion:
    """Change the scope with the committee's agreement. Raises Refused without a reason, or agreed on a day to come."""
    require(by, "scrutiny.change_scope", review)
    if not reason.strip():
        raise Refused("Say why the scope is changed.")
    if committee_agreed_on > on:
        raise Refused("The committee cannot have agreed on a day to come.")
    ScrutinyReview.objects.select_for_update().get(
        pk=review.pk
    )  # the second of two waits, and gets the next number
    return _write_scope(
        review, review.scopes.count() + 1, purpose=purpose, report_by=report_by, reason=reason,
        committee_agreed_on=committee_agreed_on, by=by, on=on,
    )  # fmt: skip


@change
def add_line(*, review: ScrutinyReview, question: str, by: Actor, on: date) -> LineOfEnquiry:
    """Add a line of enquiry."""
    require(by, "scrutiny.set_out_review", review)
    same = review.lines.filter(question=question).first()
    if same is not None:
        nothing_to_change()
        return same
    line = LineOfEnquiry.objects.create(review=review, number=review.lines.count() + 1, question=question)
    record("line.add", line, by=by, on=on)
    return line


# --- who takes part ---------------------------------------------------------------------------------------------


@change
def join_council(
    *, review: ScrutinyReview, organisation: Organisation, role: str = CouncilRole.MEMBER, by: Actor, on: date
) -> ParticipatingCouncil:
    """A council takes part in its role. The same again changes the role."""
    require(by, "scrutiny.set_out_review", review)
    council, is_new = ParticipatingCouncil.objects.get_or_create(
        review=review, organisation=organisation, defaults={"role": role, "joined_on": on}
    )
    if is_new:
        record("council.join", council, by=by, on=on, difference={"role": (None, role)})
        return council
    difference = save_fields(council, {"role": role})
    if difference:
        record("council.role", council, by=by, on=on, difference=difference)
    else:
        nothing_to_change()
    return council


@change
def record_adoption(*, council: ParticipatingCouncil, adopted_on: date, by: Actor, on: date) -> None:
    """Note the day on which a council adopted the report itself. Raises Refused before it was approved, or to come."""
    require(by, "scrutiny.record_adoption", council.review)
    if council.review.state in (ReviewState.PROPOSED, ReviewState.SCOPED, ReviewState.GATHERING):
        raise Refused("There is no report yet that a council could adopt.")
    if adopted_on > on:
        raise Refused("A council cannot have adopted it on a day to come.")
    difference = save_fields(council, {"adopted_on": adopted_on})
    if difference:
        record("council.adopt", council, by=by, on=on, difference=difference)
    else:
        nothing_to_change()


@change
def declare_interest(
    *, review: ScrutinyReview, person: Person, interest: str, is_prejudicial: bool, by: Person, on: date
) -> Interest:
    """Record a member's declaration of interest."""
    require(by, "scrutiny.declare_interest", review)
    declared = Interest.objects.create(
        review=review,
        person=person,
        interest=interest,
        is_prejudicial=is_prejudicial,
        declared_on=on,
        declared_by=by,
    )
    record("interest.declare", declared, by=by, on=on)
    return declared


# --- from gathering to closed -----------------------------------------------------------------------------------


@change
def gather(*, review: ScrutinyReview, by: Person, on: date) -> None:
    """Begin to take evidence."""
    require(by, "scrutiny.run_review", review)
    states.move(review, "gather", REVIEW_MOVES, by=by, on=on)


@change
def draft(*, review: ScrutinyReview, by: Person, on: date) -> None:
    """Turn from evidence to the report. Raises Refused without a finding."""
    require(by, "scrutiny.run_review", review)
    if not review.findings.exists():
        raise Refused("Write at least one finding first.")
    states.move(review, "draft", REVIEW_MOVES, by=by, on=on)


@change
def gather_more(*, review: ScrutinyReview, reason: str, by: Person, on: date) -> None:
    """Go back for more evidence, with the reason."""
    require(by, "scrutiny.run_review", review)
    _with_reason(review, "gather_more", reason, by, on)


@change
def add_minority_view(
    *, review: ScrutinyReview, whose: str, words: str, access: Access = PUBLIC, by: Person, on: date
) -> None:
    """Keep the view of those who do not agree. It stands in the report beside the findings. There is one such text."""
    require(by, "scrutiny.write_recommendation", review)
    if review.minority_view is not None:
        passages.reword(passage=review.minority_view, words=words, by=by, on=on)
    else:
        review.minority_view = passages.write(review=review, words=words, access=access, by=by, on=on)
    review.minority_view_of = whose
    review.save(update_fields=["minority_view", "minority_view_of"])
    record("review.minority_view", review, by=by, on=on, difference={"minority view": (None, "kept")})


@change
def approve(*, review: ScrutinyReview, by: Person, on: date) -> None:
    """The commissioning committee approves the report. Raises Refused while a recommendation speaks to nobody."""
    require(by, "scrutiny.know_review", review)
    if review.state in REVIEW_MOVES["approve"][0]:
        require(by, "scrutiny.approve_review", review)
    if not review.recommendations.exists():
        raise Refused("There is no recommendation yet.")
    silent = review.recommendations.filter(asks__isnull=True).first()
    if silent is not None:
        raise Refused(f"{silent} is addressed to nobody.")
    states.move(review, "approve", REVIEW_MOVES, by=by, on=on)


@change
def send_back(*, review: ScrutinyReview, reason: str, by: Person, on: date) -> None:
    """The committee asks for another draft, with the reason."""
    require(by, "scrutiny.send_back_review", review)
    _with_reason(review, "send_back", reason, by, on)


@change
def issue(*, review: ScrutinyReview, by: Person, on: date) -> None:
    """Issue the report: it is frozen for each audience, every recommendation goes out, and responders are told."""
    require(by, "scrutiny.run_review", review)
    if not states.move(review, "issue", REVIEW_MOVES, by=by, on=on, issued_on=on, issued_by=by):
        return
    asks = list(Ask.objects.filter(recommendation__review=review, state=AskState.DRAFTED))
    states.move_many(asks, "send", ASK_MOVES, by=by, on=on)
    reports.freeze(review=review, by=by, on=on)
    emails.tell_responders_of_issue(review)


@change
def monitor(*, review: ScrutinyReview, by: Person, on: date) -> None:
    """Turn from waiting for answers to following what is done."""
    require(by, "scrutiny.run_review", review)
    states.move(review, "monitor", REVIEW_MOVES, by=by, on=on)


@change
def close(*, review: ScrutinyReview, reason: str, by: Person, on: date) -> None:
    """Members close the review. Raises Refused while anything that was asked is still under way."""
    require(by, "scrutiny.close_review", review)
    under_way = Ask.objects.filter(
        recommendation__review=review, state__in=[AskState.SENT, AskState.ANSWERED]
    ).count()
    if under_way:
        raise Refused(f"{under_way} of the asks are still under way. Close or withdraw each of them first.")
    _with_reason(review, "close", reason, by, on)


def _with_reason(review: ScrutinyReview, verb: str, reason: str, by: Person, on: date) -> None:
    if not reason.strip():
        raise Refused("Give the reason.")
    states.move(review, verb, REVIEW_MOVES, by=by, on=on, why=reason)


def _write_scope(
    review: ScrutinyReview, number: int, *, by: Person, on: date, **fields: object
) -> ScopeVersion:
    version = ScopeVersion.objects.create(
        review=review, number=number, written_on=on, written_by=by, **fields
    )
    record(
        "review.scope_version", review, by=by, on=on, difference={"scope": (number - 1 or None, number)},
        why=str(fields.get("reason", "")),
    )  # fmt: skip
    return version
