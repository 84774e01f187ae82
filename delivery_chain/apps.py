from django.apps import AppConfig


class DeliveryChainConfig(AppConfig):
    """Why an outcome is stuck: stages, assessments and chain maps."""

    name = "delivery_chain"
    verbose_name = "Delivery chain"
    default_auto_field = "django.db.models.BigAutoField"
