from django.apps import AppConfig


class ScrutinyConfig(AppConfig):
    """Who answers for it: reviews, recommendations and responses."""

    name = "scrutiny"
    verbose_name = "Scrutiny"
    default_auto_field = "django.db.models.BigAutoField"
