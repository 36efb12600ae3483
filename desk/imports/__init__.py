"""The import wizard (screens 3.16): its forms, its pages' contents, and who acts when the worker works."""
