from __future__ import annotations

from django.db import models


class LastLook(models.Model):
    """When somebody last looked at one page, and before that: by the number of the newest event of the history then.

    A visit is all looks within half an hour, so that a page that is loaded again still says what was new at the first look.
    Written at the beginning of a visit and read otherwise (``dorset_lsp.site.looks``).
    """

    person = models.ForeignKey("partnerships.Person", models.PROTECT, related_name="+")
    kind = models.CharField(max_length=80)
    record_id = models.BigIntegerField()
    title = models.CharField(max_length=300)
    path = models.CharField(max_length=300)
    looked_at = models.DateTimeField(help_text="When this visit began; the real time.")
    looked_on = models.DateField(help_text="The partnership’s day of this visit.")
    up_to = models.BigIntegerField(help_text="The newest event of the history when this visit began.")
    before_on = models.DateField(
        null=True, blank=True, help_text="The partnership’s day of the visit before."
    )
    before_up_to = models.BigIntegerField(null=True, blank=True)

    class Meta:
        ordering = ["-looked_at"]
        constraints = [
            models.UniqueConstraint(fields=["person", "kind", "record_id"], name="one_last_look_at_a_page"),
        ]
        indexes = [models.Index(fields=["person", "-looked_at"], name="last_looks_of_a_person")]

    def __str__(self) -> str:
        # At what somebody looked is theirs alone, so it is not its name.
        return f"Look {self.pk}"
