"""The only places that change a state: versions and their values, documents and clauses, the working-day table."""
