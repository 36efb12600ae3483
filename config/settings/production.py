"""A school's server: everything comes from the environment, and what would be unsafe is refused at the start."""

import os

from django.core.exceptions import ImproperlyConfigured

from config.settings.base import *  # noqa: F403
from config.settings.base import BASE_DIR, MIDDLEWARE, env
from config.settings.refusals import refusals

if reasons := refusals(os.environ):
    raise ImproperlyConfigured("系统拒绝启动：\n" + "\n".join(f"- {reason}" for reason in reasons))

DEBUG = False
DEMO = False
SECRET_KEY = env.str("SECRET_KEY")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS")

# The proxy in front ends TLS and says so in this header; it must overwrite what a visitor sends (deploy/nginx.conf).
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
MIDDLEWARE = ["config.proxy.VisitorAddressMiddleware", *MIDDLEWARE]
SECURE_SSL_REDIRECT = True
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
SECURE_HSTS_SECONDS = env.int("SECURE_HSTS_SECONDS", 365 * 24 * 3600)
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
# A preload list takes whole domains; the university's domain is not ours to put there.
SILENCED_SYSTEM_CHECKS = ["security.W021"]

STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
FILES_DIR = env.str("FILES_DIR", "/var/lib/party/files")
EMAIL_FILE_PATH = env.str("EMAIL_FILE_PATH", "/var/lib/party/mail")
STATIC_ROOT = env.str("STATIC_ROOT", str(BASE_DIR / "static" / "collected"))
