"""Production: PostgreSQL, Redis, HTTPS. It adds strictness, and refuses to start when a variable is missing."""

from dorset_lsp.settings.base import *
from dorset_lsp.settings.base import BASE_DIR, ENV, JOB_LEASE_SECONDS, LOGGING, VAR
from dorset_lsp.settings.environment import postgresql
from dorset_lsp.settings.release import release_of

SECRET_KEY = ENV.required("SECRET_KEY")
DATABASE_URL = ENV.required("DATABASE_URL")
REDIS_URL = ENV.required("REDIS_URL")
ALLOWED_HOSTS = ENV.words("ALLOWED_HOSTS", ENV.required("ALLOWED_HOSTS"))
PUBLIC_URL = ENV.required("PUBLIC_URL").rstrip("/")
EMAIL_HOST = ENV.required("EMAIL_HOST")
DEFAULT_FROM_EMAIL = ENV.required("DEFAULT_FROM_EMAIL")
ENV.insist()

SERVER_EMAIL = DEFAULT_FROM_EMAIL
DATABASES = {"default": {**postgresql(DATABASE_URL), "CONN_MAX_AGE": 600, "CONN_HEALTH_CHECKS": True}}
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": REDIS_URL,
        "KEY_PREFIX": release_of(BASE_DIR),
    }
}
IS_CACHE_SHARED = True
STATIC_ROOT = ENV.text("STATIC_ROOT", str(VAR / "static"))
"""Where collectstatic gathers styles and scripts, each under a name that changes with its content."""
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# ── HTTPS, which the proxy in front ends and reports in X-Forwarded-Proto ────────────────────────────────
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = True
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]  # asked from inside, without the proxy
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
# Preloading is a promise about a whole registered domain, which is its owner's to make, not this site's.
SILENCED_SYSTEM_CHECKS = ["security.W021"]
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
CSRF_TRUSTED_ORIGINS = [PUBLIC_URL]
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https"
ALLAUTH_TRUSTED_PROXY_COUNT = ENV.number("TRUSTED_PROXY_COUNT", 1)

# ── E-mail ───────────────────────────────────────────────────────────────────────────────────────────────
EMAIL_PORT = ENV.number("EMAIL_PORT", 587)
EMAIL_HOST_USER = ENV.text("EMAIL_HOST_USER")
EMAIL_HOST_PASSWORD = ENV.text("EMAIL_HOST_PASSWORD")
EMAIL_USE_TLS = ENV.flag("EMAIL_USE_TLS", default=True)
EMAIL_TIMEOUT = 30

# ── Jobs ─────────────────────────────────────────────────────────────────────────────────────────────────
CELERY_BROKER_URL = REDIS_URL
CELERY_BROKER_TRANSPORT_OPTIONS = {
    # A message of a killed worker comes back after this long; it must be longer than the longest job.
    "visibility_timeout": JOB_LEASE_SECONDS + 60,
    # Looking for such messages every 5 s; with the defaults it is every 100 s.
    "unacked_restore_interval": 5,
    "unacked_restore_throttle": 1,
}

LOGGING = {
    **LOGGING,
    "handlers": {
        "stdout": {"class": "logging.StreamHandler", "stream": "ext://sys.stdout", "formatter": "json"}
    },
    "root": {"handlers": ["stdout"], "level": ENV.text("LOG_LEVEL", "INFO")},
}
