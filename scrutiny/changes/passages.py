"""Changes to texts with an audience: written, reworded, opened or closed to readers. The audit never holds their words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from dorset_lsp.common.changes import Actor, Refused, change, nothing_to_change, record, require, save_fields
from partnerships.models import Person
from scrutiny.enums import Audience
from scrutiny.models import ExemptParagraph, Passage, ScrutinyReview, SealedWords


@dataclass(frozen=True, slots=True, kw_only=True)
class Access:
    """Who may read a text: its audience with all that the audience needs."""

    audience: str = Audience.PUBLIC
    paragraph: ExemptParagraph | None = None
    ground: str = ""
    resolved_on: date | None = None
    until_on: date | None = None
    summary: str = ""
    readers: tuple[Person, ...] = ()


PUBLIC = Access()


@change
def write(
    *, review: ScrutinyReview, words: str, reason: str = "", access: Access = PUBLIC, by: Actor, on: date
) -> Passage:
    """Keep a text with its audience. Whoever writes a confidential one is named on it.

    Raises Refused for an exempt one without paragraph and reason, and for a confidential one that names nobody.
    """
    require(by, "scrutiny.write_text", review)
    _refuse_half_said(access, by)
    passage = Passage.objects.create(review=review, **_fields(access))
    SealedWords.objects.create(passage=passage, words=words, reason=reason)
    passage.readers.set(_readers(access, by))
    record("passage.write", passage, by=by, on=on, difference={"audience": (None, access.audience)})
    return passage


@change
def reword(*, passage: Passage, words: str, reason: str = "", by: Actor, on: date) -> None:
    """Change the words of a text that one may read oneself."""
    require(by, "scrutiny.write_text", passage.review)
    require(by, "scrutiny.edit_passage", passage)
    _refuse_what_is_not_theirs(passage, by, on)
    sealed = SealedWords.objects.select_for_update().get(passage=passage)
    changed = list(save_fields(sealed, {"words": words, "reason": reason}))
    if not changed:
        nothing_to_change()
        return
    record("passage.reword", passage, by=by, on=on, difference={"changed": (None, " and ".join(changed))})


@change
def set_access(*, passage: Passage, access: Access, by: Actor, on: date) -> None:
    """Say who may read a text from now on. Raises Refused to whoever may not read it, or where something is missing."""
    require(by, "scrutiny.edit_passage", passage)
    _refuse_what_is_not_theirs(passage, by, on)
    _refuse_half_said(access, by)
    before = passage.audience
    for field, value in _fields(access).items():
        setattr(passage, field, value)
    passage.save()
    passage.readers.set(_readers(access, by))
    record(
        "passage.set_access", passage, by=by, on=on,
        difference={"audience": (before, access.audience), "readers named": (None, passage.readers.count())},
    )  # fmt: skip


def _fields(access: Access) -> dict[str, object]:
    """What the row says. What belongs to another audience is left out, so that nothing stale stays behind."""
    is_exempt = access.audience == Audience.EXEMPT
    return {
        "audience": access.audience,
        "paragraph": access.paragraph if is_exempt else None,
        "ground": access.ground if access.audience != Audience.PUBLIC else "",
        "resolved_on": access.resolved_on if is_exempt else None,
        "until_on": access.until_on if is_exempt else None,
        "summary": access.summary if access.audience != Audience.PUBLIC else "",
    }


def _readers(access: Access, by: Actor) -> set[Person]:
    if access.audience != Audience.CONFIDENTIAL:
        return set()
    return {*access.readers, by} if isinstance(by, Person) else set(access.readers)


def _refuse_half_said(access: Access, by: Actor) -> None:
    if access.audience == Audience.EXEMPT and not (access.paragraph and access.ground.strip()):
        raise Refused("An exempt text needs the paragraph of the law, and the reason why it applies.")
    if access.audience == Audience.CONFIDENTIAL and not _readers(access, by):
        raise Refused("A confidential text names who may read it.")


def _refuse_what_is_not_theirs(passage: Passage, by: Actor, on: date) -> None:
    """A person changes only what they may read: being of the review does not open a named list."""
    if not isinstance(by, Person):
        return
    found = Passage.objects.visible_to(by, on).filter(pk=passage.pk).first()
    if found is None or found.is_withheld:
        raise Refused("You are not among those who may read this text, so you cannot change it.")
