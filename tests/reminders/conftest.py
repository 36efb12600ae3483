import pytest


@pytest.fixture
def own_sources(monkeypatch):
    """A registry of the test's own."""
    sources = {}
    monkeypatch.setattr("reminders.registry.SOURCES", sources)
    return sources
