"""Entry point of the web server."""

import os

from django.core.wsgi import get_wsgi_application

from config.checks import refuse_demo_accounts
from config.plain_requests import read_as_utf_8

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.demo")
application = read_as_utf_8(get_wsgi_application())
refuse_demo_accounts()
