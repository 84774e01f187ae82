from django.apps import AppConfig


class CommonConfig(AppConfig):
    """Building blocks without a domain: nothing here knows a partnership from a parish."""

    name = "dorset_lsp.common"
    label = "common"
    verbose_name = "System records"
    default_auto_field = "django.db.models.BigAutoField"
