"""The rosters of the directory: units, people, duties and accounts."""
