"""Development cases of the demo school: every stage, both editions, what is late and what was done wrongly."""
