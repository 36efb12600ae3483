"""Rules of posts and rotation: figures and days in, verdicts and refusals out. No Django, no clock."""
