"""Names of people: how they are cleaned, read aloud, searched for and put in order. Pure Python, no tables."""
