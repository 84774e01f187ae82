"""The site as in production, but in one folder: what is measured is the program, not the machine's services.

BENCHMARK_DATABASE_URL names a PostgreSQL database; without it, SQLite. BENCHMARK_KEEPS says what the cache keeps besides
sessions: nothing; values, which are worked out when something is changed; or drawings as well.
"""

import os

from dorset_lsp.settings.base import *
from dorset_lsp.settings.environment import postgresql

SECRET_KEY = "measured, not served"
ALLOWED_HOSTS = ["127.0.0.1"]
ROOT_URLCONF = "benchmarks.urls"
DEMO_PASSWORD = ""
FOLDER = os.environ["BENCHMARK_FOLDER"]
DATABASE_URL = os.environ.get("BENCHMARK_DATABASE_URL", "")
DATABASES = {
    "default": {**postgresql(DATABASE_URL), "CONN_MAX_AGE": None}
    if DATABASE_URL
    else {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": f"{FOLDER}/benchmark.sqlite3",
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
        },
    }
}
_memory = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
_nothing = {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}
_no_drawings = {"BACKEND": "benchmarks.caches.NoDrawings"}
CACHES = {
    "default": {"nothing": _nothing, "values": _no_drawings, "drawings": _memory}[
        os.environ.get("BENCHMARK_KEEPS", "drawings")
    ],
    "sessions": {**_memory, "LOCATION": "sessions"},
}
SESSION_CACHE_ALIAS = "sessions"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
ACCOUNT_RATE_LIMITS = False
EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
CELERY_BROKER_URL = "memory://"
WHITENOISE_AUTOREFRESH = True
