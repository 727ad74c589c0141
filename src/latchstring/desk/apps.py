"""Django's name for the room."""

from __future__ import annotations

from django.apps import AppConfig
from django.db import connection
from django.db.models.signals import post_migrate


class DeskConfig(AppConfig):
    """Staff: people, roles, screens."""

    name = "latchstring.desk"
    label = "desk"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Every command of the desk side migrates first, and so every start learns the sizes."""
        post_migrate.connect(learn_sizes, sender=self)


def learn_sizes(**_about: object) -> None:
    """Tell SQLite how selective its indexes are: one or two milliseconds that make the lists of
    a hundred thousand services ten times as quick. PostgreSQL learns it by itself."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA analysis_limit=400")
            cursor.execute("ANALYZE catalogue_record")
