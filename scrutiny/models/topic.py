from __future__ import annotations

from django.db import models
from django.urls import reverse

from dorset_lsp.common.constraints import both_or_neither, one_of
from scrutiny.enums import TopicSource, TopicState
from scrutiny.querysets import TopicQuerySet


class Criterion(models.Model):
    """A question by which a committee judges whether a suggestion is worth a review. Set up by the partnership."""

    slug = models.SlugField(unique=True)
    position = models.PositiveSmallIntegerField(default=0)
    question = models.CharField(max_length=200)
    help = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["position", "question"]
        verbose_name_plural = "criteria"

    def __str__(self) -> str:
        return self.question


class Topic(models.Model):
    """Something that somebody wants scrutinised: a suggestion on the work programme, or a councillor call for action.

    Whoever asked is told what became of it, with the reason. Their name and address are for those who decide.
    """

    title = models.CharField(max_length=160)
    why = models.TextField(
        "what is the matter", help_text="What is wrong, for whom, and what should come of it."
    )
    source = models.CharField(max_length=16, choices=TopicSource)
    state = models.CharField(max_length=12, choices=TopicState, default=TopicState.SUGGESTED)
    committee = models.ForeignKey(
        "partnerships.Body", models.PROTECT, null=True, blank=True, related_name="topics",
        help_text="The scrutiny committee that decides.",
    )  # fmt: skip
    asked_on = models.DateField()
    asked_by = models.ForeignKey(
        "partnerships.Person", models.PROTECT, null=True, blank=True, related_name="+"
    )
    asker_name = models.CharField(max_length=120, blank=True)
    asker_email = models.EmailField(blank=True)
    ward = models.CharField(max_length=120, blank=True)
    steps_tried = models.TextField(
        blank=True, help_text="A call for action is a last resort: what was tried before."
    )
    resolution_sought = models.TextField(blank=True)
    planned_on = models.DateField(
        null=True, blank=True, help_text="The month in which the committee takes it."
    )
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="merged")
    decision_reason = models.TextField(blank=True)
    decided_on = models.DateField(null=True, blank=True)
    decided_by = models.ForeignKey(
        "partnerships.Person", models.PROTECT, null=True, blank=True, related_name="+"
    )
    is_illustrative = models.BooleanField("illustrative", default=False)

    objects = TopicQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_on", "-id"]
        constraints = [
            one_of("source", TopicSource),
            one_of("state", TopicState),
            both_or_neither("decided_on", "decided_by"),
            models.CheckConstraint(
                condition=models.Q(state__in=[TopicState.HELD, TopicState.SUGGESTED])
                | ~models.Q(decision_reason="") & models.Q(decided_on__isnull=False),
                name="topic_is_decided_with_a_reason",
            ),
            models.CheckConstraint(
                condition=models.Q(state=TopicState.MERGED, merged_into__isnull=False)
                | ~models.Q(state=TopicState.MERGED) & models.Q(merged_into__isnull=True),
                name="topic_says_what_it_is_merged_into",
            ),
            models.CheckConstraint(
                condition=~models.Q(source=TopicSource.CALL_FOR_ACTION)
                | ~models.Q(ward="") & ~models.Q(steps_tried=""),
                name="topic_call_for_action_names_ward_and_steps",
            ),
            models.CheckConstraint(
                condition=models.Q(asked_by__isnull=False) | ~models.Q(asker_name=""),
                name="topic_says_who_asked",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("scrutiny:topic-detail", args=[self.pk])

    @property
    def is_waiting(self) -> bool:
        """Whether nobody has decided yet."""
        return self.state in (TopicState.HELD, TopicState.SUGGESTED)


class TopicMark(models.Model):
    """How a suggestion stands against one criterion, as whoever decides sees it."""

    topic = models.ForeignKey(Topic, models.PROTECT, related_name="marks")
    criterion = models.ForeignKey(Criterion, models.PROTECT, related_name="+")
    is_met = models.BooleanField("met")
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["topic", "criterion__position"]
        constraints = [
            models.UniqueConstraint(fields=["topic", "criterion"], name="topic_is_marked_once_a_criterion")
        ]

    def __str__(self) -> str:
        return f"{self.criterion}: {'yes' if self.is_met else 'no'}"
