"""One module per way of running: `demo` (dev.py up), `test` (dev.py test), `production`; all start from `base`."""
