"""Who may read which text. A text that somebody may not read never leaves the database."""

from __future__ import annotations

from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser

from dorset_lsp.common.changes import Refused
from dorset_lsp.common.models import AuditEvent
from scrutiny.changes import passages, reviews
from scrutiny.models import Evidence, Finding, Passage, Recommendation, Response
from tests.factories.scrutiny import ISSUED_ON, ON

INSIDERS = ("committee_chair", "committee_clerk", "group_chair", "clerk", "member", "member2")
OTHERS = ("responder", "outsider", "admin")


def read_by(world, name, *, model=Evidence, on=ON):
    """(words, whether withheld) of each row that somebody sees."""
    viewer = world.people.get(name, AnonymousUser())
    return [(one.words, one.is_withheld) for one in model.objects.visible_to(viewer, on)]


@pytest.mark.parametrize("name", INSIDERS)
def test_before_issue_those_of_the_review_read_what_is_public_in_it(world, name):
    world.gathering()
    world.takes("It works.")

    assert read_by(world, name) == [("It works.", False)]


@pytest.mark.parametrize("name", [*OTHERS, "nobody"])
def test_before_issue_nobody_else_sees_that_there_is_any(world, name):
    world.gathering()
    world.takes("It works.")

    assert read_by(world, name) == []


@pytest.mark.parametrize(("name", "words"), [*((one, "The secret.") for one in INSIDERS)])
def test_an_exempt_text_is_read_by_those_of_the_review(world, name, words):
    world.gathering()
    world.takes("The secret.", world.exempt(summary="About a firm."))

    assert read_by(world, name) == [(words, False)]


@pytest.mark.parametrize("name", [*OTHERS, "nobody"])
def test_after_issue_everybody_reads_what_is_public_and_the_summary_of_what_is_not(world, name):
    world.drafted_ask()
    world.takes("The secret.", world.exempt(summary="About a firm."))
    world.issue()

    assert read_by(world, name) == [("We heard that it works.", False), ("About a firm.", True)]


def test_an_exempt_text_becomes_public_on_its_day(world):
    world.drafted_ask()
    world.takes("The secret.", world.exempt(until_on=date(2009, 5, 1)))
    world.issue()

    before, after = (read_by(world, "outsider", on=date(2009, *day))[-1] for day in ((4, 30), (5, 1)))

    assert (before, after) == (("", True), ("The secret.", False))


@pytest.mark.parametrize(
    ("name", "expected"),
    [("member", ("The secret.", False)), ("clerk", ("The secret.", False))]
    + [(one, ("One spoke.", True)) for one in INSIDERS if one not in ("member", "clerk")],
)
def test_a_confidential_text_is_for_those_named_on_it_whatever_others_are(world, name, expected):
    world.gathering()
    world.takes("The secret.", world.confidential(world.member, summary="One spoke."))

    assert read_by(world, name) == [expected]


@pytest.mark.parametrize("name", [*OTHERS, "nobody"])
def test_a_confidential_text_stays_so_after_issue(world, name):
    world.drafted_ask()
    world.takes("The secret.", world.confidential(world.member))
    world.issue()

    assert read_by(world, name)[-1] == ("", True)


def test_an_outsider_who_is_named_reads_it_once_the_row_is_open_to_them(world):
    world.drafted_ask()
    world.takes("The secret.", world.confidential(world.outsider))
    world.issue()

    assert read_by(world, "outsider")[-1] == ("The secret.", False)


def test_a_superuser_who_is_named_nowhere_reads_nothing_of_it(world):
    world.drafted_ask()
    world.takes("The secret.", world.confidential(world.member))
    world.issue()

    assert read_by(world, "admin", model=Passage)[-1] == ("", True)


def test_a_responder_reads_an_exempt_recommendation_that_is_addressed_to_them(world):
    world.drafting()
    world.drafted_ask(recommendation=world.recommends(access=world.exempt(), words="The secret."))
    world.issue()

    read = {name: read_by(world, name, model=Recommendation) for name in ("responder", "outsider")}

    assert read == {"responder": [("The secret.", False)], "outsider": [("", True)]}


def test_a_responder_reads_nothing_before_issue(world):
    world.drafted_ask()

    assert read_by(world, "responder", model=Recommendation) == []


def test_an_answer_is_for_the_review_and_the_addressee_until_it_is_published(world):
    world.answered()

    seen = {
        name: len(read_by(world, name, model=Response))
        for name in ("responder", "responder2", "member", *OTHERS)
    }

    assert seen == {"responder": 1, "responder2": 1, "member": 1, "outsider": 0, "admin": 0}


def test_a_published_answer_is_open_to_everybody(world):
    world.published()

    assert read_by(world, "nobody", model=Response) == [("We agree.", False)]


def test_several_readers_give_no_row_twice(world):
    world.gathering()
    world.takes("The secret.", world.confidential(world.member, world.member2, world.group_chair))

    assert read_by(world, "member") == [("The secret.", False)]


def test_a_witness_sees_the_finding_that_was_put_to_them_and_no_other(world):
    from scrutiny.changes import evidence

    world.gathering()
    asked, _ = world.finds("Right?"), world.finds("Another.")
    evidence.put_to_witness(finding=asked, witness=world.outsider, answer_by=ON, by=world.clerk, on=ISSUED_ON)

    assert read_by(world, "outsider", model=Finding) == [("Right?", False)]


def test_an_exempt_finding_is_not_put_to_a_witness(world):
    from scrutiny.changes import evidence

    world.gathering()
    finding = world.finds("The secret.", world.exempt())

    with pytest.raises(Refused, match="may not read it"):
        evidence.put_to_witness(
            finding=finding, witness=world.outsider, answer_by=ON, by=world.clerk, on=ISSUED_ON
        )


# --- changing who may read --------------------------------------------------------------------------------------


def test_whoever_may_not_read_a_text_cannot_open_it(world):
    world.gathering()
    taken = world.takes("The secret.", world.confidential(world.member))

    with pytest.raises(Refused, match="not among those"):
        passages.set_access(passage=taken.passage, access=passages.PUBLIC, by=world.group_chair, on=ISSUED_ON)


def test_an_exempt_text_needs_its_paragraph_and_reason(world):
    world.gathering()

    with pytest.raises(Refused, match="paragraph"):
        world.takes("The secret.", passages.Access(audience="exempt"))


def test_a_text_that_becomes_public_keeps_no_names(world):
    world.gathering()
    taken = world.takes("The secret.", world.confidential(world.member))
    passages.set_access(passage=taken.passage, access=passages.PUBLIC, by=world.member, on=ISSUED_ON)

    assert (list(taken.passage.readers.all()), read_by(world, "member2")) == ([], [("The secret.", False)])


def test_the_minority_view_is_kept_as_a_text_of_the_review(world):
    world.drafting()
    reviews.add_minority_view(
        review=world.review, whose="Two members", words="We do not agree.", by=world.member, on=ISSUED_ON
    )

    assert read_by(world, "member2", model=Passage)[-1] == ("We do not agree.", False)


def test_the_history_of_a_text_names_what_changed_and_never_tells_it(world):
    world.gathering()
    taken = world.takes("The secret.", world.exempt())
    passages.reword(passage=taken.passage, words="Another secret.", by=world.member, on=ISSUED_ON)
    told = (
        AuditEvent.objects.filter(kind="scrutiny.passage").order_by("pk").values_list("difference", flat=True)
    )

    assert list(told)[-1] == {"changed": [None, "words"]}
    assert read_by(world, "member2") == [("Another secret.", False)]
