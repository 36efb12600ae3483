"""Who changed what, when, from where and why (SYS-06): history triggers, events, sealing of numbers."""
