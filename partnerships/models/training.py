from __future__ import annotations

from django.db import models

from dorset_lsp.common.constraints import one_of
from partnerships.enums import TrainingTopic
from partnerships.querysets import TrainingQuerySet


class Training(models.Model):
    """That somebody was shown one part of the system on a day, and by whom."""

    person = models.ForeignKey("partnerships.Person", models.PROTECT, related_name="trainings")
    topic = models.CharField(max_length=12, choices=TrainingTopic)
    shown_on = models.DateField()
    trainer = models.CharField("shown by", max_length=120, blank=True)
    is_illustrative = models.BooleanField("illustrative", default=False)

    objects = TrainingQuerySet.as_manager()

    class Meta:
        ordering = ["-shown_on", "person__name"]
        constraints = [
            one_of("topic", TrainingTopic),
            models.UniqueConstraint(
                fields=["person", "topic", "shown_on"], name="person_is_shown_a_topic_once_a_day"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.get_topic_display()}"
