"""The one way in for Excel files: what an importer is, what it reports, and the batch that carries a file through."""
