"""The demo that `dev.py up` starts: its own keys, made once per clone by dev.py."""

from config.settings.base import *  # noqa: F403
from config.settings.base import env

DEBUG = False
DEMO = True
SECRET_KEY = env.str("SECRET_KEY")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", ["127.0.0.1", "localhost"])
WHITENOISE_USE_FINDERS = True
STATIC_ROOT = None  # nothing is collected
