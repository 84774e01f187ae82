"""The tests: everything in memory, unless TEST_DATABASE_URL names a PostgreSQL database."""

from dorset_lsp.settings.base import *
from dorset_lsp.settings.base import ENV
from dorset_lsp.settings.environment import postgresql

DEMO = ENV.flag("TEST_DEMO", default=False)
DEMO_PASSWORD = "dorset-2009"
SECRET_KEY = "only the tests know this key, and they keep nothing secret"
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
PUBLIC_URL = "http://testserver"

TEST_DATABASE_URL = ENV.text("TEST_DATABASE_URL")
DATABASES = {
    "default": postgresql(TEST_DATABASE_URL)
    if TEST_DATABASE_URL
    else {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": ":memory:",
        "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": 20},
    }
}
# Keeps nothing: a test sees what the database says. Those about keeping use a cache of their own.
CACHES = {"default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # a slow one would be most of the run
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True  # looks a file up when asked, instead of listing them all for every client

EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
ACCOUNT_RATE_LIMITS = False  # one test of the limits switches them on; the others share an address

CELERY_BROKER_URL = "memory://"
CELERY_TASK_ALWAYS_EAGER = False
