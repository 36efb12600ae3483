"""Rules by stretch of the way. Each yields what it finds in a history and what it could not look at."""
