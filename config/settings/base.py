"""What every way of running has in common. Nothing secret stands here."""

from pathlib import Path

import dj_database_url
import pgtrigger
from csp.constants import NONE, SELF
from environs import Env

from audit.logs import logging_settings

env = Env()
BASE_DIR = Path(__file__).resolve().parents[2]

INSTALLED_APPS = [
    "config.apps.SchoolAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.forms",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "pgtrigger",
    "pghistory",
    "guardian",
    "import_export",
    "axes",
    "django_htmx",
    "audit",
    "sheets",
    "directory",
    "policy",
    "reminders",
    "membership",
    "organizers",
    "branches",
    "desk",
]

MIDDLEWARE = [
    "config.plain_requests.PlainRequestMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "directory.page_headers.PageHeadersMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "audit.middleware.HistoryContextMiddleware",
    "directory.middleware.SessionEndMiddleware",
    "directory.middleware.ViewerMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
AUTH_USER_MODEL = "directory.Account"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
    "guardian.backends.ObjectPermissionBackend",
]
AUTH_PASSWORD_VALIDATORS = [{"NAME": "directory.passwords.SchoolRules"}]
PASSWORD_RESET_TIMEOUT = 7 * 24 * 3600  # A one-time activation address: a week from hand to hand.
ANONYMOUS_USER_NAME = None
GUARDIAN_MONKEY_PATCH_USER = False
LOGIN_URL = "login"
LOGIN_REDIRECT_URL = "workbench"
LOGOUT_REDIRECT_URL = "login"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "desk.context.frame",
            ],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

DATABASES = {
    "default": dj_database_url.parse(
        env.str("DATABASE_URL", "postgresql://localhost/party"), conn_max_age=600, conn_health_checks=True
    )
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

REDIS_URL = env.str("REDIS_URL", "redis://localhost:6379/0")
CELERY_BROKER_URL = REDIS_URL
CELERY_TIMEZONE = "Asia/Shanghai"
CELERY_TASK_IGNORE_RESULT = True
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
# Beat rings twice a minute, so that whatever was killed or lost is made up for within one; PostgreSQL knows whether the
# night's run is still to be done (reminders/services.py).
TICK_SECONDS = env.float("TICK_SECONDS", 30)


def _rung(task: str, seconds: float) -> dict:
    """A ring every so often; one that nobody has heard by the next is of no use, but a busy worker gets ten seconds."""
    return {"task": task, "schedule": seconds, "options": {"expires": max(seconds, 10)}}


CELERY_BEAT_SCHEDULE = {
    "tick": _rung("reminders.tick", TICK_SECONDS),
    # A message or an import whose process died is taken up again well within a minute.
    "deliver": _rung("reminders.deliver", min(TICK_SECONDS, 10)),
    "imports": _rung("directory.work_imports", min(TICK_SECONDS, 10)),
    "standing": _rung("membership.renew_standing", min(TICK_SECONDS, 10)),
    "empty-imports": _rung("directory.empty_imports", 3600),
}
NIGHTLY_AT = env.str("NIGHTLY_AT", "02:00")

# Where a message leads, and how it goes out: by the school's mail server, or into files as long as none is named.
SITE_URL = env.str("SITE_URL", "http://127.0.0.1:8000")
EMAIL_HOST = env.str("EMAIL_HOST", "")
EMAIL_PORT = env.int("EMAIL_PORT", 25)
EMAIL_HOST_USER = env.str("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = env.str("EMAIL_HOST_PASSWORD", "")
EMAIL_USE_TLS = env.bool("EMAIL_USE_TLS", False)
EMAIL_USE_SSL = env.bool("EMAIL_USE_SSL", False)
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = env.str("EMAIL_FROM", "party@localhost")
EMAIL_FILE_PATH = env.str("EMAIL_FILE_PATH", str(BASE_DIR / "var" / "mail"))
EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend" if EMAIL_HOST else "reminders.mail_files.EmailBackend"
# An address as apprise reads it, with {roster_no} where the person's number goes; empty: no messenger.
MESSENGER_URL = env.str("MESSENGER_URL", "")

LANGUAGE_CODE = "zh-hans"
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True
USE_I18N = True

STATIC_URL = "static/"
STATIC_ROOT = BASE_DIR / "static" / "collected"
STATICFILES_DIRS = [BASE_DIR / "static" / "src", BASE_DIR / "static" / "vendor"]

# History: statement triggers write one row per changed row; see docs/decisions/history.md.
PGHISTORY_LEVEL = pgtrigger.Statement
PGHISTORY_APPEND_ONLY = True
# The time of the statement, not of the transaction's beginning: what one act did stands in its order.
PGHISTORY_CREATED_AT_FUNCTION = "STATEMENT_TIMESTAMP()"

# The guard before the log-in: directory/login_guard.py. Addresses come from REMOTE_ADDR, put right by config/proxy.py.
AXES_HANDLER = "directory.login_guard.LoginGuard"
AXES_LOCKOUT_CALLABLE = "directory.login_guard.answer"
AXES_COOLOFF_TIME = 0.25
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False
LOGIN_SLOW_SECONDS = env.float("LOGIN_SLOW_SECONDS", 2)

SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_IDLE_SECONDS = env.int("SESSION_IDLE_SECONDS", 30 * 60)
SESSION_ABSOLUTE_SECONDS = env.int("SESSION_ABSOLUTE_SECONDS", 12 * 3600)
CSRF_COOKIE_HTTPONLY = True
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SESSION_COOKIE_AGE = SESSION_ABSOLUTE_SECONDS
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "script-src": [SELF],
        "style-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "worker-src": [NONE],
        "frame-src": [NONE],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}

# Attachments, sealed, outside everything that is served as static (directory/files.py).
FILES_DIR = env.str("FILES_DIR", str(BASE_DIR / "var" / "files"))

# Keys that seal ID and phone numbers: "name:base64,…", the first one seals, all of them open.
SEALING_KEYS = env.str("SEALING_KEYS", "")
SEALING_INDEX_KEY = env.str("SEALING_INDEX_KEY", "")

# To standard error, which the service manager (or dev.py) keeps. No line holds an identity or mobile number; request
# bodies are never written.
LOGGING = logging_settings(env.str("LOG_LEVEL", "INFO"))

DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler"]
FILE_UPLOAD_MAX_MEMORY_SIZE = 20 * 1024 * 1024
