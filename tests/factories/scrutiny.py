"""A small joint review: its committee, its group with members, an addressee with two responders, in any state.

Nothing is made up behind the changes' back but seats: reviews, texts, asks and answers go through the same doors as on
the site.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from dorset_lsp.common.models import Clock
from partnerships.models import Body, Organisation, Person
from scrutiny.changes import evidence, progress, receipts, recommendations, responses, reviews
from scrutiny.changes.passages import PUBLIC, Access
from scrutiny.changes.responses import Answer
from scrutiny.enums import Basis
from scrutiny.models import (
    Addressee,
    Ask,
    Evidence,
    ExemptParagraph,
    Finding,
    LineOfEnquiry,
    Recommendation,
    Response,
    ScrutinyReview,
)
from tests.factories.partnerships import (
    AreaFactory,
    BodyFactory,
    MembershipFactory,
    OrganisationFactory,
    PartnershipFactory,
    PersonFactory,
)
from tests.factories.world import LONG_AGO, ON, sit

PROPOSED_ON = date(2008, 1, 14)
ISSUED_ON = date(2008, 9, 15)

GIVEN = Answer(
    verdict="accepted", reasons="We agree.", action="A plan is written.", lead_name="The chief officer"
)


@dataclass
class Scrutiny:
    """Everybody and everything of one review, by the names that the tests use."""

    committee: Body
    group: Body
    council: Organisation
    district: Organisation
    paragraph: ExemptParagraph
    people: dict[str, Person]
    review: ScrutinyReview
    line: LineOfEnquiry

    def __getattr__(self, name: str) -> Person:
        """A person by name: ``world.group_chair``."""
        try:
            return self.__dict__["people"][name]
        except KeyError:
            raise AttributeError(name) from None

    def fresh(self) -> ScrutinyReview:
        """The review as it stands in the database."""
        self.review = ScrutinyReview.objects.select_related("committee", "group").get(pk=self.review.pk)
        return self.review

    def scoped(self) -> ScrutinyReview:
        reviews.scope(
            review=self.review, purpose="What the partnership is worth.", by=self.clerk, on=PROPOSED_ON
        )
        return self.review

    def gathering(self) -> ScrutinyReview:
        reviews.gather(review=self.scoped(), by=self.clerk, on=PROPOSED_ON)
        return self.review

    def exempt(self, **more: object) -> Access:
        """Exempt under paragraph 3, unless told otherwise."""
        said = {"audience": "exempt", "paragraph": self.paragraph, "ground": "Business affairs of a firm."}
        return Access(**{**said, **more})

    def confidential(self, *readers: Person, summary: str = "") -> Access:
        return Access(audience="confidential", readers=readers, summary=summary)

    def takes(
        self,
        words: str = "We heard that it works.",
        access: Access = PUBLIC,
        *,
        by: Person | None = None,
        **more: object,
    ) -> Evidence:
        """Evidence that the group takes, from a clerk unless told otherwise."""
        given = {
            "kind": "written",
            "label": "A letter",
            "received_on": PROPOSED_ON,
            "lines": [self.line],
            **more,
        }
        return evidence.take(
            review=self.review, words=words, access=access, by=by or self.clerk, on=PROPOSED_ON, **given
        )

    def finds(self, words: str = "It works.", access: Access = PUBLIC, **more: object) -> Finding:
        pieces = more.pop("evidence", None) or [self.takes()]
        return evidence.conclude(
            review=self.review, line=self.line, words=words, evidence=pieces, access=access,
            by=more.pop("by", self.clerk), on=PROPOSED_ON,
        )  # fmt: skip

    def recommends(
        self, label: str = "Say what it does", access: Access = PUBLIC, **more: object
    ) -> Recommendation:
        given = {
            "words": "The Board says each year what it has done.",
            "reason": "Few know.",
            "different": "Most members can name one thing",
            "different_by": date(2009, 9, 30),
            "by": self.clerk,
            **more,
        }
        return recommendations.recommend(
            review=self.review, label=label, access=access, on=PROPOSED_ON, **given
        )

    def drafting(self) -> ScrutinyReview:
        """With one finding."""
        self.gathering()
        self.finds()
        reviews.draft(review=self.review, by=self.clerk, on=PROPOSED_ON)
        return self.review

    def addressee(self, organisation: Organisation | None = None, **more: object) -> Addressee:
        """The district, with the responders named for it."""
        made = recommendations.name_addressee(
            review=self.review,
            organisation=organisation or self.district,
            by=self.clerk,
            on=PROPOSED_ON,
            **more,
        )
        if organisation is None:
            for person in (self.responder, self.responder2):
                recommendations.name_responder(addressee=made, person=person, by=self.clerk, on=PROPOSED_ON)
        return made

    def drafted_ask(
        self, basis: str = Basis.TWO_MONTHS, recommendation: Recommendation | None = None, **more: object
    ) -> Ask:
        """One recommendation to the district, in a review that is being drafted."""
        if self.fresh().state == "proposed":
            self.drafting()
        addressee = self.review.addressees.filter(organisation=self.district).first() or self.addressee()
        return recommendations.address(
            recommendation=recommendation or self.recommends(), addressee=addressee, basis=basis, by=self.clerk,
            on=PROPOSED_ON, **more,
        )  # fmt: skip

    def issue(self) -> ScrutinyReview:
        """Approved by the committee and issued."""
        reviews.approve(review=self.fresh(), by=self.committee_chair, on=ISSUED_ON)
        reviews.issue(review=self.review, by=self.clerk, on=ISSUED_ON)
        return self.review

    def sent(self, basis: str = Basis.TWO_MONTHS, **more: object) -> Ask:
        """One ask of the district, gone out; nothing is received yet."""
        ask = self.drafted_ask(basis, **more)
        self.issue()
        return self.ask(ask)

    def ask(self, ask: Ask) -> Ask:
        """An ask as it stands in the database."""
        return Ask.objects.select_related("recommendation__review", "addressee__review").get(pk=ask.pk)

    def receives(
        self,
        ask: Ask,
        report: date | None = ISSUED_ON,
        notice: date | None = ISSUED_ON,
        *,
        reason: str = "",
        on: date = ON,
    ) -> Ask:
        receipts.receive(
            addressee=self.ask(ask).addressee, report_received_on=report, notice_received_on=notice, reason=reason,
            by=self.clerk, on=on,
        )  # fmt: skip
        return self.ask(ask)

    def answered(
        self, answer: Answer = GIVEN, *, on: date = date(2008, 11, 5), ask: Ask | None = None
    ) -> Response:
        return responses.answer(ask=ask or self.sent(), answer=answer, by=self.responder, on=on)

    def published(self, answer: Answer = GIVEN) -> Response:
        response = self.answered(answer)
        responses.publish(response=response, by=self.clerk, on=date(2008, 11, 10))
        return response

    def claimed(self, text: str = "The plan is out.") -> Ask:
        ask = self.ask(self.answered().ask)
        progress.claim(ask=ask, progress="implemented", text=text, by=self.responder, on=date(2009, 4, 1))
        return ask


def build_scrutiny(*, with_clock: bool = True) -> Scrutiny:
    """A committee, its group with four members and a clerk, two councils, and a review that is proposed."""
    if with_clock:
        Clock.objects.get_or_create(pk=1, defaults={"stated_on": ON})
    county = AreaFactory(name="The county")
    PartnershipFactory(area=county)
    council = OrganisationFactory(name="The County Council", kind="county_council")
    district = OrganisationFactory(name="North District Council", short_name="North", kind="district_council")
    committee = BodyFactory(
        name="Scrutiny Committee", slug="scrutiny-committee", kind="scrutiny_committee", area=county
    )
    group = BodyFactory(
        name="Joint group", slug="joint-group", kind="task_and_finish_group", area=county, parent=committee
    )
    people = _people(council, district)
    sit(people["committee_chair"], committee, "chair")
    sit(people["group_chair"], group, "chair")
    sit(people["member"], group, "member", number=2)
    sit(people["member2"], group, "member", number=3)
    for body, name in ((group, "clerk"), (committee, "committee_clerk")):
        MembershipFactory(
            body=body, seat=None, person=people[name], role="support", from_on=LONG_AGO, known_from=LONG_AGO
        )
    paragraph = ExemptParagraph.objects.create(scheme="England", number="3", wording="Business affairs")
    review = reviews.propose(
        title="Joint review", form="host_committee", committee=committee, group=group, slug="joint-review",
        by=people["committee_chair"], on=PROPOSED_ON,
    )  # fmt: skip
    line = reviews.add_line(review=review, question="What does it do?", by=people["clerk"], on=PROPOSED_ON)
    return Scrutiny(committee, group, council, district, paragraph, people, review, line)


def _people(council: Organisation, district: Organisation) -> dict[str, Person]:
    at_council = ("committee_chair", "group_chair", "clerk", "committee_clerk", "member")
    people = {
        name: PersonFactory(name=name.replace("_", " ").capitalize(), organisation=council)
        for name in at_council
    }
    people["member2"] = PersonFactory(name="Member2", organisation=district)
    people["responder"] = PersonFactory(name="Responder", organisation=district)
    people["responder2"] = PersonFactory(name="Responder2", organisation=district)
    people["outsider"] = PersonFactory(name="Outsider", organisation=OrganisationFactory(name="A trust"))
    people["admin"] = PersonFactory(name="Admin", organisation=None, is_staff=True, is_superuser=True)
    return people
