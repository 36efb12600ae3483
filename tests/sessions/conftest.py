import pytest


@pytest.fixture(autouse=True)
def home(settings):
    """Where log-in leads when no page was asked for; the workbench itself is another test's matter."""
    settings.LOGIN_REDIRECT_URL = "/"
