"""提醒 (screens 3.17): the rules, the outbox, one's own settings."""
