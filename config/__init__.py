"""Settings, addresses and the Celery application; imports every app and is imported by none."""
