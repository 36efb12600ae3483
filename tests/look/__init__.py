"""The look: every part of the frame drawn with sample data, in a tiny site of its own (settings.py, pages.py).

The site has no database and no business app, so a fault here is a fault of the look.
"""
