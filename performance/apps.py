from django.apps import AppConfig


class PerformanceConfig(AppConfig):
    """How we know: indicators, targets, rounds, returns and published statuses."""

    name = "performance"
    verbose_name = "Performance"
    default_auto_field = "django.db.models.BigAutoField"
