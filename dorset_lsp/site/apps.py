from django.apps import AppConfig


class SiteConfig(AppConfig):
    """The pages that look across the apps, and the commands that load a whole partnership."""

    name = "dorset_lsp.site"
    label = "site"
    verbose_name = "Site"
