"""The demo school 江海大学: invented from the first name to the last number, shaped like real ones, scalable."""
