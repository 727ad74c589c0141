"""Who works at the desk, for which library, in which role."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

from latchstring.catalogue.models import Library


class Role(models.TextChoices):
    """What somebody may do in one library; each role may do what the ones before it may."""

    VIEWER = "viewer", "Viewer: reads"
    EDITOR = "editor", "Editor: changes, publishes, withdraws"
    MANAGER = "manager", "Manager: also goes back to earlier editions"


class Staff(models.Model):
    """One person's role in one library; a person may work for several."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="staff")
    library = models.ForeignKey(Library, models.PROTECT)
    role = models.CharField(max_length=10, choices=Role.choices)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["user", "library"], name="staff_once")
        ]

    def __str__(self) -> str:
        return f"{self.user} ({self.role} of {self.library})"


class Account(models.Model):
    """What the desk keeps of an account beyond Django.

    failures: wrong passwords since the last right one. wait_until: no try counts before.
    """

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="account")
    must_change_password = models.BooleanField(default=False)
    failures = models.PositiveIntegerField(default=0)
    wait_until = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"account of {self.user}"
