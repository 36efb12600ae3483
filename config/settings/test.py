"""The suite: fixed keys, fast password hashing, everything else as in production."""

import tempfile

from config.settings.base import *  # noqa: F403

DEBUG = False
DEMO = True
SECRET_KEY = "only-for-the-suite-" + "x" * 40
ALLOWED_HOSTS = ["testserver", "127.0.0.1", "localhost"]
SEALING_KEYS = "test:" + "A" * 43 + "="
SEALING_INDEX_KEY = "B" * 43 + "="
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
WHITENOISE_USE_FINDERS = True
FILES_DIR = tempfile.mkdtemp(prefix="party-files-")
STATIC_ROOT = None  # nothing is collected
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
