"""A school that lives through weeks in minutes: real servers, workers and beats; only the clock is a file."""
