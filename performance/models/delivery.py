from __future__ import annotations

from django.db import models

from dorset_lsp.common.models.audit import AppendOnly


class Delivery(AppendOnly):
    """That a system handed in returns under a key of its own, and what it was answered.

    The same key again gets the same answer and changes nothing, so that a system which heard no answer may ask again.
    """

    token = models.ForeignKey("partnerships.ApiToken", models.PROTECT, related_name="+")
    key = models.CharField(max_length=100, help_text="Chosen by the system.")
    sha256 = models.CharField("SHA-256 of what was handed in", max_length=64)
    answer = models.JSONField()
    delivered_on = models.DateField()

    class Meta:
        ordering = ["-id"]
        verbose_name_plural = "deliveries"
        constraints = [models.UniqueConstraint(fields=["token", "key"], name="delivery_is_taken_once")]

    def __str__(self) -> str:
        return f"Delivery {self.key} by {self.token}"
