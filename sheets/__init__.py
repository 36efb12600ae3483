"""Excel in and out; what a row means and who may write it is passed in from above."""
