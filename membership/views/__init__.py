"""Pages of the development cases."""
