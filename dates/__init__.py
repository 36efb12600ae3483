"""Calendar facts without a clock and without Django: partial dates, spans, month arithmetic.

Nobody here knows what day it is; a caller that needs today passes it in.
"""
