"""批次办理: one decision, many people; its rules in plain functions."""
