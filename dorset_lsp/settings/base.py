"""Settings common to the demo, the tests and production. Nothing here knows which partnership it serves."""

import os
from pathlib import Path

from csp.constants import NONE, SELF
from django.contrib.messages import constants as message_levels

from dorset_lsp.schedule import JOBS as JOB_KINDS
from dorset_lsp.schedule import PERIODIC, TIMETABLE
from dorset_lsp.settings.environment import Environment

BASE_DIR = Path(__file__).resolve().parents[2]
ENV = Environment(os.environ)
VAR = Path(ENV.text("DORSET_VAR", str(BASE_DIR / "var")))
"""What the running site writes: the demo's database, broker and secret; uploads."""

PARTNERSHIP_FOLDER = ENV.text("PARTNERSHIP_FOLDER", "dorset")
"""The folder under dorset_lsp/data that holds the partnership's own words and figures."""
DEMO = False
DEBUG = False

# ── The parts ────────────────────────────────────────────────────────────────────────────────────────────
INSTALLED_APPS = [
    "dorset_lsp.site",
    "scrutiny",
    "delivery_chain",
    "performance",
    "partnerships",
    "dorset_lsp.common",
    "allauth",
    "allauth.account",
    "crispy_forms",
    "django_tables2",
    "django_filters",
    "rules.apps.AutodiscoverRulesConfig",
    "csp",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    # Every page asks for a sign-in unless its view says @login_not_required; allauth's own views say so.
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "dorset_lsp.common.today.TodayMiddleware",
    "dorset_lsp.site.looking.NoticesAreReadMiddleware",
]

ROOT_URLCONF = "dorset_lsp.urls"
WSGI_APPLICATION = "dorset_lsp.wsgi.application"
ASGI_APPLICATION = "dorset_lsp.asgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": ["dorset_lsp.common.templatetags.components"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "dorset_lsp.site.context.page",
            ],
        },
    }
]

CRISPY_ALLOWED_TEMPLATE_PACKS = ("govuk",)
CRISPY_TEMPLATE_PACK = "govuk"
DJANGO_TABLES2_TEMPLATE = "components/table.html"

# ── Language, place and time ─────────────────────────────────────────────────────────────────────────────
LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_I18N = True
USE_TZ = True

# ── Files ────────────────────────────────────────────────────────────────────────────────────────────────
STATIC_URL = "static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_URL = "uploads/"
MEDIA_ROOT = VAR / "uploads"

# ── Signing in (docs/decisions/0007-allauth-owns-sign-in.md) ─────────────────────────────────────────────
AUTH_USER_MODEL = "partnerships.Person"
AUTHENTICATION_BACKENDS = [
    "rules.permissions.ObjectPermissionBackend",
    # It extends Django's ModelBackend, so the admin's model permissions need no third backend.
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/"

EMAIL_SUBJECT_PREFIX = ENV.text("EMAIL_SUBJECT_PREFIX")
if EMAIL_SUBJECT_PREFIX:
    EMAIL_SUBJECT_PREFIX += " "

ACCOUNT_ADAPTER = "dorset_lsp.common.accounts.AccountAdapter"
ACCOUNT_FORMS = {
    name: f"dorset_lsp.common.account_forms.{form}"
    for name, form in {
        "login": "LoginForm",
        "reset_password": "ResetPasswordForm",
        "reset_password_from_key": "ResetPasswordKeyForm",
        "change_password": "ChangePasswordForm",
        "set_password": "SetPasswordForm",
        "add_email": "AddEmailForm",
        "reauthenticate": "ReauthenticateForm",
    }.items()
}
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"  # people are entered by an administrator who knows their address
ACCOUNT_EMAIL_SUBJECT_PREFIX = EMAIL_SUBJECT_PREFIX
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
ACCOUNT_SESSION_REMEMBER = True  # no question about it: a session lasts SESSION_COOKIE_AGE, for everybody
ACCOUNT_RATE_LIMITS: dict[str, str] | bool = {
    "login": "30/m/ip",
    "login_failed": "10/m/ip,5/300s/key",
    "reset_password": "20/m/ip,5/m/key",
    "reset_password_from_key": "20/m/ip",
    "change_password": "5/m/user",
}

IS_CACHE_SHARED = False
"""Whether web servers and workers keep in one cache, so that a worker can work out what pages will show."""
SESSION_ENGINE = "django.contrib.sessions.backends.cached_db"
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
PASSWORD_RESET_TIMEOUT = 24 * 60 * 60

# ── What a browser may do with our pages ─────────────────────────────────────────────────────────────────
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
WORKBOOK_MAX_BYTES = 5 * 1024 * 1024
"""The largest workbook or CSV file that is taken. One with 5,000 full rows has less than a fifth of it."""
FOLDER_MAX_BYTES = 10 * 1024 * 1024
"""The largest partnership folder that is taken as a ZIP file. One with 56,000 figures has a tenth of it."""
PAPER_MAX_BYTES = ENV.number("PAPER_MAX_BYTES", 20 * 1024 * 1024)
"""The largest paper for a meeting that is taken."""
FILE_SCANNER = ENV.text("FILE_SCANNER", "")
"""The dotted path of a virus scanner for uploaded files (see docs/operations.md). Empty: none looks."""
PULL_MAX_BYTES = ENV.number("PULL_MAX_BYTES", 5 * 1024 * 1024)
"""The largest file that is fetched from a partner's server."""
PULL_SECONDS = ENV.number("PULL_SECONDS", 30)
"""How long such a file may take to come, from the first question to the last byte."""
PULL_ALLOWED_NETWORKS = ENV.words("PULL_ALLOWED_NETWORKS")
"""Private networks whose servers may be asked all the same, such as 10.20.0.0/16. None, unless told."""
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5_000  # one page of a return can hold a few hundred cells of figures

# ── Messages, mail and jobs ──────────────────────────────────────────────────────────────────────────────
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
MESSAGE_LEVEL = message_levels.INFO
DEFAULT_FROM_EMAIL = ENV.text("DEFAULT_FROM_EMAIL", "no-reply@localhost")
SERVER_EMAIL = DEFAULT_FROM_EMAIL
PUBLIC_URL = ENV.text("PUBLIC_URL", "http://localhost:8000").rstrip("/")
"""Where people reach the site, for links in e-mails; without a slash at the end."""

CONTACT_EMAIL = ENV.text("CONTACT_EMAIL", DEFAULT_FROM_EMAIL)
"""Where residents write to about the site, its accessibility and their data."""
DATA_LICENCE_NAME = ENV.text("DATA_LICENCE_NAME", "Open Government Licence v3.0")
DATA_LICENCE_URL = ENV.text(
    "DATA_LICENCE_URL", "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/"
)
"""Under what terms anybody may use the figures of the open site."""

CELERY_TIMEZONE = TIME_ZONE
CELERY_ENABLE_UTC = True
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TASK_IGNORE_RESULT = True  # the job row holds the result
CELERY_TASK_ACKS_LATE = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BEAT_SCHEDULE = TIMETABLE

JOBS = JOB_KINDS
PERIODIC_JOBS = PERIODIC
JOB_LEASE_SECONDS = ENV.number("JOB_LEASE_SECONDS", 300)
"""How long a job may run before it counts as lost and is given to another worker. Longer than any job."""
JOB_NUDGE_SECONDS = 30
"""A job that still waits this long after it was due is handed out again: its message is late or lost."""
JOB_ATTEMPTS = 5

# ── The log ──────────────────────────────────────────────────────────────────────────────────────────────
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "plain": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"},
        "json": {"()": "dorset_lsp.settings.logs.JsonFormatter"},
    },
    "handlers": {
        "stdout": {"class": "logging.StreamHandler", "stream": "ext://sys.stdout", "formatter": "plain"}
    },
    "root": {"handlers": ["stdout"], "level": ENV.text("LOG_LEVEL", "WARNING")},
    # Django's own handler for this logger only speaks in DEBUG; let it say its words in the same place.
    "loggers": {"django": {"handlers": [], "level": ENV.text("LOG_LEVEL", "WARNING"), "propagate": True}},
}
