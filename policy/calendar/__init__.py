"""Where the working-day table comes from: `days.tsv`, made by `build.py`, read once by the first migration."""
