from __future__ import annotations

from datetime import date

from django.db import models

from dorset_lsp.common.constraints import both_or_neither, one_of
from partnerships.enums import TokenScope
from partnerships.querysets import ApiTokenQuerySet


class ApiToken(models.Model):
    """What an organisation's own system shows when it asks for data or hands figures in.

    It acts in the name of the person who made it, within their organisation and its scope, and never for longer than they
    belong there. Only its SHA-256 is kept: the token itself is shown once.
    """

    organisation = models.ForeignKey("partnerships.Organisation", models.PROTECT, related_name="api_tokens")
    person = models.ForeignKey(
        "partnerships.Person", models.PROTECT, related_name="api_tokens", help_text="In whose name it acts."
    )
    label = models.CharField("what it is for", max_length=80)
    scope = models.CharField("what it may do", max_length=8, choices=TokenScope, default=TokenScope.READ)
    sha256 = models.CharField("SHA-256", max_length=64, unique=True, editable=False)
    made_on = models.DateField()
    expires_on = models.DateField("ends on", help_text="The first day on which it opens nothing any more.")
    last_used_at = models.DateTimeField("last used", null=True, blank=True)
    revoked_on = models.DateField(null=True, blank=True)
    revoked_by = models.ForeignKey(
        "partnerships.Person", models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = ApiTokenQuerySet.as_manager()

    class Meta:
        ordering = ["organisation", "-id"]
        verbose_name = "API token"
        constraints = [
            one_of("scope", TokenScope),
            both_or_neither("revoked_on", "revoked_by"),
            models.CheckConstraint(
                condition=models.Q(expires_on__gt=models.F("made_on")), name="api_token_ends_after_it_is_made"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.label}, {self.organisation.label}"

    def is_good_on(self, day: date) -> bool:
        """Whether it opens anything: not revoked, not at its end, and its person still in its organisation."""
        return (
            self.revoked_on is None
            and day < self.expires_on
            and self.person.is_active
            and self.person.organisation_id == self.organisation_id
        )

    @property
    def may_write(self) -> bool:
        return self.scope == TokenScope.RETURNS
