"""The ASGI door. A server that is told nothing else gets the production settings, which refuse to start half set up."""

import os

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dorset_lsp.settings.production")

application = get_asgi_application()
