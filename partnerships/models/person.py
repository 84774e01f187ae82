from __future__ import annotations

from datetime import date
from typing import Any

import rules
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.urls import reverse

from partnerships.querysets import PersonQuerySet
from partnerships.standing import Standing, standing_of


class PersonManager(BaseUserManager.from_queryset(PersonQuerySet)):  # type: ignore[misc]
    """Makes accounts. Everyday appointments go through the changes; this serves the command line and the changes."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> Person:
        """A person who can sign in once a password is set. Raises ValueError without an e-mail address."""
        if not email:
            raise ValueError("A person needs an e-mail address to sign in with.")
        person = self.model(email=self.normalize_email(email).lower(), **fields)
        person.set_password(password)
        person.save(using=self._db)
        return person

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> Person:
        """An administrator: uses the admin, but has no way round blindness, named lists or the state door."""
        return self.create_user(email, password, **{"is_staff": True, "is_superuser": True, **fields})


class Person(AbstractBaseUser, PermissionsMixin):
    """Somebody in the partnership, with an account that may be unable to sign in.

    What a person may do follows from the seats and duties they hold today (see ``standing``), never from groups.
    """

    email = models.EmailField(
        "e-mail address", unique=True, error_messages={"unique": "This address is in use."}
    )
    name = models.CharField(max_length=120)
    job_title = models.CharField(max_length=120, blank=True)
    organisation = models.ForeignKey(
        "partnerships.Organisation", models.PROTECT, null=True, blank=True, related_name="people"
    )
    is_active = models.BooleanField("may sign in", default=True)
    is_staff = models.BooleanField(
        "administrator", default=False, help_text="May use the Django administration."
    )
    is_illustrative = models.BooleanField(
        "illustrative", default=False, help_text="Invented for a demonstration."
    )
    date_joined = models.DateTimeField(auto_now_add=True)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    objects = PersonManager()

    class Meta:
        ordering = ["name"]
        verbose_name_plural = "people"

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("site:person-detail", args=[self.pk])

    def get_full_name(self) -> str:
        return self.name

    def get_short_name(self) -> str:
        return self.name

    def standing(self, on: date) -> Standing:
        """The seats and duties held on a day. Asked of the database once per day and person object."""
        kept: dict[date, Standing] = self.__dict__.setdefault("_standings", {})
        if on not in kept:
            kept[on] = standing_of(self, on)
        return kept[on]

    def may(self, permission: str, record: Any) -> bool:
        """Whether the policy lets this person do something to one record. No record means no."""
        return record is not None and self.is_active and rules.has_perm(permission, self, record)

    def has_perm(self, perm: str, obj: Any = None) -> bool:
        """Django's question. The policy answers for its own permissions, for superusers as for everybody else."""
        if rules.perm_exists(perm):
            return self.may(perm, obj)
        return super().has_perm(perm, obj)
