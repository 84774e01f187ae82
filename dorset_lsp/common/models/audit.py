from typing import Any

from django.db import models

from dorset_lsp.common.references import Reference


class AppendOnlyQuerySet(models.QuerySet):
    """Rows that are written once: bulk changes and deletes are refused."""

    def update(self, **kwargs: Any) -> int:
        raise TypeError(f"{self.model._meta.verbose_name_plural} are written once and never changed.")

    def delete(self) -> tuple[int, dict[str, int]]:
        raise TypeError(f"{self.model._meta.verbose_name_plural} are never removed.")


class AppendOnly(models.Model):
    """A row that is written once and then only read."""

    objects = AppendOnlyQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise TypeError(f"A {self._meta.verbose_name} is written once and never changed.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        raise TypeError(f"A {self._meta.verbose_name} is never removed.")


class AboutARecord(AppendOnly):
    """What an audit event and a state change share: whom, when, and which record by typed reference.

    Ids and names are copied, not keyed, so that history outlives both the record and the person's account.
    """

    kind = models.CharField(max_length=80)
    record_id = models.BigIntegerField()
    by_id = models.BigIntegerField(null=True, blank=True, help_text="The person's id; empty for a named job.")
    by_name = models.CharField(max_length=200)
    on = models.DateField(help_text="The partnership's day.")
    at = models.DateTimeField(auto_now_add=True, help_text="The real time.")

    class Meta:
        abstract = True

    @property
    def reference(self) -> Reference:
        return Reference(self.kind, self.record_id)


class AuditEvent(AboutARecord):
    """One change that somebody made: what, on which record, and the difference before and after.

    Written only by changes, in their transaction (``dorset_lsp.common.changes``).
    """

    what = models.CharField(max_length=80)
    record_name = models.CharField(max_length=300)
    difference = models.JSONField(
        default=dict, blank=True, help_text='{"field": [before, after]}; never blind or confidential content.'
    )
    why = models.TextField(blank=True)

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["kind", "record_id", "id"], name="audit_by_record")]

    def __str__(self) -> str:
        # Without the record's name, which may be for those concerned only.
        return f"{self.what}: {self.kind} {self.record_id}"


class StateChange(AboutARecord):
    """One move of a record from a state to another, written by the state door and never changed."""

    verb = models.CharField(max_length=40)
    from_state = models.CharField(max_length=40)
    to_state = models.CharField(max_length=40)
    why = models.TextField(blank=True)

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["kind", "record_id", "id"], name="state_by_record")]

    def __str__(self) -> str:
        return f"{self.verb}: {self.from_state} to {self.to_state}"
