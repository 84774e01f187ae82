"""The WSGI door. A server that is told nothing else gets the production settings, which refuse to start half set up."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dorset_lsp.settings.production")

application = get_wsgi_application()
