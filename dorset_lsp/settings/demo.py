"""The demo and a small partnership: SQLite, a broker made of files, nothing to install but Python."""

from dorset_lsp.settings.base import *
from dorset_lsp.settings.base import BASE_DIR, ENV, VAR
from dorset_lsp.settings.secret import kept_secret

DEMO = True
HOST = ENV.text("HOST", "127.0.0.1")
PORT = ENV.number("PORT", 8000)
DEMO_PASSWORD = ENV.text("DEMO_PASSWORD", "dorset-2009")

VAR.mkdir(parents=True, exist_ok=True)
SECRET_KEY = kept_secret(VAR / "secret_key")
ALLOWED_HOSTS = [HOST, "localhost", "127.0.0.1", "[::1]", *ENV.words("ALLOWED_HOSTS")]
PUBLIC_URL = ENV.text("PUBLIC_URL", f"http://{HOST}:{PORT}").rstrip("/")

DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": VAR / "demo.sqlite3",
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            # A transaction takes the one writer's place at its start, so it cannot fail half-way for want of it.
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
        },
    }
}
# In each process's own memory: the demo runs one web process, so limits on sign-in attempts hold.
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}

STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
STATICFILES_DIRS = [BASE_DIR / "static"]
WHITENOISE_USE_FINDERS = True

EMAIL_BACKEND = "dorset_lsp.common.mail.DatabaseBackend"

BROKER = VAR / "broker"
for folder in ("messages", "control"):
    (BROKER / folder).mkdir(parents=True, exist_ok=True)
CELERY_BROKER_URL = "filesystem://localhost"
CELERY_BROKER_TRANSPORT = "dorset_lsp.common.broker:Transport"
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "data_folder_in": str(BROKER / "messages"),
    "data_folder_out": str(BROKER / "messages"),
    "control_folder": str(BROKER / "control"),
    "polling_interval": 0.1,
}
# Nobody steers the demo's worker by remote control, and each such message would be a file left behind.
CELERY_WORKER_ENABLE_REMOTE_CONTROL = False
CELERY_BEAT_SCHEDULE_FILENAME = str(VAR / "beat")
