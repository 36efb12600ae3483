"""When organizers' deadlines fall due, for the whole tree at once; found at start (reminders/registry.py)."""

from organizers.deadlines.posts import staffing, vacancy
from organizers.deadlines.terms import filing, rotation, trial

__all__ = ["filing", "rotation", "staffing", "trial", "vacancy"]
