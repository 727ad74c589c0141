"""Django's name for the room."""

from django.apps import AppConfig


class CatalogueConfig(AppConfig):
    """The truth: records, words, history."""

    name = "latchstring.catalogue"
    label = "catalogue"
    default_auto_field = "django.db.models.BigAutoField"
