from django.apps import AppConfig


class PartnershipsConfig(AppConfig):
    """Who works together and to what end."""

    name = "partnerships"
    verbose_name = "Partnerships"
    default_auto_field = "django.db.models.BigAutoField"
